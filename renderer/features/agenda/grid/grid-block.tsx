import { Ban, Move, PenLine, Split } from 'lucide-react'
import { type KeyboardEvent, memo } from 'react'
import type { Conference, Session } from '../../../../db/model.ts'
import { getLanguageName } from '../../../lib/language-name.ts'
import { buildHref } from '../../../lib/router.ts'
import { EntryMark, type EntryShift, getShift } from '../../own-entries/index.ts'
import { canBeStarred, getSessionTitle } from '../../schedule/index.ts'
import {
  ColleaguesMark,
  getPlaceName,
  LanguageChip,
  RoomMark,
  RowStar,
  type RowTexts,
} from '../../sessions/index.ts'
import styles from './grid-block.module.css'
import { type GridBlock as Block, isSameBlock } from './grid-layout.ts'

export type GridBlockProps = {
  rowTexts: RowTexts
  conference: Conference
  block: Block
  selected: boolean
  /** Whether this block is the grid's only tab stop. The arrow keys move on from it. */
  tabStop: boolean
  starred: boolean
  /** Number of note entries in this session. */
  notes: number
  /** The names of the colleagues who attend the session. */
  colleagues: readonly string[] | undefined
  clashes: readonly Session[] | undefined
  /** The session's previous time or place, if an update moved it. */
  movedText: string | null
  /** Whether a bracket above the sessions already marks the conflict. */
  isConflictMarked: boolean
  onSelect: (session: Session) => void
  onOpen: (session: Session) => void
  onMove: (event: KeyboardEvent) => void
  onStar: (session: Session) => void
  /** Moves or lengthens one of the delegate's own entries. */
  onShift: (session: Session, shift: EntryShift) => void
}

const OWN_KEYS = 'S Alt+ArrowUp Alt+ArrowDown Alt+Shift+ArrowUp Alt+Shift+ArrowDown'

/** A session in the grid. The whole block is a link, with the star above it. Uses no hooks: see row-texts.ts. */
export const GridBlock = memo(function GridBlock({
  rowTexts,
  conference,
  block,
  selected,
  tabStop,
  starred,
  notes,
  colleagues,
  clashes,
  movedText,
  isConflictMarked,
  onSelect,
  onOpen,
  onMove,
  onStar,
  onShift,
}: GridBlockProps) {
  const { session, shape, height, isOpenEnded } = block
  const id = `grid ${session.guid} `.replaceAll(/\s/g, '-')
  const { wraps, isDense } = fitLanguages(
    block.width - (colleagues?.length ?? 0) * COLLEAGUE_WIDTH,
    session.languages.length,
  )
  const { compact, lines, notesBelow } = fitContent(height, isOpenEnded, notes > 0, wraps)
  const tall = shape === 'column' && height >= MIN_TALL_HEIGHT
  const clamp = {
    'data-clamped': lines > 1 || undefined,
    ...(lines > 1 ? { style: { maxHeight: lines * LINE_HEIGHT, WebkitLineClamp: lines } } : {}),
  }
  const below = notesBelow && (
    <span aria-hidden className={styles.notes}>
      <PenLine />
      {rowTexts.t('agenda.notes', { count: notes })}
    </span>
  )
  const room = getPlaceName(conference, session)
  const until = shape === 'line' ? rowTexts.formatUntil(session) : null
  return (
    <li
      className={styles.block}
      data-block
      data-own={(session.own && session.status === 'confirmed') || undefined}
      data-shape={shape}
      data-open={isOpenEnded || undefined}
      data-selected={selected || undefined}
      data-compact={compact || undefined}
      data-cancelled={session.status === 'cancelled' || undefined}
      style={{ left: block.x, top: block.y, width: block.width, height }}
    >
      {shape !== 'line' && (
        <RoomMark
          conference={conference}
          room={session.room}
          own={session.own !== undefined}
          tall
          className={styles.spine}
        />
      )}
      <div className={styles.text}>
        <div className={styles.end}>
          {session.status === 'cancelled' && (
            <span title={rowTexts.t('agenda.cancelled')}>
              <Ban aria-hidden />
            </span>
          )}
          {movedText && (
            <span title={movedText}>
              <Move aria-hidden />
            </span>
          )}
          {clashes && !isConflictMarked && <Split aria-hidden />}
          {colleagues && <ColleaguesMark names={colleagues} rowTexts={rowTexts} />}
          {notes > 0 && !notesBelow && <PenLine aria-hidden />}
          {canBeStarred(session) && (
            <RowStar
              label={rowTexts.getStarLabel(session)}
              starred={starred}
              onPress={() => onStar(session)}
              onKeyDown={onMove}
            />
          )}
        </div>
        {shape === 'line' && (
          <time aria-hidden dateTime={session.start} className={styles.time}>
            {rowTexts.formatStart(session)}
          </time>
        )}
        <div className={styles.facts} data-lines={wraps ? 2 : undefined} data-dense={isDense || undefined}>
          {session.own && <EntryMark id={`${id}label`} kind={session.own.kind} t={rowTexts.t} />}
          {session.label && (
            <span id={`${id}label`} className={styles.label}>
              {session.label}
            </span>
          )}
          {shape === 'across' && room && <span className={styles.aside}>{room}</span>}
          {until && <span className={styles.aside}>{until}</span>}
          {!session.label && session.speakers.length > 0 && (
            <span className={styles.aside}>{session.speakers.join(', ')}</span>
          )}
          {session.languages.map((tag) => (
            <LanguageChip key={tag} tag={tag} language={rowTexts.language} />
          ))}
        </div>
        <a
          id={`${id}title`}
          href={buildHref('agenda', session.guid)}
          tabIndex={tabStop ? 0 : -1}
          aria-current={selected ? 'true' : undefined}
          aria-labelledby={session.label || session.own ? `${id}label ${id}title` : undefined}
          aria-description={describeBlock(rowTexts, session, room, notes, colleagues, clashes, movedText)}
          aria-keyshortcuts={session.own ? OWN_KEYS : 'S'}
          title={session.title}
          data-session={session.guid}
          draggable={false}
          className={styles.title}
          {...(tall ? { 'data-tall': true } : clamp)}
          onClick={(event) => {
            event.preventDefault()
            onSelect(session)
          }}
          onDoubleClick={() => onOpen(session)}
          onKeyDown={(event) => {
            const shift = session.own && getShift(event, window.desktop.platform)
            if (shift) {
              event.preventDefault()
              return onShift(session, shift)
            }
            if (event.ctrlKey || event.metaKey || event.altKey) return
            if (event.key === 'Enter') onOpen(session)
            else if (event.key === ' ' || event.key.toLowerCase() === 's') onStar(session)
            else return onMove(event)
            event.preventDefault()
          }}
        >
          {tall ? (
            <span className={styles.stays}>
              <span {...clamp}>{getSessionTitle(session.title)}</span>
              {below}
            </span>
          ) : (
            getSessionTitle(session.title)
          )}
        </a>
        {!tall && below}
      </div>
    </li>
  )
}, haveSameContent)

