/** Log of exports and of files received from colleagues. */
import type { ExportMode, MergeSummary, ReceivedEntry, SentEntry } from '../contract/index.ts'
import type { ConferenceSlug, Instant } from '../model.ts'
import type { Sql } from '../store/open.ts'

/** Newest first. */
export function listExports(sql: Sql, conference: ConferenceSlug): SentEntry[] {
  return sql<Omit<SentEntry, 'mode'> & { mode: string }>(
    `SELECT id, at, format, file_name AS fileName, bytes, sha256, mode, verified_at AS verifiedAt FROM export_log
     WHERE conference = ? ORDER BY id DESC`,
  )
    .all(conference)
    .map((entry) => ({ ...entry, mode: JSON.parse(entry.mode) as ExportMode }))
}

/** Newest first. */
export function listReceivedFiles(sql: Sql, conference: ConferenceSlug): ReceivedEntry[] {
  return sql<Omit<ReceivedEntry, 'summary' | 'canUndo'> & { summary: string; canUndo: 0 | 1 }>(
    `SELECT merge_log.id, at, coalesce(person.name, '') AS name, file_name AS fileName, undone_at AS undoneAt, summary,
       undone_at IS NULL AND before <> '[]' AS canUndo
     FROM merge_log LEFT JOIN person ON person.id = merge_log.person WHERE conference = ? ORDER BY merge_log.id DESC`,
  )
    .all(conference)
    .map((entry) => ({
      ...entry,
      canUndo: entry.canUndo === 1,
      summary: JSON.parse(entry.summary) as MergeSummary,
    }))
}

export function addExport(
  sql: Sql,
  { mode, ...entry }: Omit<SentEntry, 'id' | 'verifiedAt'> & { conference: ConferenceSlug },
): void {
  sql(
    `INSERT INTO export_log (conference, at, format, file_name, bytes, sha256, mode)
     VALUES (@conference, @at, @format, @fileName, @bytes, @sha256, @mode)`,
  ).run({ ...entry, mode: JSON.stringify(mode) })
}

export function markVerified(sql: Sql, id: number, verifiedAt: Instant): void {
  sql('UPDATE export_log SET verified_at = ? WHERE id = ?').run(verifiedAt, id)
}

/** The number of merges that stay undoable. */
const MAX_UNDOABLE_MERGES = 5

type ReceivedFile = {
  conference: ConferenceSlug
  at: Instant
  /** Id of the person who made the file. */
  person: string
  fileName: string
  summary: MergeSummary
  /** The rows as they were before, for undo. */
  touched: unknown[]
}

export function addReceivedFile(sql: Sql, { summary, touched, ...entry }: ReceivedFile): number {
  const { lastInsertRowid } = sql(
    `INSERT INTO merge_log (conference, at, person, file_name, summary, before)
     VALUES (@conference, @at, @person, @fileName, @summary, @before)`,
  ).run({ ...entry, summary: JSON.stringify(summary), before: JSON.stringify(touched) })
  sql(
    `UPDATE merge_log SET before = '[]'
     WHERE id NOT IN (SELECT id FROM merge_log ORDER BY id DESC LIMIT ${MAX_UNDOABLE_MERGES}) AND before <> '[]'`,
  ).run()
  return Number(lastInsertRowid)
}

export function findReceivedFile(
  sql: Sql,
  id: number,
): { before: string; undoneAt: Instant | null } | undefined {
  return sql<{ before: string; undoneAt: Instant | null }>(
    'SELECT before, undone_at AS undoneAt FROM merge_log WHERE id = ?',
  ).get(id)
}

export function markUndone(sql: Sql, id: number, undoneAt: Instant): void {
  sql(`UPDATE merge_log SET undone_at = ?, before = '[]' WHERE id = ?`).run(undoneAt, id)
}
