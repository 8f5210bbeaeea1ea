/** The note that contains the action, scrolled to the action. */
import { NotebookPen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { NoteId } from '../../../db/model.ts'
import { hrefTo } from '../../lib/router.ts'
import { NotePane } from '../notes/index.ts'
import { getSessionName, getSessionTitle } from '../schedule/index.ts'
import type { Action } from './actions-items.ts'
import styles from './actions-note.module.css'

/** `action` is null if the note does not contain it. */
export function ActionNote({ note, action }: { note: NoteId; action: Action | null }) {
  const { t } = useTranslation()
  const session = action?.session ?? null
  const message = action?.message ?? null
  const name = session
    ? getSessionName(session)
    : message
      ? t('notes.keyMessage', { number: message.number })
      : t('notes.withoutSession')
  return (
    <article aria-labelledby="action-note" className={styles.note}>
      <header className={styles.header}>
        <h2 id="action-note" className={styles.name}>
          {session ? (
            <a href={hrefTo('agenda', session.guid)}>{name}</a>
          ) : message ? (
            <a href={hrefTo('key-messages', message.guid)}>{name}</a>
          ) : (
            name
          )}
        </h2>
        {session?.label && <span className={styles.title}>{getSessionTitle(session.title)}</span>}
        <a href={hrefTo('notes', note)} className={styles.all}>
          <NotebookPen aria-hidden />
          {t('actions.openNote')}
        </a>
      </header>
      <NotePane
        id={note}
        fresh={null}
        label={session ? t('session.notesFor', { name }) : t('notes.editor')}
      />
    </article>
  )
}
