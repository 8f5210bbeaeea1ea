import type { TFunction } from 'i18next'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseNote, plainText } from '../../core/note-format/index.ts'
import type { ConferenceSlug } from '../../db/model.ts'
import { answered } from '../data.ts'
import { sessionName } from '../programme.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { errorText } from './error-text.ts'
import { flushAll, type Subject, unsavedText, unsavedTexts, useSaveState } from './save-state.ts'
import styles from './unsaved-question.module.css'

/** What to do with text that could not be saved. */
export function UnsavedQuestion({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [copied, setCopied] = useState(false)
  const state = useSaveState()
  return (
    <Dialog
      title={t('unsaved.title')}
      onClose={onClose}
      actions={
        <>
          <Button variant="quiet" onPress={() => void window.desktop.discardAndClose()} isDisabled={!copied}>
            {t('unsaved.discard')}
          </Button>
          <Button
            onPress={() => {
              void window.desktop.copy(unsavedText()).then(() => setCopied(true))
            }}
          >
            {copied ? t('unsaved.copied') : t('unsaved.copy')}
          </Button>
          <Button variant="primary" onPress={() => void flushAll()}>
            {t('unsaved.retry')}
          </Button>
        </>
      }
    >
      <p>{state.kind === 'failed' ? errorText(state.error) : t('unsaved.notYet')}</p>
      <UnsavedList />
      <p>{t('unsaved.hint')}</p>
    </Dialog>
  )
}

/** So that the delegate knows the text again; the whole of it goes to the clipboard. */
const SHOWN_LENGTH = 120

/** Whose text it is, with its last words. What the store said earlier is enough: it may not answer now. */
function UnsavedList() {
  const { t } = useTranslation()
  return (
    <ul className={styles.list}>
      {unsavedTexts().map(({ subject, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: nothing here moves
        <li key={index}>
          <strong>{nameOf(subject, t)}</strong>
          <span>{lastWords(subject.kind === 'note' ? plainText(parseNote(text)) : text)}</span>
        </li>
      ))}
    </ul>
  )
}

function nameOf(subject: Subject, t: TFunction): string {
  if (subject.kind === 'person') return subject.name || t('contacts.newPerson')
  const conference = subject.conference as ConferenceSlug
  const session = answered('sessions.list', { conference })?.find(({ guid }) => guid === subject.session)
  if (session) return t('session.notesFor', { name: sessionName(session) })
  const message = answered('keyMessages.list', { conference })?.find(
    ({ guid }) => guid === subject.keyMessage,
  )
  return message ? t('notes.keyMessage', { number: message.number }) : t('notes.withoutSession')
}

function lastWords(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  if (line.length <= SHOWN_LENGTH) return line
  const end = line.slice(-SHOWN_LENGTH)
  return `… ${end.slice(end.indexOf(' ') + 1)}`
}
