/** A session and the delegate's notes in it. */
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { NoteId, Session } from '../../../../db/model.ts'
import { later } from '../../../lib/lazy-component.ts'
import { Segmented } from '../../../ui/segmented.tsx'
import { loadVersionPane, NotePane, newFocusRequest, useSessionNotes } from '../../notes/index.ts'
import { sessionName } from '../../schedule/index.ts'
import { SessionHeader } from './session-header.tsx'
import styles from './session-pane.module.css'

const VersionPane = later(loadVersionPane)

export function SessionPane({ session, focusRequest }: { session: Session; focusRequest: number }) {
  const { t } = useTranslation()
  const notes = useSessionNotes(session.guid)
  const [versionsOf, setVersionsOf] = useState<NoteId | null>(null)
  const [asked, setAsked] = useState({ session: session.guid, request: 0 })
  const toNote = () => setAsked({ session: session.guid, request: newFocusRequest() })
  const closeVersions = () => {
    setVersionsOf(null)
    toNote()
  }
  const name = sessionName(session)
  return (
    <article aria-labelledby="session-title" className={styles.session}>
      <SessionHeader
        session={session}
        notes={notes}
        onNewNote={() => {
          notes?.add()
          toNote()
        }}
        onVersions={() => notes && setVersionsOf(notes.current)}
        onDone={toNote}
      >
        {notes && notes.ids.length > 1 && (
          <Segmented
            label={t('session.notes')}
            segments={notes.ids.map((id, index) => ({ id, label: t('session.note', { number: index + 1 }) }))}
            value={notes.current}
            onChange={notes.choose}
          />
        )}
      </SessionHeader>
      {notes && versionsOf === notes.current && (
        <Suspense>
          <VersionPane id={notes.current} onClose={closeVersions} />
        </Suspense>
      )}
      {notes && versionsOf !== notes.current && (
        <NotePane
          id={notes.current}
          fresh={{ session: session.guid, keyMessage: null }}
          label={t('session.notesFor', { name })}
          focusRequest={asked.session === session.guid ? Math.max(focusRequest, asked.request) : focusRequest}
        />
      )}
    </article>
  )
}
