import { Ban, Move, PenLine, Split } from 'lucide-react'
import { type KeyboardEvent, memo } from 'react'
import type { Conference, Session } from '../../../../db/model.ts'
import { buildHref } from '../../../lib/router.ts'
import list from '../../../ui/list.module.css'
import { EntryMark } from '../../own-entries/index.ts'
import { canBeStarred, getSessionTitle } from '../../schedule/index.ts'
import {
  ColleaguesMark,
  getPlaceName,
  LanguageChips,
  RoomMark,
  RowStar,
  type RowTexts,
} from '../../sessions/index.ts'
import { type Bracket, isAlone } from './agenda-items.ts'
import styles from './agenda-row.module.css'

export type RowProps = {
  words: RowTexts
  conference: Conference
  session: Session
  /** The list finds the row by this key; see getRowKey(). */
  rowKey: string
  /** `14:30`, on the first row of its slot. */
  time: string | null
  /** `Thu 17`, if no heading above names the day. */
  day: string | null
  running: boolean
  selected: boolean
  /** Whether this is the list's only tab stop, from which the arrow keys move on. */
  tabStop: boolean
  starred: boolean
  /** Number of note entries in this session. */
  notes: number
  /** The names of the colleagues who attend the session. */
  colleagues: readonly string[] | undefined
  clashes: readonly Session[] | undefined
  /** The session's previous time or place, if an update moved it. */
  moved: string | null
  bracket: Bracket | undefined
  onOpen: (session: Session, rowKey: string) => void
  onMove: (event: KeyboardEvent) => void
  onStar: (session: Session) => void
}

/** Makes Chromium report when the first row is painted, which `npm run bench` measures. */
const readable = { elementtiming: 'session' }

/** A session in the list. The whole row is a link, with the star above it. Uses no hooks: see row-texts.ts. */
export const AgendaRow = memo(function AgendaRow({
  words,
  conference,
  session,
  rowKey,
  time,
  day,
  running,
  selected,
  tabStop,
  starred,
  notes,
  colleagues,
  clashes,
  moved,
  bracket,
  onOpen,
  onMove,
  onStar,
}: RowProps) {
  const { t } = words
  const id = `row ${rowKey} `.replaceAll(/\s/g, '-')
  const isTitleAlone = isAlone(session)
  const room = getPlaceName(conference, session)
  const until = words.formatUntil(session)
  const name = (
    <a
      id={`${id}title`}
      href={buildHref('agenda', session.guid)}
      tabIndex={tabStop ? 0 : -1}
      aria-current={selected ? 'true' : undefined}
      aria-labelledby={isTitleAlone ? undefined : `${id}label ${id}title`}
      aria-describedby={
        [isTitleAlone ? until && `${id}until` : `${id}facts`, moved && `${id}moved`, clashes && `${id}clash`]
          .filter(Boolean)
          .join(' ') || undefined
      }
      aria-keyshortcuts="S"
      data-session={session.guid}
      data-row={rowKey}
      dir="auto"
      draggable={false}
      {...readable}
      className={styles.title}
      onClick={() => onOpen(session, rowKey)}
      onKeyDown={(event) => {
        if (event.ctrlKey || event.metaKey || event.altKey) return
        if (event.key === ' ' || event.key.toLowerCase() === 's') {
          event.preventDefault()
          onStar(session)
        } else onMove(event)
      }}
    >
      {getSessionTitle(session.title)}
    </a>
  )
  return (
    <li
      className={`marked ${list.row} ${styles.row}`}
      data-first={time !== null}
      data-selected={selected}
      data-alone={isTitleAlone}
      data-cancelled={session.status === 'cancelled'}
      data-bracket={bracket}
    >
      <div>{time && <SlotTime {...{ time, day, running, words }} />}</div>
      <RoomMark conference={conference} room={session.room} own={session.own !== undefined} tall />
      <div className={styles.text}>
        <div className={styles.line}>
          {isTitleAlone ? (
            <>
              {name}
              {until && (
                <span id={`${id}until`} className={styles.until}>
                  {until}
                </span>
              )}
            </>
          ) : (
            <span className={styles.facts}>
              {session.own && <EntryMark id={`${id}label`} kind={session.own.kind} t={t} />}
              {session.label && (
                <span id={`${id}label`} className={styles.label}>
                  {session.label}
                </span>
              )}
              <span id={`${id}facts`} className={styles.place}>
                {room && <span className={styles.room}>{room}</span>}
                {until && <span className={styles.until}>{until}</span>}
                <LanguageChips tags={session.languages} language={words.language} />
              </span>
            </span>
          )}
          <span className={styles.end}>
            {colleagues && <ColleaguesMark names={colleagues} words={words} />}
            {notes > 0 && (
              <span className={styles.notes}>
                <PenLine aria-hidden />
                <span aria-hidden>{notes}</span>
                <span className="visually-hidden">{t('agenda.notes', { count: notes })}</span>
              </span>
            )}
            {canBeStarred(session) && (
              <RowStar
                label={words.getStarLabel(session)}
                starred={starred}
                onPress={() => onStar(session)}
                onKeyDown={onMove}
              />
            )}
          </span>
        </div>
        {!isTitleAlone && name}
        {session.status === 'cancelled' && (
          <p className={styles.remark}>
            <Ban aria-hidden />
            {t('agenda.cancelled')}
          </p>
        )}
        {moved && (
          <p id={`${id}moved`} className={styles.remark}>
            <Move aria-hidden />
            {moved}
          </p>
        )}
        {clashes && (
          <p id={`${id}clash`} className={styles.remark}>
            <Split aria-hidden />
            {words.describeClash(session, clashes)}
          </p>
        )}
      </div>
    </li>
  )
})

/** The start time of a slot, marked if any of its sessions is current. */
export function SlotTime({
  time,
  day,
  running,
  words,
}: Pick<RowProps, 'day' | 'running' | 'words'> & { time: string }) {
  return (
    <span className={styles.time} data-slot-time>
      <time data-running={running}>{time}</time>
      {day && <span className={styles.day}>{day}</span>}
      {running && <span className={styles.now}>{words.t('agenda.now')}</span>}
    </span>
  )
}
