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
import { type Bracket, hasTitleOnly } from './agenda-items.ts'
import styles from './agenda-row.module.css'

export type RowProps = {
  rowTexts: RowTexts
  conference: Conference
  session: Session
  /** The list finds the row by this key; see getRowKey(). */
  rowKey: string
  /** `14:30`, on the first row of its slot. */
  time: string | null
  /** `Thu 17`, if no heading above names the day. */
  day: string | null
  isRunning: boolean
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
  movedText: string | null
  bracket: Bracket | undefined
  onOpen: (session: Session, rowKey: string) => void
  onMove: (event: KeyboardEvent) => void
  onStar: (session: Session) => void
}

/** Makes Chromium report when the first row is painted, which `npm run bench` measures. */
const paintTiming = { elementtiming: 'session' }

/** A session in the list. The whole row is a link, with the star above it. Uses no hooks: see row-texts.ts. */
export const AgendaRow = memo(function AgendaRow({
  rowTexts,
  conference,
  session,
  rowKey,
  time,
  day,
  isRunning,
  selected,
  tabStop,
  starred,
  notes,
  colleagues,
  clashes,
  movedText,
  bracket,
  onOpen,
  onMove,
  onStar,
}: RowProps) {
  const { t } = rowTexts
  const id = `row ${rowKey} `.replaceAll(/\s/g, '-')
  const isTitleOnly = hasTitleOnly(session)
  const room = getPlaceName(conference, session)
  const until = rowTexts.formatUntil(session)
  const name = (
    <a
      id={`${id}title`}
      href={buildHref('agenda', session.guid)}
      tabIndex={tabStop ? 0 : -1}
      aria-current={selected ? 'true' : undefined}
      aria-labelledby={isTitleOnly ? undefined : `${id}label ${id}title`}
      aria-describedby={
        [
          isTitleOnly ? until && `${id}until` : `${id}facts`,
          movedText && `${id}moved`,
          clashes && `${id}clash`,
        ]
          .filter(Boolean)
          .join(' ') || undefined
      }
      aria-keyshortcuts="S"
      data-session={session.guid}
      data-row={rowKey}
      dir="auto"
      draggable={false}
      {...paintTiming}
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
      data-alone={isTitleOnly}
      data-cancelled={session.status === 'cancelled'}
      data-bracket={bracket}
    >
      <div>{time && <SlotTime {...{ time, day, isRunning, rowTexts }} />}</div>
      <RoomMark conference={conference} room={session.room} own={session.own !== undefined} tall />
      <div className={styles.text}>
        <div className={styles.line}>
          {isTitleOnly ? (
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
                <LanguageChips tags={session.languages} language={rowTexts.language} />
              </span>
            </span>
          )}
          <span className={styles.end}>
            {colleagues && <ColleaguesMark names={colleagues} rowTexts={rowTexts} />}
            {notes > 0 && (
              <span className={styles.notes}>
                <PenLine aria-hidden />
                <span aria-hidden>{notes}</span>
                <span className="visually-hidden">{t('agenda.notes', { count: notes })}</span>
              </span>
            )}
            {canBeStarred(session) && (
              <RowStar
                label={rowTexts.getStarLabel(session)}
                starred={starred}
                onPress={() => onStar(session)}
                onKeyDown={onMove}
              />
            )}
          </span>
        </div>
        {!isTitleOnly && name}
        {session.status === 'cancelled' && (
          <p className={styles.remark}>
            <Ban aria-hidden />
            {t('agenda.cancelled')}
          </p>
        )}
        {movedText && (
          <p id={`${id}moved`} className={styles.remark}>
            <Move aria-hidden />
            {movedText}
          </p>
        )}
        {clashes && (
          <p id={`${id}clash`} className={styles.remark}>
            <Split aria-hidden />
            {rowTexts.describeClash(session, clashes)}
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
  isRunning,
  rowTexts,
}: Pick<RowProps, 'day' | 'isRunning' | 'rowTexts'> & { time: string }) {
  return (
    <span className={styles.time} data-slot-time>
      <time data-running={isRunning}>{time}</time>
      {day && <span className={styles.day}>{day}</span>}
      {isRunning && <span className={styles.now}>{rowTexts.t('agenda.now')}</span>}
    </span>
  )
}
