/** Log of exports and of files received from colleagues. Shown to the delegate, never sent anywhere. */
import { basename } from 'node:path'
import { isWithinLevel, withholdFrom } from '../../core/note-format/index.ts'
import type { ExportMode, ReportOptions } from '../contract/index.ts'
import { logProblem } from '../errors.ts'
import type { WrittenFile } from '../export/render/write-file.ts'
import type { ConferenceSlug, Instant } from '../model.ts'
import { getNoteRows } from '../sharing/rows.ts'
import { addExport, listExports, listReceivedFiles } from '../sql/export-log.ts'
import type { Context, HandlersOf } from './context.ts'

export const exportLog: HandlersOf<'exportLog'> = {
  'exportLog.sent': ({ sql }, { conference }) => listExports(sql, conference),
  'exportLog.received': ({ sql }, { conference }) => listReceivedFiles(sql, conference),
}

/** The formats that contain the text of the notes. */
export const noteFormats = ['docx', 'odt', 'pdf', 'html', 'md', 'md-folder', 'txt', 'json']

/**
 * Adds an export to the log, in a transaction of its own. `at` is the time at which the content was read. A failure does not reach the
 * caller, since the file is already written.
 */
export function logExport(
  { db, sql, now, lifecycle }: Pick<Context, 'db' | 'sql' | 'now' | 'lifecycle'>,
  conference: ConferenceSlug,
  { path, bytes, sha256 }: WrittenFile,
  format: string,
  mode: ExportMode,
  at = now(),
): void {
  if (lifecycle.status().readOnly) return
  const entry = { conference, at, format, fileName: basename(path), bytes, sha256, mode }
  try {
    db.transaction(() => addExport(sql, entry)).immediate()
  } catch (error) {
    logProblem(error)
  }
}

export function logReport(
  context: Pick<Context, 'db' | 'sql' | 'now' | 'lifecycle' | 'author'>,
  options: ReportOptions,
  file: WrittenFile,
  { format = options.format, at = context.now() }: { format?: string; at?: Instant } = {},
): void {
  const { conference, sessions, confidentiality, chathamHouse } = options
  const mode: ExportMode = {
    sessions: Array.isArray(sessions) ? sessions.length : sessions,
    confidentiality,
    chathamHouse,
  }
  if (noteFormats.includes(format) && hasAllNotes(context, options)) mode.hasAll = 'notes'
  logExport(context, conference, file, format, mode, at)
}

/** Whether a report with these options contains the whole text of all notes. */
function hasAllNotes(
  { sql, author }: Pick<Context, 'sql' | 'author'>,
  { conference, sessions, days, tags, authors, order, include, confidentiality, chathamHouse }: ReportOptions,
): boolean {
  const isRestricted = [sessions, days, tags, authors].some((choice) => choice !== null)
  if (isRestricted || chathamHouse || order === 'keyMessages' || !include.notes) return false
  return getNoteRows(sql, conference, author())
    .filter(({ deletedAt }) => deletedAt === null)
    .every(
      (note) =>
        isWithinLevel(note.confidentiality, confidentiality) &&
        withholdFrom(note.markdown, confidentiality).markdown === note.markdown,
    )
}
