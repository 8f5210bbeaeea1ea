/** Everything the delegate wrote about a conference. */
import type { SessionChange, SessionUserData, UnsavedKind } from '../contract/index.ts'
import type { ConferenceSlug, Instant } from '../model.ts'
import type { Writer } from '../store/context.ts'
import type { Sql } from '../store/open.ts'
import { createUnknownConferenceError } from './conferences.ts'
import { updateEntrySessions } from './own-entries.ts'

const tables = ['note', 'star', 'contact', 'own_entry', 'key_message_remark', 'own_document'] as const

/** Whether anything that the delegate wrote is stored, for any conference. Deleted data counts too. */
export function hasUserData(sql: Sql): boolean {
  return tables.some((table) => sql(`SELECT 1 FROM ${table}`).get() !== undefined)
}

/**
 * Counts as the interface does: notes by their entries, and only stars of programme sessions. Notes and contacts in the trash count too.
 */
export function countUserData(
  sql: Sql,
  conference: ConferenceSlug,
): Record<'notes' | 'versions' | 'contacts' | 'stars' | 'ownEntries' | 'remarks' | 'documents', number> {
  const read = (expression: string) =>
    sql<{ count: number }>(`SELECT ${expression}`).get(conference)?.count ?? 0
  return {
    notes: read('coalesce(sum(entries), 0) AS count FROM note WHERE conference = ? AND purged_at IS NULL'),
    versions: read(
      'count(*) AS count FROM note_version WHERE note_id IN (SELECT id FROM note WHERE conference = ?)',
    ),
    contacts: read('count(*) AS count FROM contact WHERE conference = ? AND purged_at IS NULL'),
    stars: read(
      `count(*) AS count FROM star
       WHERE conference = ? AND deleted_at IS NULL AND session NOT IN (SELECT uuid FROM own_entry)`,
    ),
    ownEntries: read('count(*) AS count FROM own_entry WHERE conference = ? AND deleted_at IS NULL'),
    remarks: read('count(*) AS count FROM key_message_remark WHERE conference = ? AND deleted_at IS NULL'),
    documents: read('count(*) AS count FROM own_document WHERE conference = ? AND deleted_at IS NULL'),
  }
}

/** Counts what was changed after these times; null counts all. Leaves out the trash. */
export function countChanged(
  sql: Sql,
  conference: ConferenceSlug,
  since: { notes: Instant | null; others: Instant | null },
): Record<UnsavedKind, number> {
  const read = (expression: string, table: string, time: Instant | null) =>
    sql<{ count: number }>(
      `SELECT ${expression} AS count FROM ${table} WHERE conference = ? AND deleted_at IS NULL AND updated_at > ?`,
    ).get(conference, time ?? '')?.count ?? 0
  return {
    notes: read('coalesce(sum(entries), 0)', 'note', since.notes),
    contacts: read('count(*)', 'contact', since.others),
    ownEntries: read('count(*)', 'own_entry', since.others),
    remarks: read('count(*)', 'key_message_remark', since.others),
    documents: read('count(*)', 'own_document', since.others),
  }
}

/**
 * SQL assignments that record an edit by the delegate. A colleague's appointment keeps its author and revision, so that the colleague's
 * later changes still count.
 */
const toEditColumns = (table: (typeof tables)[number]): string =>
  table === 'own_entry'
    ? 'revision = revision + (author = @author)'
    : 'author = @author, revision = revision + 1'

/** Sets the time of the removal on tombstones, so that a restore leaves out data that was deleted earlier. */
export function deleteUserData(
  { sql, author }: Writer,
  conference: ConferenceSlug,
  removedAt: Instant,
): void {
  for (const table of tables) {
    sql(
      `UPDATE ${table} SET deleted_at = @removedAt, updated_at = @removedAt, ${toEditColumns(table)}
       WHERE conference = @conference AND deleted_at IS NULL`,
    ).run({ conference, removedAt, author: author() })
  }
  updateEntrySessions(sql, conference)
}

/** SQL condition for each table: the row's content was not purged in the meantime (trash.ts). */
const hasContent: Record<(typeof tables)[number], string> = {
  note: 'purged_at IS NULL',
  contact: 'purged_at IS NULL',
  own_entry: `title <> ''`,
  star: `session NOT IN (SELECT uuid FROM own_entry WHERE title = '')`,
  key_message_remark: `(marks, comment) IS NOT ('[]', '')`,
  own_document: `sha256 <> ''`,
}

/**
 * Restores the data that was deleted with the conference, except data that was purged since. Throws `not-found` if the conference was never
 * stored here.
 */
export function restoreUserData({ sql, now, author }: Writer, conference: ConferenceSlug): void {
  if (!sql('SELECT 1 FROM conference WHERE slug = ?').get(conference))
    throw createUnknownConferenceError(conference)
  for (const table of tables) {
    sql(
      `UPDATE ${table} SET deleted_at = NULL, updated_at = @now, ${toEditColumns(table)}
       WHERE conference = @conference
         AND deleted_at = (SELECT removed_at FROM conference WHERE slug = @conference) AND ${hasContent[table]}`,
    ).run({ conference, now: now(), author: author() })
  }
  updateEntrySessions(sql, conference)
}

/** The sessions with a document of the delegate, or at which the delegate met somebody. */
export function listLinkedSessions(sql: Sql, conference: ConferenceSlug): Set<string> {
  const rows = sql<{ session: string }>(
    `SELECT session FROM own_document WHERE conference = @conference AND session IS NOT NULL AND deleted_at IS NULL
     UNION SELECT met_at FROM contact WHERE conference = @conference AND met_at IS NOT NULL AND deleted_at IS NULL`,
  ).all({ conference })
  return new Set(rows.map(({ session }) => session))
}

export function addUserData(
  sql: Sql,
  conference: ConferenceSlug,
  changes: readonly SessionChange[],
): (SessionChange & { mine: SessionUserData })[] {
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
