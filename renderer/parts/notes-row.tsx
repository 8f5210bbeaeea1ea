import { type KeyboardEvent, memo, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { NoteId, Session } from '../../db/model.ts'
import { now, onConferenceClock } from '../clock.ts'
import { sessionName } from '../programme.ts'
import { AuthorName } from './author-name.tsx'
import { useConference } from './conference.tsx'
import { useConferenceFormat } from './format.ts'
import { hrefTo } from './navigate.ts'
import type { NoteEntry } from './notes-items.ts'
import styles from './notes-row.module.css'
import { RoomMark, roomName } from './room-mark.tsx'

/** The session above its notes: when, where, what. */
export function SessionHeading({ session, isFirst }: { session: Session; isFirst: boolean }) {
  const conference = useConference()
  const { formatTime } = useConferenceFormat()
  const room = roomName(conference, session.room)
  return (
    <div className={styles.session} data-first={isFirst}>
      <time dateTime={session.start}>{formatTime(session.start)}</time>
      <RoomMark conference={conference} room={session.room} tall />
      <div className={styles.text}>
        <h3 className={styles.line}>
          <span className={styles.label}>{sessionName(session)}</span>
          {room && <span className={styles.room}>{room}</span>}
        </h3>
        {session.label && <p className={styles.sessionTitle}>{session.title}</p>}
      </div>
    </div>
  )
}

export type NoteRowProps = {
  entry: NoteEntry
  isFirst: boolean
  /** Under its session or its group; otherwise it says itself what it belongs to. */
  grouped: boolean
  selected: boolean
  isTabStop: boolean
  onOpen: (id: NoteId) => void
  onKey: (event: KeyboardEvent, id: NoteId) => void
}

export const NoteRow = memo(function NoteRow({
  entry,
  isFirst,
  grouped,
  selected,
  isTabStop,
  onOpen,
  onKey,
}: NoteRowProps) {
  const { t } = useTranslation()
  const conference = useConference()
  const { formatTime, formatMoment, dateOf } = useConferenceFormat()
  const meta = useId()
  const { note, session, message } = entry
  const changed = onConferenceClock(note.updatedAt)
  const isToday = dateOf(changed) === dateOf(now())
  const room = session && roomName(conference, session.room)
  const home = session
    ? sessionName(session)
    : message
      ? t('notes.keyMessage', { number: message.number })
      : t('notes.unattached')
  return (
    <div
      className={styles.row}
      data-selected={selected}
      data-first={isFirst}
      data-under-session={grouped && session !== null}
      data-plain={grouped && session === null && message === null}
    >
      <div className={styles.gutter}>
        {!grouped && <time dateTime={changed}>{formatTime(changed)}</time>}
        {grouped && !session && message && <span className={styles.number}>{message.number}</span>}
      </div>
      <RoomMark conference={conference} room={session?.room ?? null} tall />
      <div className={styles.text}>
        {!grouped && (
          <p className={styles.line}>
            <span className={styles.label}>{home}</span>
            {room && <span className={styles.room}>{room}</span>}
          </p>
        )}
        <a
          href={hrefTo('notes', note.id)}
          data-note={note.id}
          tabIndex={isTabStop ? 0 : -1}
          aria-current={selected ? 'true' : undefined}
          aria-describedby={meta}
          aria-keyshortcuts="Delete"
          draggable={false}
          className={styles.excerpt}
          data-empty={note.excerpt === ''}
          onClick={() => onOpen(note.id)}
          onKeyDown={(event) => onKey(event, note.id)}
        >
          {note.excerpt || t('notes.emptyNote')}
        </a>
        <p id={meta} className={styles.meta}>
          {grouped && <span className="visually-hidden">{home}, </span>}
          {t('notes.entries', { count: note.entries })}
          {grouped &&
            ` · ${t('notes.changed', { moment: isToday ? formatTime(changed) : formatMoment(changed) })}`}
          {note.createdBy && (
            <>
              {' · '}
              <AuthorName id={note.createdBy} />
            </>
          )}
        </p>
      </div>
    </div>
  )
})
