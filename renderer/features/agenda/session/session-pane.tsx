/** Shows a session with the delegate's notes. */
import { Suspense, type UIEvent, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import type { Guid, NoteId, Session } from '../../../../db/model.ts'
import { createLazyComponent } from '../../../lib/lazy-component.ts'
import { Segmented } from '../../../ui/segmented.tsx'
import {
  createFocusRequest,
  loadVersionPane,
  NotePane,
  type SessionNotes,
  useSessionNotes,
} from '../../notes/index.ts'
import { getSessionName } from '../../schedule/index.ts'
import { getDropProps, PersonMark, useConference, usePersonName } from '../../sessions/index.ts'
import { SessionHeader } from './session-header.tsx'
import styles from './session-pane.module.css'

const VersionPane = createLazyComponent(loadVersionPane)

export function SessionPane({ session, focusRequest }: { session: Session; focusRequest: number }) {
  const { t } = useTranslation()
  const notes = useSessionNotes(session.guid, focusRequest)
  const [versionsOf, setVersionsOf] = useState<NoteId | null>(null)
  const [noteFocus, setNoteFocus] = useState({ session: session.guid, request: 0 })
  const focusNote = () => setNoteFocus({ session: session.guid, request: createFocusRequest() })
  const closeVersions = () => {
    setVersionsOf(null)
    focusNote()
  }
  const name = getSessionName(session)
  const { isScrolled, onScroll } = useScrolledNote(session.guid)
  const { slug } = useConference()
  return (
    <article
      {...getDropProps({ conference: slug, session: session.guid, note: null }, name)}
      aria-labelledby="session-title"
      className={styles.session}
      data-scrolled={isScrolled}
      onScrollCapture={onScroll}
    >
      <SessionHeader
        session={session}
        notes={notes}
        onNewNote={() => {
          notes?.add()
          focusNote()
        }}
        onVersions={() => notes && setVersionsOf(notes.current)}
        onDone={focusNote}
      >
        {notes && notes.mine.length + notes.theirs.length > 1 && <NoteChoice notes={notes} />}
      </SessionHeader>
      {notes && versionsOf === notes.current && (
        <Suspense>
          <VersionPane id={notes.current} onClose={closeVersions} />
        </Suspense>
      )}
      {notes && versionsOf !== notes.current && (
        <NotePane
          id={notes.current}
          newNote={{ session: session.guid, keyMessage: null }}
          label={t('session.notesFor', { name })}
          focusRequest={
            noteFocus.session === session.guid ? Math.max(focusRequest, noteFocus.request) : focusRequest
          }
        />
      )}
    </article>
  )
}

/**
 * Whether the note has been scrolled down, so that it can take the header's space. The note is then scrolled back by the height of
 * the header, so that the text stays in place on the screen.
 */
function useScrolledNote(session: Guid): {
  isScrolled: boolean
  onScroll: (event: UIEvent<HTMLElement>) => void
} {
  const [scrolled, setScrolled] = useState<Guid | null>(null)
  const isScrolled = scrolled === session
  const onScroll = ({ target, currentTarget }: UIEvent<HTMLElement>) => {
    if (!(target instanceof HTMLElement) || !target.querySelector('[role="textbox"]')) return
    const height = currentTarget.querySelector(':scope > header')?.clientHeight ?? 0
    if (isScrolled && target.scrollTop === 0) setScrolled(null)
    else if (
      !isScrolled &&
      target.scrollTop > 2 * height &&
      target.scrollHeight - target.clientHeight > 4 * height
    ) {
      flushSync(() => setScrolled(session))
      target.scrollTop -= height
    }
  }
  return { isScrolled, onScroll }
}

/** Chooses among the notes: the delegate's own notes by number, then the notes of colleagues by name. */
function NoteChoice({ notes: { mine, theirs, current, choose } }: { notes: SessionNotes }) {
  const { t } = useTranslation()
  const getName = usePersonName()
  const own = mine.map((id, index) => ({
    id,
    label: mine.length > 1 ? t('session.note', { number: index + 1 }) : t('session.myNote'),
  }))
  const others = theirs.map(({ id, createdBy }, index) => {
    const number = theirs.slice(0, index + 1).filter((note) => note.createdBy === createdBy).length
    const label = (
      <>
        <PersonMark id={createdBy} />
        {number > 1 ? `${getName(createdBy)} ${number}` : getName(createdBy)}
      </>
    )
    return { id, label }
  })
  return (
    <Segmented label={t('session.notes')} segments={[...own, ...others]} value={current} onChange={choose} />
  )
}
