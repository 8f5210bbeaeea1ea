/** Background upkeep while windows are open. Starts late, so that it never delays the first reply. */
import { Temporal } from 'temporal-polyfill'
import { toInstantString } from '../../core/time.ts'
import { topics } from '../contract/index.ts'
import { isDamage, logProblem, toFailure } from '../errors.ts'
import type { Instant } from '../model.ts'
import { removeUnusedContents } from '../packs/store-pack.ts'
import type { Recogniser } from '../picture-text/recogniser.ts'
import { pruneVersions } from '../sql/note-versions.ts'
import { removeUnusedPictures } from '../sql/picture-use.ts'
import { getSetting, putSetting } from '../sql/settings.ts'
import { emptyTrash } from '../sql/trash.ts'
import type { Announcer, ManagedLifecycle } from '../store/context.ts'
import { checkInIdleTime } from './idle-check.ts'
import { readPicturesInIdleTime } from './read-pictures.ts'
import { getDataVersion } from './restore.ts'

const LAST_UPKEEP = 'upkeep'
const FIRST_CHECK_MS = 30_000
/** Also the retry interval of a failed backup. */
const CHECK_INTERVAL_MS = 10 * 60 * 1000
const WATCH_INTERVAL_MS = 2_000
/** The maximum plausible number of days since the last upkeep. A longer gap may mean a wrong clock. */
const MAX_PLAUSIBLE_GAP_DAYS = 30

export type Upkeep = {
  /** Stops the upkeep after a last run, in case a backup is due. */
  finish(): void
}
type Announce = Announcer['announceChanges']

/** Timers do not keep the process alive. */
export function scheduleUpkeep(
  lifecycle: ManagedLifecycle,
  recogniser: Recogniser,
  now: () => Instant,
  server: Announcer,
): Upkeep {
  const { announceChanges } = server
  const runUpkeep = () => runDailyUpkeep(lifecycle, now(), announceChanges)
  const timers = [
    setTimeout(runUpkeep, FIRST_CHECK_MS),
    setInterval(runUpkeep, CHECK_INTERVAL_MS),
    setInterval(watchOthers(lifecycle, announceChanges), WATCH_INTERVAL_MS),
  ]
  for (const timer of timers) timer.unref()
  const stopReadingPictures = readPicturesInIdleTime(lifecycle, recogniser, server)
  const stopChecking = checkInIdleTime(lifecycle, server)
  return {
    finish: () => {
      stopReadingPictures()
      stopChecking()
      timers.forEach(clearTimeout)
      runUpkeep()
    },
  }
}

/**
 * Makes a backup if the newest backup is a day old, ignoring backups dated in the future. Then removes expired versions and trash. Reports
 * a failure in the status instead of throwing.
 */
export function runDailyUpkeep(lifecycle: ManagedLifecycle, now: Instant, announceChanges: Announce): void {
  if (lifecycle.getUnavailableReason() || lifecycle.isReadOnly()) return
  const dayAgo = toInstantString(Temporal.Instant.from(now).subtract({ hours: 24 }))
  try {
    if (lifecycle.backups().some(({ createdAt }) => createdAt > dayAgo && createdAt <= now)) return
    lifecycle.backup('daily')
    const { connection } = lifecycle.ready()
    const removed = connection.db
      .transaction(() => {
        const isDue = isClockPlausible(now, getSetting(connection.sql, LAST_UPKEEP))
        putSetting(connection.sql, LAST_UPKEEP, now)
        if (!isDue) return 0
        pruneVersions(connection.sql, now)
        const removed = emptyTrash(connection.sql, now)
        removeUnusedPictures(connection.sql, now)
        removeUnusedContents(connection.sql)
        return removed
      })
      .immediate()
    if (removed > 0) announceChanges(['notes', 'contacts'])
    connection.db.pragma('optimize')
    lifecycle.setBackupProblem(null)
  } catch (error) {
    if (isDamage(error)) lifecycle.suspectDamage(error)
    lifecycle.setBackupProblem(toFailure(error))
  }
  announceChanges(['backups', 'status'])
}

/** Announces all topics when another process, such as the command line, has written to the database. */
function watchOthers(lifecycle: ManagedLifecycle, announceChanges: Announce): () => void {
  // Windows have read nothing yet, so earlier changes need no announcement.
  let seenVersion = findDataVersion(lifecycle)
  let wasReplaced = false
  return () => {
    const isReplaced = lifecycle.isReplaced()
    if (isReplaced !== wasReplaced) announceChanges(['status'])
    wasReplaced = isReplaced
    const version = findDataVersion(lifecycle)
    if (seenVersion !== null && version !== null && version !== seenVersion) announceChanges(topics)
    seenVersion = version
  }
}

/** @returns null if the database is not open */
function findDataVersion(lifecycle: ManagedLifecycle): number | null {
  if (lifecycle.getUnavailableReason()) return null
  try {
    return getDataVersion(lifecycle.ready().connection)
  } catch (error) {
    // The next call fails the same way and reports it.
    logProblem(error)
    return null
  }
}

/** Whether the clock is plausible. After a jump of the clock, no data is deleted for its age until the next upkeep. */
function isClockPlausible(now: Instant, last: Instant | null): boolean {
  if (last === null || last > now) return false
  return now <= toInstantString(Temporal.Instant.from(last).add({ hours: 24 * MAX_PLAUSIBLE_GAP_DAYS }))
}
