import { X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { KeyMessage, NoteId } from '../../../db/model.ts'
import { IconButton } from '../../ui/button.tsx'
import { createFocusRequest, NotePane } from '../notes/index.ts'
import styles from './key-message-writing.module.css'

/** A new note. It is created here, so that it is on the screen before the store has it. */
export type NewKeyMessageNote = {
  id: NoteId
  message: KeyMessage
  /** The quotation that the note starts with. */
  phrase: string | null
  focusRequest: number
}

export function createNoteOn(message: KeyMessage, phrase: string | null): NewKeyMessageNote {
  return { id: crypto.randomUUID() as NoteId, message, phrase, focusRequest: createFocusRequest() }
}

/** A note on a message, below it, so that the message stays visible. */
export function KeyMessageWriting({ note, onClose }: { note: NewKeyMessageNote; onClose: () => void }) {
  const { t } = useTranslation()
  const { id, message, phrase, focusRequest } = note
  const title = t('keyMessages.noteOn', { number: message.number })
  return (
    <section aria-label={title} className={styles.writing}>
      <header className={styles.head}>
        <h2>{title}</h2>
        <IconButton label={t('keyMessages.closeNote')} onPress={onClose}>
          <X aria-hidden />
        </IconButton>
      </header>
      <NotePane
        key={id}
        id={id}
        newNote={{ session: null, keyMessage: message.guid, ...(phrase === null ? {} : { quote: phrase }) }}
        label={title}
        focusRequest={focusRequest}
      />
    </section>
  )
}
