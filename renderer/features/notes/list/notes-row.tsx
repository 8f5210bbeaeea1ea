import type { TFunction } from 'i18next'
import { Check, Pin } from 'lucide-react'
import { type KeyboardEvent, type MouseEvent, memo, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { NoteId, Session } from '../../../../db/model.ts'
import { now, toConferenceClock } from '../../../lib/clock.ts'
import { buildHref } from '../../../lib/router.ts'
import list from '../../../ui/list.module.css'
import { getSessionName } from '../../schedule/index.ts'
import {
  AuthorName,
  getPlaceName,
  RoomMark,
  useConference,
  useConferenceFormat,
} from '../../sessions/index.ts'
import { LevelIcon } from '../pane/note-level.tsx'
import type { ChoiceChange } from './notes-choice.ts'
import { startDrag } from './notes-drop.ts'
import type { NoteEntry } from './notes-items.ts'
import styles from './notes-row.module.css'

/** Heading above a session's notes: time, room and title. */
export function SessionHeading({ session, isFirst }: { session: Session; isFirst: boolean }) {
  const conference = useConference()
  const { formatStart } = useConferenceFormat()
  const room = getPlaceName(conference, session)
  return (
    <div className={styles.session} data-first={isFirst}>
      <time dateTime={session.start}>{formatStart(session)}</time>
      <RoomMark conference={conference} room={session.room} tall />
      <div className={styles.text}>
        <h3 className={styles.line}>
          <span className={styles.label}>{getSessionName(session)}</span>
          {room && <span className={styles.room}>{room}</span>}
        </h3>
        {session.label && <p className={styles.sessionTitle}>{session.title}</p>}
      </div>
    </div>
  )
}

/** @returns the name of the note's session or key message */
function getHomeName({ session, message }: NoteEntry, t: TFunction): string {
  if (session) return getSessionName(session)
  return message ? t('notes.keyMessage', { number: message.number }) : t('notes.unattached')
}

export type NoteRowProps = {
  entry: NoteEntry
  isFirst: boolean
  /** Whether the row names its session or key message, since no heading above it does. */
  showsHome: boolean
  selected: boolean
  chosen: boolean
  /** Whether any notes are selected, so that all rows show a check mark. */
  choosing: boolean
  isTabStop: boolean
  onOpen: (id: NoteId) => void
  onChoose: (how: ChoiceChange, id: NoteId) => void
  onKey: (event: KeyboardEvent, id: NoteId) => void
  /** @returns the notes to drag together with this one */
  getDraggedIds: (id: NoteId) => NoteId[]
}

export const NoteRow = memo(function NoteRow({
  entry,
  isFirst,
  showsHome,
  selected,
  chosen,
  choosing,
  isTabStop,
  onOpen,
  onChoose,
  onKey,
  getDraggedIds,
}: NoteRowProps) {
  const { t } = useTranslation()
  const conference = useConference()
  const { formatTime, formatMoment, toDate } = useConferenceFormat()
  const meta = useId()
  const { note, session, message } = entry
  const changed = toConferenceClock(note.updatedAt)
  const isToday = toDate(changed) === toDate(now())
  const room = session && getPlaceName(conference, session)
  const home = getHomeName(entry, t)
  const onClick = (event: MouseEvent) => {
    if (!event.ctrlKey && !event.metaKey && !event.shiftKey) return onOpen(note.id)
    event.preventDefault()
    onChoose(event.shiftKey ? 'range' : 'with-open', note.id)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dragging is optional; keys and the selection bar move notes too
    <div
      className={`marked ${list.row} ${styles.row}`}
      draggable
      onDragStart={(event) => startDrag(event, getDraggedIds(note.id))}
      data-selected={selected}
      data-chosen={chosen}
      data-first={isFirst}
      data-under-session={!showsHome && session !== null}
      data-plain={!showsHome && session === null && message === null}
    >
      <div className={styles.gutter}>
        {showsHome && <time dateTime={changed}>{formatTime(changed)}</time>}
        {!showsHome && !session && message && <span className={styles.number}>{message.number}</span>}
      </div>
      <RoomMark conference={conference} room={session?.room ?? null} tall />
      <div className={styles.text}>
        {showsHome && (
          <p className={styles.line}>
            <span className={styles.label}>{home}</span>
            {room && <span className={styles.room}>{room}</span>}
          </p>
        )}
        <a
          href={buildHref('notes', note.id)}
          data-note={note.id}
          tabIndex={isTabStop ? 0 : -1}
          aria-current={selected ? 'true' : undefined}
          aria-describedby={meta}
          aria-keyshortcuts="Delete Space M T P"
          draggable={false}
          className={styles.excerpt}
          dir="auto"
          data-empty={note.excerpt === ''}
          onClick={onClick}
          onKeyDown={(event) => onKey(event, note.id)}
        >
          {note.excerpt || t('notes.emptyNote')}
        </a>
        <p id={meta} className={styles.meta}>
          {chosen && <span className="visually-hidden">{t('notes.isChosen')}, </span>}
          {note.pinned && <Pin aria-label={t('notes.isPinned')} role="img" />}
          {note.confidentiality !== 'shareable' && (
            <strong>
              <LevelIcon level={note.confidentiality} />
              {t(`confidentiality.${note.confidentiality}`)}
              {' · '}
            </strong>
          )}
          {!showsHome && <span className="visually-hidden">{home}, </span>}
          {t('notes.entries', { count: note.entries })}
          {!showsHome &&
            ` · ${t('notes.changed', { moment: isToday ? formatTime(changed) : formatMoment(changed) })}`}
          {note.createdBy && (
            <>
              {' · '}
              <AuthorName id={note.createdBy} />
            </>
          )}
          {note.tags.length > 0 && ` · ${note.tags.map((tag) => `#${tag}`).join(' ')}`}
        </p>
      </div>
      {/* biome-ignore lint/a11y/useSemanticElements: drawn as the rows are; Space does the same from the keyboard */}
      <button
        type="button"
        role="checkbox"
        aria-checked={chosen}
        aria-label={t('notes.choose', { excerpt: note.excerpt || t('notes.emptyNote') })}
        tabIndex={-1}
        className={styles.choose}
        data-shown={choosing}
        onClick={(event) => onChoose(event.shiftKey ? 'range' : 'this', note.id)}
      >
        <span>{chosen && <Check aria-hidden />}</span>
      </button>
    </div>
  )
})
