/** What happens by itself while windows are open. Never on the way to a first answer. */
import { Temporal } from 'temporal-polyfill'
import { toInstantString } from '../core/time.ts'
import { type Topic, topics } from './contract.ts'
import { isDamage, logProblem, toFailure } from './errors.ts'
import type { ManagedLifecycle } from './lifecycle.ts'
import type { Instant } from './model.ts'
import { pruneVersions } from './queries/note-versions.ts'

const FIRST_LOOK = 30_000
const LOOK_EVERY = 60 * 60 * 1000
const WATCH_EVERY = 2_000

export type Upkeep = { stop(): void }
type Announce = (topics: readonly Topic[]) => void

/** Timers do not keep the process alive. */
export function scheduleUpkeep(lifecycle: ManagedLifecycle, now: () => Instant, announce: Announce): Upkeep {
  const look = () => dailyUpkeep(lifecycle, now(), announce)
  const timers = [
    setTimeout(look, FIRST_LOOK),
    setInterval(look, LOOK_EVERY),
    setInterval(watchOthers(lifecycle, announce), WATCH_EVERY),
  ]
  for (const timer of timers) timer.unref()
  return { stop: () => timers.forEach(clearTimeout) }
}

/** A backup if the newest is a day old; then versions that have had their time go. A failure is shown in the status, not thrown. */
export function dailyUpkeep(lifecycle: ManagedLifecycle, now: Instant, announce: Announce): void {
  if (lifecycle.closedBecause() || lifecycle.isReadOnly()) return
  const dayAgo = toInstantString(Temporal.Instant.from(now).subtract({ hours: 24 }))
  try {
    const [newest] = lifecycle.backups()
    if (newest && newest.createdAt > dayAgo) return
    lifecycle.backup('daily')
    const { connection } = lifecycle.ready()
    connection.db.transaction(() => pruneVersions(connection.sql, now)).immediate()
    connection.db.pragma('optimize')
    lifecycle.noteBackupProblem(null)
  } catch (error) {
    if (isDamage(error)) lifecycle.suspectDamage(error)
    lifecycle.noteBackupProblem(toFailure(error))
  }
  announce(['backups', 'status'])
}

/** The command line may write to the same database: then all that can be read is announced. It is still the same database. */
function watchOthers(lifecycle: ManagedLifecycle, announce: Announce): () => void {
  let seen: unknown = null
  return () => {
    if (lifecycle.closedBecause()) return
    try {
      const version = lifecycle.ready().connection.db.pragma('data_version', { simple: true })
      if (seen !== null && version !== seen) announce(topics)
      seen = version
    } catch (error) {
      // The next call meets the same problem, and tells it.
      logProblem(error)
    }
  }
}