/** Skips re-rendering a block whose place a new layout has not changed. */
function haveSameContent(before: GridBlockProps, after: GridBlockProps): boolean {
  return (Object.keys(after) as (keyof GridBlockProps)[]).every(
    (prop) => before[prop] === after[prop] || (prop === 'block' && isSameBlock(before.block, after.block)),
  )
}

/** Lists the session's times, room, languages and marks in words. */
function describeBlock(
  { t, formatTimes, describeClash, language, describeAttendees }: RowTexts,
  session: Session,
  room: string | null,
  notes: number,
  colleagues: readonly string[] | undefined,
  clashes: readonly Session[] | undefined,
  moved: string | null,
): string {
  const { languages, status } = session
  return [
    formatTimes(session),
    room,
    languages.map((tag) => getLanguageName(tag, language) ?? tag).join(', '),
    status === 'cancelled' && t('agenda.cancelled'),
    notes > 0 && t('agenda.notes', { count: notes }),
    colleagues && describeAttendees(colleagues),
    moved,
    clashes && describeClash(session, clashes),
  ]
    .filter(Boolean)
    .join(', ')
}

/** In blocks of at least this height (CSS pixels), the title stays in view during scrolling. */
const MIN_TALL_HEIGHT = 200

const FACTS_HEIGHT = 27
/** Height of a second line for the languages. */
const FACTS_LINE_HEIGHT = 18
const LINE_HEIGHT = 20
const NOTES_HEIGHT = 21

/** Decides what fits into the block. An open end fades out at the bottom, so no text goes there. */
function fitContent(height: number, isOpenEnded: boolean, hasNotes: boolean, wraps: boolean) {
  const usableHeight = isOpenEnded ? height * 0.8 : height - 4
  const free = usableHeight - FACTS_HEIGHT - (wraps ? FACTS_LINE_HEIGHT : 0)
  if (free < LINE_HEIGHT) return { compact: true, lines: 1, notesBelow: false }
  const notesBelow = hasNotes && free >= 2 * LINE_HEIGHT + NOTES_HEIGHT
  return {
    compact: false,
    lines: Math.floor((free - (notesBelow ? NOTES_HEIGHT : 0)) / LINE_HEIGHT),
    notesBelow,
  }
}

/** Width of the elements beside the chips: a label such as "Workshop 9", and the star. */
const WIDTH_BESIDE_CHIPS = 130
const CHIP_WIDTH = 27
/** Width of the initials of a colleague. */
const COLLEAGUE_WIDTH = 28

/** Width of the elements beside the chips if the chips have a line of their own. */
const WIDTH_BESIDE_LINE = 40

/** Moves languages that do not fit beside the label to a line below it, without frames if the block is narrow. */
function fitLanguages(width: number, languages: number): { wraps: boolean; isDense: boolean } {
  const needed = languages * CHIP_WIDTH
  return {
    wraps: languages > 0 && needed > width - WIDTH_BESIDE_CHIPS,
    isDense: needed > width - WIDTH_BESIDE_LINE,
  }
}
