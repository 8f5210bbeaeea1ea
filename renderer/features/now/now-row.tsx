import { Move, Split } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../db/model.ts'
import { buildHref } from '../../lib/router.ts'
import { EntryMark } from '../own-entries/index.ts'
import type { Conflicts } from '../schedule/index.ts'
import {
  ConflictActions,
  findPlan,
  getPlaceName,
  Languages,
  PersonNames,
  RoomMark,
  RoomName,
  StarButton,
  useConference,
  useConferenceFormat,
  useCoverage,
  useFiles,
  useMovedFrom,
  useRowTexts,
  useStars,
} from '../sessions/index.ts'
import styles from './now-row.module.css'

/** A slot with more sessions is drawn compactly, so that the whole slot can be seen at a glance. */
const MAX_SESSIONS_IN_FULL = 6
const MAX_NAMED_SPEAKERS = 3

/** Sessions that start together, with their time once at the side. */
export function NowSlot({
  sessions,
  conflicts,
  isLive = false,
  isLarge = isLive,
  detail,
}: {
  sessions: Session[]
  conflicts: Conflicts
  /** Whether the sessions are running. */
  isLive?: boolean
  /** Whether the titles are in large type. */
  isLarge?: boolean
  /** Text below the time: "22 min ago", "Sat 28". */
  detail?: string | undefined
}) {
  const { formatStart } = useConferenceFormat()
  const [first] = sessions
  const isCompact = sessions.length > MAX_SESSIONS_IN_FULL
  if (!first) return null
  return (
    <div
      className={styles.slot}
      data-live={isLive}
      data-large={isLarge && !isCompact}
      data-compact={isCompact}
    >
      <div className={styles.time}>
        <time dateTime={first.start}>{formatStart(first)}</time>
        {detail && <span>{detail}</span>}
      </div>
      <ul>
        {sessions.map((session) => (
          <NowRow
            key={session.guid}
            session={session}
            hasNotesLink={isLive && !isCompact}
            clashes={conflicts.get(session.guid)}
          />
        ))}
      </ul>
    </div>
  )
}

function NowRow({
  session,
  hasNotesLink,
  clashes,
}: {
  session: Session
  /** Whether the row has its own link to the notes, besides the one in its title. */
  hasNotesLink: boolean
  clashes: readonly Session[] | undefined
}) {
  const { t } = useTranslation()
  const rowTexts = useRowTexts()
  const movedText = useMovedFrom()(session)
  const link = useRef<HTMLAnchorElement>(null)
  const conference = useConference()
  const stars = useStars()
  const files = useFiles()
  const colleagues = useCoverage().get(session.guid)
  const { guid, kind, label, title, room, languages, speakers, own } = session
  if (kind === 'milestone') {
    return (
      <li className={styles.row}>
        <p className={styles.milestone}>{title}</p>
      </li>
    )
  }
  const place = getPlaceName(conference, session)
  const href = buildHref('agenda', guid)
  return (
    <li className={styles.row}>
      <RoomMark conference={conference} room={room} own={own !== undefined} tall />
      <div className={styles.words}>
        <div className={styles.facts}>
          {own && <EntryMark kind={own.kind} t={t} />}
          {label && <strong>{label}</strong>}
          {place && <RoomName name={place} plan={findPlan(files, room)} />}
          <Languages tags={languages} />
          {colleagues && <span className={styles.colleagues}>{rowTexts.describeAttendees(colleagues)}</span>}
        </div>
        <h3 className={styles.title} dir="auto">
          <a ref={link} href={href} data-session={guid}>
            {title}
          </a>
        </h3>
        {speakers.length > 0 && (
          <p className={styles.speakers}>
            <PersonNames names={speakers} maxNames={MAX_NAMED_SPEAKERS} />
          </p>
        )}
        {movedText && (
          <p className={styles.remark}>
            <Move aria-hidden />
            {movedText}
          </p>
        )}
        {clashes && (
          <div className={styles.clash}>
            <p className={styles.remark}>
              <Split aria-hidden />
              {rowTexts.describeClash(session, clashes)}
            </p>
            <ConflictActions session={session} onDone={() => link.current?.focus()} />
          </div>
        )}
        {hasNotesLink && (
          <a className={styles.open} href={href} aria-label={t('now.openNotesOf', { title: label ?? title })}>
            {t('now.openNotes')}
          </a>
        )}
      </div>
      <StarButton session={session} starred={stars.has(guid)} />
    </li>
  )
}
