/** After an unclean end, the whole check of a database too large for the start (check-log.ts): table by table, while nobody asks for anything. */
import { isDamage, logProblem, toFailure } from '../errors.ts'
import type { Announcer, ManagedLifecycle } from '../store/context.ts'
import { checkTable, listTables } from './health.ts'

/** Milliseconds: after the start, between two tables, since the last call of a window. */
export const PACE = { after: 10_000, rest: 50, quiet: 1_000 }

/** @returns what ends it */
export function checkInIdleTime(
  lifecycle: ManagedLifecycle,
  { announce, idleFor }: Pick<Announcer, 'announce' | 'idleFor'>,
  pace = PACE,
): () => void {
  let timer = setTimeout(step, pace.after).unref()
  let left: string[] | null = null

  function step(): void {
    if (lifecycle.closedBecause() || !lifecycle.isUnchecked()) return
    try {
      const { db } = lifecycle.ready().connection
      left ??= listTables(db)
      const table = idleFor() < pace.quiet ? undefined : left.shift()
      if (table !== undefined) checkTable(db, table)
      if (left.length > 0) timer = setTimeout(step, table === undefined ? pace.quiet : pace.rest).unref()
      else lifecycle.noteChecked()
    } catch (error) {
      logProblem(error)
      if (!isDamage(error)) return
      lifecycle.suspectDamage(error)
      lifecycle.noteBackupProblem(toFailure(error))
      announce(['status'])
    }
  }
  return () => clearTimeout(timer)
}
