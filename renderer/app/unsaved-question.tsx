import type { TFunction } from 'i18next'
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { parseNote, toPlainText } from '../../core/note-format/index.ts'
import type { ConferenceSlug } from '../../db/model.ts'
import { getSessionName } from '../features/schedule/index.ts'
import { getErrorText, isReplaced } from '../lib/error-text.ts'
import { useStoreMutation } from '../lib/mutations.ts'
import { getCachedAnswer } from '../lib/queries.ts'
import { flushAll, getUnsavedText, getUnsavedTexts, type Subject, useSaveState } from '../lib/save-state.ts'
import { call } from '../lib/store-client.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import styles from './unsaved-question.module.css'

type Props = {
  /** True if the window is about to close; false if the delegate asked what to do about a replaced notebook file. */
  isClosing: boolean
  onClose: () => void
}

/** Asks what to do with text that could not be saved. */
export function UnsavedQuestion({ isClosing, onClose }: Props) {
  const state = useSaveState()
  if (!isClosing || (state.kind === 'failed' && isReplaced(state.error)))
    return <ReplacedQuestion isClosing={isClosing} onClose={onClose} />
  return <ClosingQuestion onClose={onClose} />
}

function ClosingQuestion({ onClose }: Pick<Props, 'onClose'>) {
  const { t } = useTranslation()
  const [isCopied, setIsCopied] = useState(false)
  const state = useSaveState()
  return (
    <Dialog
      title={t('unsaved.title')}
      onClose={onClose}
      actions={
        <>
          <DiscardButton isDisabled={!isCopied} />
          <Button
            onPress={() => {
              void window.desktop.copy(getUnsavedText()).then(() => setIsCopied(true))
            }}
          >
            {isCopied ? t('unsaved.copied') : t('unsaved.copy')}
          </Button>
          <Button variant="primary" onPress={() => void flushAll()}>
            {t('unsaved.retry')}
          </Button>
        </>
      }
    >
      <p>{state.kind === 'failed' ? getErrorText(state.error) : t('unsaved.notYet')}</p>
      <UnsavedList />
      <p>{t('unsaved.hint')}</p>
    </Dialog>
  )
}

/** Reopening the notebook also saves the text, after which a requested close continues. */
function ReplacedQuestion({ isClosing, onClose }: Props) {
  const { t } = useTranslation()
  const [isCopied, setIsCopied] = useState(false)
  const [message, setMessage] = useState('')
  const reopen = useStoreMutation('recovery.reopen')
  const hasText = getUnsavedTexts().length > 0

  const attempt = async (work: () => Promise<void>) => {
    setMessage('')
    try {
      await work()
    } catch (error) {
      setMessage(t('unsaved.failed', { reason: getErrorText(error) }))
    }
  }
  const saveCopy = () =>
    attempt(async () => {
      const grant = await window.desktop.chooseSave('rapporteur-unsaved.md', [
        { name: 'Markdown', extensions: ['md'] },
      ])
      if (!grant) return
      await call('recovery.saveText', { grant: grant.token, text: getUnsavedText() })
      setIsCopied(true)
      setMessage(t('unsaved.savedCopy', { name: grant.name }))
    })
  const open = () =>
    attempt(async () => {
      await reopen.mutateAsync({})
      await flushAll()
      if (!isClosing) onClose()
    })
  return (
    <Dialog
      title={t('unsaved.replacedTitle')}
      onClose={onClose}
      actions={
        <>
          {isClosing && <DiscardButton isDisabled={!isCopied} />}
          {hasText && <Button onPress={() => void saveCopy()}>{t('unsaved.saveCopy')}</Button>}
          <Button variant="primary" isPending={reopen.isPending} onPress={() => void open()}>
            {t('unsaved.reopen')}
          </Button>
        </>
      }
    >
      <p>{t('errors.replaced')}</p>
      <UnsavedList />
      <p>{t('unsaved.reopenHint')}</p>
      <p role="alert">{message}</p>
    </Dialog>
  )
}

function DiscardButton({ isDisabled }: { isDisabled: boolean }): ReactNode {
  const { t } = useTranslation()
  return (
    <Button variant="quiet" onPress={() => void window.desktop.discardAndClose()} isDisabled={isDisabled}>
      {t('unsaved.discard')}
    </Button>
  )
}

/** Only enough to recognise the text; "Copy" copies the whole text. */
const MAX_SHOWN_LENGTH = 120

/** Names the session or note of each unsaved text, and quotes its last words. Uses cached answers, since the store may not respond. */
function UnsavedList() {
  const { t } = useTranslation()
  return (
    <ul className={styles.list}>
      {getUnsavedTexts().map(({ subject, text }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the items have no state
        <li key={index}>
          <strong>{getName(subject, t)}</strong>
          <span>{getLastWords(subject.kind === 'note' ? toPlainText(parseNote(text)) : text)}</span>
        </li>
      ))}
    </ul>
  )
}

function getName(subject: Subject, t: TFunction): string {
  if (subject.kind === 'person') return subject.name || t('contacts.newPerson')
  if (subject.kind === 'setting') return subject.name
  const conference = subject.conference as ConferenceSlug
  const session = getCachedAnswer('sessions.list', { conference })?.find(
    ({ guid }) => guid === subject.session,
  )
  if (session) return t('session.notesFor', { name: getSessionName(session) })
  const message = getCachedAnswer('keyMessages.list', { conference })?.find(
    ({ guid }) => guid === subject.keyMessage,
  )
  return message ? t('notes.keyMessage', { number: message.number }) : t('notes.withoutSession')
}

function getLastWords(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ').trim()
  if (line.length <= MAX_SHOWN_LENGTH) return line
  const end = line.slice(-MAX_SHOWN_LENGTH)
  return `… ${end.slice(end.indexOf(' ') + 1)}`
}
