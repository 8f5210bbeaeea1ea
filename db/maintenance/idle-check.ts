/**
 * After a crash, checks a database that is too large for the check at the start (check-log.ts): one table at a time, while the store is
 * idle.
 */
import { isDamage, logProblem, toFailure } from '../errors.ts'
import type { Announcer, ManagedLifecycle } from '../store/context.ts'
import { checkTable, listTables } from './health.ts'

/** In milliseconds: the shortest time that passes before the check of a table. `afterCall`: since the last call of a window. */
export const PACE = { afterStart: 10_000, betweenTables: 50, afterCall: 1_000 }

/** @returns a function that stops the check */
export function checkInIdleTime(
  lifecycle: ManagedLifecycle,
  { announceChanges, getIdleTime }: Pick<Announcer, 'announceChanges' | 'getIdleTime'>,
  pace = PACE,
): () => void {
  let timer = setTimeout(step, pace.afterStart).unref()
  let tablesLeft: string[] | null = null

  function step(): void {
    if (lifecycle.getUnavailableReason()) {
      // The notebook may be unlocked later.
      timer = setTimeout(step, pace.afterStart).unref()
      return
    }
    if (!lifecycle.isUnchecked()) return
    try {
      const { db } = lifecycle.ready().connection
      tablesLeft ??= listTables(db)
      const table = getIdleTime() < pace.afterCall ? undefined : tablesLeft.shift()
      if (table !== undefined) checkTable(db, table)
      if (tablesLeft.length > 0)
        timer = setTimeout(step, table === undefined ? pace.afterCall : pace.betweenTables).unref()
      else lifecycle.setChecked()
    } catch (error) {
      logProblem(error)
      if (!isDamage(error)) return
      lifecycle.suspectDamage(error)
      lifecycle.setBackupProblem(toFailure(error))
      announceChanges(['status'])
    }
  }
  return () => clearTimeout(timer)
}
