/**
 * Takes what the delegate wrote on a conference off this computer: rows, search index, earlier texts, what undoing a merge keeps,
 * backups. Deleted pages are overwritten (secure_delete), the file is written anew (VACUUM), the log emptied.
 */
import { closeSync, existsSync, fsyncSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { backUpProfile, listBackups } from '../backup.ts'
import type { WipedCounts } from '../contract/index.ts'
import { StoreError } from '../errors.ts'
import { syncFolder } from '../files.ts'
import type { ConferenceSlug, Instant } from '../model.ts'
import type { Connection, Sql } from '../open.ts'
import { picturesShown } from '../picture-use.ts'
import { databaseFiles, type Profile } from '../profile.ts'

export type Wiping = {
  connection: Connection
  profile: Profile
  conference: ConferenceSlug
  /** Also what left this computer and what came. */
  records: boolean
  now: Instant
}

/** Throws `busy` if another program reads the database: the rows are gone then, but not yet from the file. */
export function wipe(wiping: Wiping): WipedCounts {
  const { connection, profile, now } = wiping
  const { db } = connection
  db.pragma('secure_delete = ON')
  const rows = db.transaction(() => deleteRows(wiping)).immediate()
  // Of a sort or a VACUUM, nothing goes to the system's folder for temporary files.
  db.pragma('temp_store = MEMORY')
  db.exec('VACUUM')
  emptyLog(connection)
  const copies = deleteCopies(profile)
  const backup = backUpProfile(connection, profile, 'daily', now)
  return { ...rows, ...copies, backup: backup.name }
}

function emptyLog({ db }: Connection): void {
  const [result] = db.pragma('wal_checkpoint(TRUNCATE)') as { busy: number }[]
  if (result?.busy !== 0) {
    throw new StoreError(
      'busy',
      'Another Rapporteur or its command line has the database open. Close it, then delete once more: until then traces stay in the file.',
    )
  }
}

/** As they are counted everywhere: by entries. Those in the trash are still there. */
export function notesHeld(sql: Sql, conference: ConferenceSlug): number {
  const held =
    'SELECT coalesce(sum(entries), 0) AS count FROM note WHERE conference = ? AND purged_at IS NULL'
  return sql<{ count: number }>(held).get(conference)?.count ?? 0
}

type Rows = Omit<WipedCounts, 'backups' | 'damaged' | 'backup'>

function deleteRows({ connection: { sql }, conference, records }: Wiping): Rows {
  const count = (from: string) =>
    sql<{ count: number }>(`SELECT count(*) AS count FROM ${from}`).get(conference)?.count ?? 0
  const counts = {
    notes: notesHeld(sql, conference),
    versions: count('note_version WHERE note_id IN (SELECT id FROM note WHERE conference = ?)'),
    contacts: count('contact WHERE conference = ? AND purged_at IS NULL'),
    stars: count('star WHERE conference = ? AND deleted_at IS NULL'),
    records: 0,
  }
  const notes = '(SELECT uuid FROM note WHERE conference = @conference)'
  const contacts = '(SELECT uuid FROM contact WHERE conference = @conference)'
  const run = (statement: string) => sql(statement).run({ conference }).changes
  run(`DELETE FROM edit_clock WHERE kind = 'note' AND uuid IN ${notes}`)
  run(`DELETE FROM edit_clock WHERE kind = 'contact' AND uuid IN ${contacts}`)
  run(`DELETE FROM edit_clock WHERE kind = 'star' AND uuid GLOB @conference || '/*'`)
  run(`DELETE FROM note_tag WHERE note IN ${notes}`)
  run(`DELETE FROM note_pin WHERE note IN ${notes}`)
  run(`DELETE FROM dismissed_link WHERE note IN ${notes}`)
  run(`DELETE FROM ignored_word WHERE note IN ${notes}`)
  run(`DELETE FROM note_language WHERE note IN ${notes}`)
  run('DELETE FROM own_word WHERE conference = @conference')
  // With them their versions, mentions, items and handling.
  run('DELETE FROM note WHERE conference = @conference')
  run('DELETE FROM contact WHERE conference = @conference')
  run('DELETE FROM star WHERE conference = @conference')
  // The name that they gave it.
  run('UPDATE conference SET title = coalesce(file_title, title), file_title = NULL WHERE slug = @conference')
  // What undoing a merge needs is whole notes.
  run(`UPDATE merge_log SET before = '[]' WHERE conference = @conference`)
  if (records) {
    counts.records =
      run('DELETE FROM merge_log WHERE conference = @conference') +
      run('DELETE FROM export_log WHERE conference = @conference')
  }
  sql(
    `DELETE FROM person WHERE id NOT IN (
       SELECT value FROM setting WHERE key = 'author' UNION SELECT author FROM note UNION SELECT author FROM note_version
       UNION SELECT created_by FROM note_handling WHERE created_by IS NOT NULL UNION SELECT author FROM contact
       UNION SELECT created_by FROM contact WHERE created_by IS NOT NULL UNION SELECT author FROM star
       UNION SELECT person FROM merge_log)`,
  ).run()
  const pictures = deletePictures(sql)
  for (const index of ['note_search', 'contact_search', 'note_tag_search']) {
    sql(`INSERT INTO ${index} (${index}) VALUES ('rebuild')`).run()
  }
  return { ...counts, pictures }
}

/** At once, unlike upkeep: no editor may bring one back. */
function deletePictures(sql: Connection['sql']): number {
  return sql('DELETE FROM picture WHERE sha256 NOT IN (SELECT value FROM json_each(?))').run(
    JSON.stringify([...picturesShown(sql)]),
  ).changes
}

/** Backups, and what was moved aside when the database was damaged. */
function deleteCopies({ backups, damaged }: Profile): { backups: number; damaged: number } {
  const old = listBackups(backups)
  for (const { name } of old) {
    for (const file of databaseFiles(join(backups, name))) overwriteAndDelete(file)
  }
  if (existsSync(backups)) {
    // What a killed process left half-written.
    for (const name of readdirSync(backups))
      if (name.includes('.part')) overwriteAndDelete(join(backups, name))
    syncFolder(backups)
  }
  let aside = 0
  if (existsSync(damaged)) {
    for (const entry of readdirSync(damaged, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      overwriteAndDelete(join(entry.parentPath, entry.name))
      aside += 1
    }
    rmSync(damaged, { recursive: true, force: true })
  }
  return { backups: old.length, damaged: aside }
}

const ZEROS = new Uint8Array(1024 * 1024)

/** Drives that write elsewhere than they are told may keep the old blocks for a while: the receipt says so. */
function overwriteAndDelete(path: string): void {
  const size = statSync(path).size
  const file = openSync(path, 'r+')
  try {
    for (let at = 0; at < size; at += ZEROS.length)
      writeSync(file, ZEROS, 0, Math.min(ZEROS.length, size - at), at)
    fsyncSync(file)
  } finally {
    closeSync(file)
  }
  rmSync(path)
}
