/** The note that contains the action, scrolled to the action. */
import { NotebookPen } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { NoteId } from '../../../db/model.ts'
import { buildHref } from '../../lib/router.ts'
import { NotePane } from '../notes/index.ts'
import { getSessionName, getSessionTitle } from '../schedule/index.ts'
import type { Action } from './actions-items.ts'
import styles from './actions-note.module.css'

/** `action` is null if the note does not contain it. */
export function ActionNote({ note, action }: { note: NoteId; action: Action | null }) {
  const { t } = useTranslation()
  const session = action?.session ?? null
  const message = action?.message ?? null
  const { name, href } = getSubject()

  /** @returns the session or key message that the note is about */
  function getSubject(): { name: string; href: string | null } {
    if (session) return { name: getSessionName(session), href: buildHref('agenda', session.guid) }
    if (!message) return { name: t('notes.withoutSession'), href: null }
    const { number, guid } = message
    return { name: t('notes.keyMessage', { number }), href: buildHref('key-messages', guid) }
  }
  return (
    <article aria-labelledby="action-note" className={styles.note}>
      <header className={styles.header}>
        <h2 id="action-note" className={styles.name}>
          {href === null ? name : <a href={href}>{name}</a>}
        </h2>
        {session?.label && <span className={styles.title}>{getSessionTitle(session.title)}</span>}
        <a href={buildHref('notes', note)} className={styles.all}>
          <NotebookPen aria-hidden />
          {t('actions.openNote')}
        </a>
      </header>
      <NotePane
        id={note}
        newNote={null}
        label={session ? t('session.notesFor', { name }) : t('notes.editor')}
      />
    </article>
  )
}
