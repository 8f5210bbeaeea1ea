/** Rescues intact data from files that were moved aside, into a backup that the delegate can choose. */
import { existsSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import type Database from 'better-sqlite3'
import type { Rescued } from '../contract/index.ts'
import { isDamage, logProblem } from '../errors.ts'
import type { Instant } from '../model.ts'
import { writeLostItems } from '../sql/note-items.ts'
import { copyAroundErrors, getTemporaryPath, readAroundErrors, readAt } from '../store/files.ts'
import { parseLog, writeRepairedLog } from '../store/log-file.ts'
import { getVersion, listMigrations, migrate } from '../store/migrate.ts'
import { type Connection, openConnection, openDatabase } from '../store/open.ts'
import { getDatabaseFiles, type Profile } from '../store/profile.ts'
import type { Encryption } from '../store/vault.ts'
import { createBackup } from './backup.ts'
import { acceptDamage, type Copied, copyTables } from './copy-tables.ts'
import { checkTables } from './health.ts'
import type { Incident } from './recover.ts'
import { getPageSize } from './salvage/pages.ts'

type Attempt = Copied & { connection: Connection; file: string; isComplete: boolean }

/**
 * Copies what is readable into a new database, in turn with different parts of the log. Backs up the first complete copy; if none is
 * complete, the copy with the most rows. The files moved aside stay unchanged.
 * @returns null if nothing that the delegate wrote could be rescued
 */
export function rescue(
  profile: Profile,
  { finding, movedTo }: Incident,
  now: Instant,
  encryption: Encryption | null,
): Rescued | null {
  const file = movedTo === null ? null : join(movedTo, basename(profile.database))
  if (file === null || !existsSync(file)) return null
  const log = `${file}-wal`
  const copy = getTemporaryPath(profile.database)
  const addValidPart = () => {
    const parsed = parseLog(readAroundErrors(log), getPageSize(readAt(copy, 0, 100)))
    if (parsed) writeRepairedLog(parsed, `${copy}-wal`)
  }
  const methodsWithLog = [
    { name: 'with the valid part of its log', addLog: addValidPart },
    { name: 'with its log as SQLite reads it', addLog: () => copyAroundErrors(log, `${copy}-wal`) },
  ]
  const hasUsableLog = finding !== 'foreign-log' && existsSync(log)
  const attempts: Attempt[] = []
  try {
    for (const { name, addLog } of [
      ...(hasUsableLog ? methodsWithLog : []),
      { name: 'without its log', addLog: () => {} },
    ]) {
      try {
        copyAroundErrors(file, copy)
        addLog()
        const target = getTemporaryPath(`${profile.database}-rescued-${attempts.length}`)
        const attempt = copyReadable(copy, target, profile, encryption)
        attempts.push(attempt)
        if (attempt.isComplete) break
      } catch (error) {
        if (!isDamage(error)) throw error
        logProblem(new Error(`Nothing could be rescued ${name}.`, { cause: error }))
      } finally {
        removeDatabase(copy)
      }
    }
    const best =
      attempts.find(({ isComplete }) => isComplete) ?? attempts.sort((a, b) => countAll(b) - countAll(a))[0]
    if (!best || !hasUserData(best)) return null
    const missing = getMissingParts(best)
    if (missing.includes('notes')) replaceLostTexts(best.connection)
    if (best.incomplete.includes('note_items')) writeLostItems(best.connection.sql)
    if (missing.includes('programme')) forgetImportedProgrammes(best.connection)
    const { name } = createBackup(best.connection, profile.backups, 'rescue', now)
    return { name, missing }
  } finally {
    for (const { connection, file } of attempts) {
      connection.db.close()
      removeDatabase(file)
    }
  }
}

/** @throws DamageError or SQLite's own error if the file cannot be read at all */
function copyReadable(
  damaged: string,
  target: string,
  { resources }: Profile,
  encryption: Encryption | null,
): Attempt {
  const { version, isSound } = inspect(damaged, encryption)
  const connection = openConnection(target, encryption)
  try {
    // If the app is killed, the copy is made again.
    connection.db.pragma('journal_mode = MEMORY')
    connection.db.pragma('synchronous = OFF')
    migrate(connection.db, listMigrations(resources).slice(0, version))
    const copied = copyTables(connection, damaged)
    return { ...copied, connection, file: target, isComplete: isSound && copied.incomplete.length === 0 }
  } catch (error) {
    connection.db.close()
    removeDatabase(target)
    throw error
  }
}

/** Checks the tables, since a mixture of old and new pages may be readable, but wrong. */
function inspect(file: string, encryption: Encryption | null): { version: number; isSound: boolean } {
  const db = openDatabase(file, encryption?.key ?? null)
  try {
    acceptDamage(db)
    return { version: getVersion(db), isSound: hasSoundTables(db) }
  } finally {
    db.close()
  }
}

function hasSoundTables(db: Database.Database): boolean {
  try {
    checkTables(db)
    return true
  } catch (error) {
    if (!isDamage(error)) throw error
    return false
  }
}

function removeDatabase(file: string): void {
  for (const path of getDatabaseFiles(file)) rmSync(path, { force: true })
}

/** The part of the notebook to which a table belongs, unless it is `other`. */
const partsByTable: Record<string, Rescued['missing'][number]> = {
  note: 'notes',
  note_version: 'notes',
  note_template: 'notes',
  contact: 'contacts',
  own_entry: 'appointments',
  star: 'stars',
  key_message_remark: 'remarks',
  picture: 'files',
  own_document: 'files',
  file_content: 'files',
  conference: 'programme',
  room: 'programme',
  speaker: 'programme',
  session: 'programme',
  session_speaker: 'programme',
  key_message: 'programme',
  directory_entry: 'programme',
  conference_file: 'programme',
  programme_update: 'programme',
  session_change: 'programme',
}

function getMissingParts({ incomplete }: Copied): Rescued['missing'] {
  return [...new Set(incomplete.map((table) => partsByTable[table] ?? 'other'))]
}

/** Takes the text without formatting, or else the last version, if the Markdown of a note was on an unreadable page. */
function replaceLostTexts({ db }: Connection): void {
  db.exec(
    `UPDATE note SET plain_text = (SELECT markdown FROM note_version WHERE note_id = note.id ORDER BY revision DESC)
     WHERE markdown = '' AND plain_text = '' AND excerpt <> '' AND id IN (SELECT note_id FROM note_version);
     UPDATE note SET markdown = plain_text WHERE markdown = ''`,
  )
}

/** Forgets which programmes were imported, since an import of the same programme would otherwise not replace the damaged one. */
function forgetImportedProgrammes({ db }: Connection): void {
  db.exec(`UPDATE conference SET bundle_hash = ''; DELETE FROM setting WHERE key LIKE 'bundled:%'`)
}

function countAll({ rows }: Copied): number {
  return [...rows.values()].reduce((sum, count) => sum + count, 0)
}

function hasUserData({ rows }: Copied): boolean {
  return Object.entries(partsByTable).some(([table, part]) => part !== 'programme' && rows.get(table))
}
