/** What left this computer, and what came from colleagues. Told to the delegate, never sent anywhere. */
import { basename } from 'node:path'
import type { ExportMode, MergeSummary, ReceivedEntry, ReportOptions, SentEntry } from '../contract/index.ts'
import { logProblem } from '../errors.ts'
import type { WrittenFile } from '../export/render/write-file.ts'
import type { ConferenceSlug } from '../model.ts'
import type { Context, HandlersOf } from './context.ts'

export const exportLog: HandlersOf<'exportLog'> = {
  'exportLog.sent': ({ sql }, { conference }) =>
    sql<Omit<SentEntry, 'mode'> & { mode: string }>(
      `SELECT id, at, format, file_name AS fileName, bytes, sha256, mode, verified_at AS verifiedAt FROM export_log
       WHERE conference = ? ORDER BY id DESC`,
    )
      .all(conference)
      .map((entry) => ({ ...entry, mode: JSON.parse(entry.mode) as ExportMode })),

  'exportLog.received': ({ sql }, { conference }) =>
    sql<Omit<ReceivedEntry, 'summary' | 'canUndo'> & { summary: string; canUndo: 0 | 1 }>(
      `SELECT merge_log.id, at, coalesce(person.name, '') AS name, file_name AS fileName, undone_at AS undoneAt, summary,
         undone_at IS NULL AND before <> '[]' AS canUndo
       FROM merge_log LEFT JOIN person ON person.id = merge_log.person WHERE conference = ? ORDER BY merge_log.id DESC`,
    )
      .all(conference)
      .map((entry) => ({
        ...entry,
        canUndo: entry.canUndo === 1,
        summary: JSON.parse(entry.summary) as MergeSummary,
      })),
}

/** Takes its own transaction. A database that cannot be written keeps no log, and that stops no export: it has happened. */
export function logExport(
  { db, sql, now, lifecycle }: Pick<Context, 'db' | 'sql' | 'now' | 'lifecycle'>,
  conference: ConferenceSlug,
  { path, bytes, sha256 }: WrittenFile,
  format: string,
  mode: ExportMode,
): void {
  if (lifecycle.status().readOnly) return
  const insert = sql(
    `INSERT INTO export_log (conference, at, format, file_name, bytes, sha256, mode) VALUES (?, ?, ?, ?, ?, ?, ?)`,
  )
  try {
    db.transaction(() =>
      insert.run(conference, now(), format, basename(path), bytes, sha256, JSON.stringify(mode)),
    ).immediate()
  } catch (error) {
    logProblem(error)
  }
}

export function logReport(
  context: Pick<Context, 'db' | 'sql' | 'now' | 'lifecycle'>,
  options: ReportOptions,
  what: WrittenFile,
  format: string = options.format,
): void {
  const { conference, sessions, confidentiality, chathamHouse } = options
  logExport(context, conference, what, format, {
    sessions: Array.isArray(sessions) ? sessions.length : sessions,
    confidentiality,
    chathamHouse,
  })
}
