/** Rescues intact data from files that were moved aside, into a backup that the delegate can choose. */
import { copyFileSync, existsSync, readFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { getCode, isDamage, logProblem } from '../errors.ts'
import type { Instant } from '../model.ts'
import { rebuildSearch } from '../sql/search/indexes.ts'
import { getPart } from '../store/files.ts'
import { parseLog, writeRepairedLog } from '../store/log-file.ts'
import { type Connection, openConnection } from '../store/open.ts'
import { getDatabaseFiles, type Profile } from '../store/profile.ts'
import type { Encryption } from '../store/vault.ts'
import { createBackup } from './backup.ts'
import { checkTables } from './health.ts'
import type { Incident } from './recover.ts'
import { getPageSize } from './salvage/pages.ts'

/** Tries several methods in order, and backs up the first result whose tables are intact. The files moved aside stay unchanged. */
export function rescue(
  profile: Profile,
  { finding, movedTo }: Incident,
  now: Instant,
  encryption: Encryption | null,
): void {
  if (movedTo === null) return
  const file = join(movedTo, basename(profile.database))
  const log = `${file}-wal`
  if (!existsSync(file)) return
  const copy = getPart(profile.database)
  const addValidPart = () => {
    const parsed = parseLog(readFileSync(log), getPageSize(readFileSync(file)))
    if (parsed) writeRepairedLog(parsed, `${copy}-wal`)
  }
  const methodsWithLog = [
    { name: 'with the valid part of its log', addLog: addValidPart },
    { name: 'with its log as SQLite reads it', addLog: () => copyFileSync(log, `${copy}-wal`) },
  ]
  const hasUsableLog = finding !== 'foreign-log' && existsSync(log)
  for (const { name, addLog } of [
    ...(hasUsableLog ? methodsWithLog : []),
    { name: 'without its log', addLog: () => {} },
  ]) {
    try {
      copyFileSync(file, copy)
      addLog()
      backUp(openConnection(copy, encryption), profile, now)
      return
    } catch (error) {
      // A duplicate key counts as damage too.
      if (!isDamage(error) && !getCode(error).startsWith('SQLITE_CONSTRAINT')) throw error
      logProblem(new Error(`Nothing could be rescued ${name}.`, { cause: error }))
    } finally {
      for (const path of getDatabaseFiles(copy)) rmSync(path, { force: true })
    }
  }
}

function backUp(connection: Connection, profile: Profile, now: Instant): void {
  try {
    checkTables(connection.db)
    rebuildSearch(connection.db)
    // A backup copies indexes unchanged, so they are rebuilt first.
    connection.db.exec('REINDEX')
    createBackup(connection, profile.backups, 'rescue', now)
  } finally {
    connection.db.close()
  }
}
