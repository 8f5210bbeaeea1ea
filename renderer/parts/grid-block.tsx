import { Ban, PenLine, Split } from 'lucide-react'
import { type CSSProperties, type KeyboardEvent, memo, useId } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conference, Session } from '../../db/model.ts'
import { sessionName } from '../programme.ts'
import { useConferenceFormat } from './format.ts'
import styles from './grid-block.module.css'
import type { GridBlock as Block } from './grid-layout.ts'
import { Languages } from './languages.tsx'
import { hrefTo } from './navigate.ts'
import { RoomMark, roomName } from './room-mark.tsx'
import { sessionTitle } from './session-title.ts'
import { RowStar } from './star-button.tsx'

export type GridBlockProps = {
  conference: Conference
  block: Block
  selected: boolean
  /** The one tab stop of the grid; the arrow keys go on from there. */
  tabStop: boolean
  starred: boolean
  /** Entries written in this session. */
  notes: number
  clashes: readonly Session[] | undefined
  /** A bracket above says that it clashes. */
  joined: boolean
  onSelect: (session: Session) => void
  onOpen: (session: Session) => void
  onMove: (event: KeyboardEvent) => void
  onStar: (session: Session) => void
}

/** A session in the grid. All of it is its link; the star lies above it. */
export const GridBlock = memo(function GridBlock({
  conference,
  block,
  selected,
  tabStop,
  starred,
  notes,
  clashes,
  joined,
  onSelect,
  onOpen,
  onMove,
  onStar,
}: GridBlockProps) {
  const { t } = useTranslation()
  const id = useId()
  const { session, shape, height, open } = block
  const { compact, lines, notesBelow } = fitting(height, open, notes > 0)
  const room = roomName(conference, session.room)
  return (
    <li
      className={styles.block}
      data-shape={shape}
      data-open={open}
      data-selected={selected}
      data-compact={compact}
      data-cancelled={session.status === 'cancelled'}
      style={
        {
          left: block.x,
          top: block.y,
          width: block.width,
          height,
          '--lines': lines,
        } as CSSProperties
      }
    >
      <span className={styles.fill} />
      {shape !== 'line' && (
        <span className={styles.spine}>
          <RoomMark conference={conference} room={session.room} tall />
        </span>
      )}
      <div className={styles.text}>
        {shape === 'line' && <Time session={session} />}
        <div className={styles.facts}>
          {session.label && (
            <span id={`${id}label`} className={styles.label}>
              {session.label}
            </span>
          )}
          {shape === 'across' && room && <span className={styles.aside}>{room}</span>}
          {!session.label && session.speakers.length > 0 && (
            <span className={styles.aside}>{session.speakers.join(', ')}</span>
          )}
          {session.languages.length > 0 && (
            <span className={styles.languages}>
              <Languages tags={session.languages} />
            </span>
          )}
        </div>
        <div className={styles.end}>
          {session.status === 'cancelled' && (
            <span title={t('agenda.cancelled')}>
              <Ban aria-hidden />
            </span>
          )}
          {clashes && !joined && <Split aria-hidden />}
          {notes > 0 && !notesBelow && <PenLine aria-hidden />}
          {session.kind !== 'milestone' && <RowStar session={session} starred={starred} onKeyDown={onMove} />}
        </div>
        <a
          id={`${id}title`}
          href={hrefTo('agenda', session.guid)}
          tabIndex={tabStop ? 0 : -1}
          aria-current={selected ? 'true' : undefined}
          aria-labelledby={session.label ? `${id}label ${id}title` : undefined}
          aria-describedby={`${id}said`}
          aria-keyshortcuts="S"
          title={session.title}
          data-session={session.guid}
          draggable={false}
          className={styles.title}
          onClick={(event) => {
            event.preventDefault()
            onSelect(session)
          }}
          onDoubleClick={() => onOpen(session)}
          onKeyDown={(event) => {
            if (event.ctrlKey || event.metaKey || event.altKey) return
            if (event.key === 'Enter') onOpen(session)
            else if (event.key === ' ' || event.key.toLowerCase() === 's') onStar(session)
            else return onMove(event)
            event.preventDefault()
          }}
        >
          {sessionTitle(session.title)}
        </a>
        {notesBelow && (
          <p aria-hidden className={styles.notes}>
            <PenLine />
            {t('agenda.notes', { count: notes })}
          </p>
        )}
        <Said id={`${id}said`} {...{ session, room, notes, clashes }} />
      </div>
    </li>
  )
})

/** What stands around it in the grid, in words. */
function Said({
  id,
  session,
  room,
  notes,
  clashes,
}: {
  id: string
  session: Session
  room: string | null
  notes: number
  clashes: readonly Session[] | undefined
}) {
  const { t, i18n } = useTranslation()
  const { formatTime } = useConferenceFormat()
  const names = clashes && new Intl.ListFormat(i18n.language).format(clashes.map(sessionName))
  const together = clashes?.every(({ start }) => start === session.start)
  const said = [
    session.end === null
      ? formatTime(session.start)
      : `${formatTime(session.start)}–${formatTime(session.end)}`,
    room,
    session.languages.map((tag) => tag.toUpperCase()).join(' '),
    session.status === 'cancelled' && t('agenda.cancelled'),
    notes > 0 && t('agenda.notes', { count: notes }),
    names && (together ? t('agenda.sameTimeAs', { names }) : t('agenda.overlaps', { names })),
  ]
  return (
    <span id={id} className="visually-hidden">
      {said.filter(Boolean).join(', ')}
    </span>
  )
}

function Time({ session }: { session: Session }) {
  const { formatTime } = useConferenceFormat()
  return (
    <time aria-hidden dateTime={session.start} className={styles.time}>
      {formatTime(session.start)}
    </time>
  )
}

const FACTS = 27
const LINE = 20
const NOTES = 21

/** What there is room for. An open end fades out below: no text there. */
function fitting(height: number, open: boolean, hasNotes: boolean) {
  const room = (open ? height * 0.8 : height - 4) - FACTS
  if (room < LINE) return { compact: true, lines: 1, notesBelow: false }
  const notesBelow = hasNotes && room >= 2 * LINE + NOTES
  return { compact: false, lines: Math.floor((room - (notesBelow ? NOTES : 0)) / LINE), notesBelow }
}
