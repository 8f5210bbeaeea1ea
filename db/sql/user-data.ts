/** What of the delegate's belongs to sessions. */
import type { Mine, SessionChange } from '../contract/index.ts'
import type { ConferenceSlug } from '../model.ts'
import type { Sql } from '../store/open.ts'

export function withMine(
  sql: Sql,
  conference: ConferenceSlug,
  changes: readonly SessionChange[],
): (SessionChange & { mine: Mine })[] {
  const starred = new Set(
    sql<{ session: string }>('SELECT session FROM star WHERE conference = ? AND deleted_at IS NULL')
      .all(conference)
      .map(({ session }) => session),
  )
  const notes = new Map(
    sql<{ session: string; notes: number }>(
      `SELECT session, count(*) AS notes FROM note
       WHERE conference = ? AND session IS NOT NULL AND deleted_at IS NULL GROUP BY session`,
    )
      .all(conference)
      .map(({ session, notes }) => [session, notes]),
  )
  return changes.map((change) => ({
    ...change,
    mine: { starred: starred.has(change.guid), notes: notes.get(change.guid) ?? 0 },
  }))
}
