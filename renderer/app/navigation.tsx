import { ChevronsUpDown, CircleHelp, Settings } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { formatTime, formatZoneDifference } from '../../core/time.ts'
import { getZoneName, isZoneOfPlace } from '../../core/zones.ts'
import type { Instant } from '../../db/model.ts'
import { importConference } from '../features/import/index.ts'
import { getCurrentSessions, getSessionName, shortenName } from '../features/schedule/index.ts'
import {
  FilterLink,
  openConference,
  RoomMark,
  useConference,
  useConferenceFormat,
  useSessions,
} from '../features/sessions/index.ts'
import { useMinute } from '../lib/clock.ts'
import { useStoreQuery } from '../lib/queries.ts'
import { buildHref, buildRoute, go, useRoute } from '../lib/router.ts'
import { Menu } from '../ui/menu.tsx'
import styles from './navigation.module.css'
import { screens } from './screens.ts'

export function Navigation() {
  const { t } = useTranslation()
  const { path } = useRoute()
  const { title } = useConference()
  return (
    <aside aria-label={title} data-region className={styles.navigation}>
      <ConferenceSwitcher />
      <nav aria-label={t('nav.label')}>
        <ul>
          {screens.map(
            (screen) =>
              screen.navigation && (
                <NavigationRow key={screen.path} useIsShown={screen.navigation.useIsShown ?? useAlwaysShown}>
                  <a
                    className={`marked ${styles.item}`}
                    href={buildHref(screen.path)}
                    aria-current={screen.path === path ? 'page' : undefined}
                  >
                    <screen.navigation.icon aria-hidden />
                    <span className={styles.name}>{t(screen.navigation.label)}</span>
                    {screen.navigation.useMark && <Mark useMark={screen.navigation.useMark} />}
                  </a>
                </NavigationRow>
              ),
          )}
        </ul>
      </nav>
      <div className={styles.foot}>
        <RoomLegend />
        <ConferenceClock />
      </div>
    </aside>
  )
}

const useAlwaysShown = () => true

/** A separate component, so that the screen's hook is called at the top level. */
function NavigationRow({ useIsShown, children }: { useIsShown: () => boolean; children: React.ReactNode }) {
  return useIsShown() && <li>{children}</li>
}

/**
 * A separate component, so that the mark's hook is called at the top level. The mark is purely visual: the link's accessible name does not
 * include it.
 */
function Mark({ useMark }: { useMark: () => React.ReactNode }) {
  return (
    <span className={styles.mark} aria-hidden>
      {useMark()}
    </span>
  )
}

function ConferenceSwitcher() {
  const { t } = useTranslation()
  const conference = useConference()
  const { formatDateRange } = useConferenceFormat()
  const { data: all = [] } = useStoreQuery('conferences.list', {})
  const shownConferences = all.filter(({ slug, archived }) => !archived || slug === conference.slug)
  const isTitleUnique = (title: string) =>
    shownConferences.filter((other) => other.title === title).length === 1
  return (
    <Menu
      label={t('nav.conferences')}
      actions={shownConferences.map(({ slug, title, startDate, endDate }) => ({
        id: slug,
        label: isTitleUnique(title) ? title : `${title}, ${formatDateRange(startDate, endDate)}`,
        selected: slug === conference.slug,
        onAction: () => void openConference(slug),
      }))}
      more={[
        {
          id: 'rename',
          label: t('nav.renameConference'),
          onAction: () => go(buildRoute('library', conference.slug)),
        },
        { id: '*', label: t('nav.allConferences'), onAction: () => go(buildRoute('library')) },
        { id: '+', label: t('nav.importConference'), onAction: () => void importConference() },
      ]}
    >
      <button type="button" className={styles.switcher}>
        <span className={styles.conference}>
          <strong>{conference.title}</strong>
          <span>
            {[conference.city, formatDateRange(conference.startDate, conference.endDate)]
              .filter(Boolean)
              .join(', ')}
          </span>
        </span>
        <ChevronsUpDown aria-hidden />
      </button>
    </Menu>
  )
}

/** The legend is shown for at most this many rooms; larger conferences list rooms in the agenda. */
const MAX_LEGEND_ROOMS = 6
/** Maximum letters of a room's name in the legend, alone and beside the current session. */
const LEGEND_LETTERS = { alone: 25, beside: 10 }

function RoomLegend() {
  const { t } = useTranslation()
  const conference = useConference()
  const sessions = useSessions()
  const now = useMinute()
  if (conference.rooms.length === 0 || conference.rooms.length > MAX_LEGEND_ROOMS) return null
  const current = sessions ? getCurrentSessions(sessions, now, conference.timeZone) : []
  const names = conference.rooms.map(({ name }) => name)
  const [start, ...otherStarts] = new Set(current.map((session) => session.start))
  return (
    <section className={styles.legend}>
      <h2>
        {start !== undefined && otherStarts.length === 0
          ? t('nav.roomsFrom', { time: formatTime(start, conference.timeZone) })
          : t('nav.rooms')}
      </h2>
      <ul>
        {conference.rooms.map((room) => {
          const session = current.findLast((candidate) => candidate.room === room.guid)
          return (
            <li key={room.guid}>
              <RoomMark conference={conference} room={room.guid} />
              <span className={styles.room}>
                <FilterLink
                  name={room.name}
                  short={shortenName(
                    room.name,
                    names,
                    session ? LEGEND_LETTERS.beside : LEGEND_LETTERS.alone,
                  )}
                  filters={{ rooms: [room.guid] }}
                />
              </span>
              {session && <span className={styles.what}>{getSessionName(session)}</span>}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function ConferenceClock() {
  const { t } = useTranslation()
  const { timeZone, city } = useConference()
  const { formatDay, toDate } = useConferenceFormat()
  const now = useMinute()
  // A programme may give only a UTC offset, such as +01:00, which is not the time zone of the city.
  const where = isZoneOfPlace(timeZone) ? city : getZoneName(timeZone)
  return (
    <div className={styles.clock}>
      <time dateTime={now} className={styles.time}>
        {formatTime(now, timeZone)}
      </time>
      <span className={styles.where}>
        {formatDay(toDate(now))}
        {where && `, ${t('nav.cityTime', { city: where })}`}
      </span>
      <ComputerClock now={now} />
    </div>
  )
}

/** Shows the computer's time if it differs from the conference's time, so that neither looks wrong. */
function ComputerClock({ now }: { now: Instant }) {
  const { t, i18n } = useTranslation()
  const { timeZone } = useConference()
  const computerZone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const difference = formatZoneDifference(now, computerZone, timeZone, i18n.language)
  if (difference === null) return null
  return (
    <span className={styles.where} title={getZoneName(computerZone)}>
      {t('nav.ownClock', { difference })}
    </span>
  )
}

/** Links at the end of the status line to screens that are not in the navigation. */
export function OtherLinks() {
  const { t } = useTranslation()
  return (
    <>
      <a className={styles.settings} href={buildHref('help')}>
        <CircleHelp aria-hidden />
        {t('help.heading')}
      </a>
      <a className={styles.settings} href={buildHref('settings')}>
        <Settings aria-hidden />
        {t('nav.settings')}
      </a>
    </>
  )
}
