/** Log of exports and of files received from colleagues. Shown to the delegate, never sent anywhere. */
import { basename } from 'node:path'
import type { ExportMode, ReportOptions } from '../contract/index.ts'
import { logProblem } from '../errors.ts'
import type { WrittenFile } from '../export/render/write-file.ts'
import type { ConferenceSlug } from '../model.ts'
import { addExport, listExports, listReceived } from '../sql/export-log.ts'
import type { Context, HandlersOf } from './context.ts'

export const exportLog: HandlersOf<'exportLog'> = {
  'exportLog.sent': ({ sql }, { conference }) => listExports(sql, conference),
  'exportLog.received': ({ sql }, { conference }) => listReceived(sql, conference),
}

/** Runs in its own transaction. Failing to log does not fail the export, which has already happened. */
export function logExport(
  { db, sql, now, lifecycle }: Pick<Context, 'db' | 'sql' | 'now' | 'lifecycle'>,
  conference: ConferenceSlug,
  { path, bytes, sha256 }: WrittenFile,
  format: string,
  mode: ExportMode,
): void {
  if (lifecycle.status().readOnly) return
  const entry = { conference, at: now(), format, fileName: basename(path), bytes, sha256, mode }
  try {
    db.transaction(() => addExport(sql, entry)).immediate()
  } catch (error) {
    logProblem(error)
  }
}

export function logReport(
  context: Pick<Context, 'db' | 'sql' | 'now' | 'lifecycle'>,
  options: ReportOptions,
  file: WrittenFile,
  format: string = options.format,
): void {
  const { conference, sessions, confidentiality, chathamHouse } = options
  logExport(context, conference, file, format, {
    sessions: Array.isArray(sessions) ? sessions.length : sessions,
    confidentiality,
    chathamHouse,
  })
}
