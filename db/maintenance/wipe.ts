/**
 * Deletes from this computer everything that the delegate wrote about a conference: rows, documents, search index, versions, undo data of
 * merges, backups, unfinished copies and opened documents. Also deletes the names and keys of colleagues of whom nothing else is left and
 * who are in no other delegation. Rewrites the database into a new file and overwrites the old file and its log.
 */

import { existsSync, linkSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { message } from '../../core/i18n/message.ts'
import type { WipedCounts } from '../contract/index.ts'
import { StoreError } from '../errors.ts'
import type { ConferenceSlug, Instant } from '../model.ts'
import { removeUnusedContents } from '../packs/store-pack.ts'
import { forgetDelegation, listStates } from '../sharing/delegation/state.ts'
import { updateEntrySessions } from '../sql/own-entries.ts'
import { findShownHashes } from '../sql/picture-use.ts'
import { rebuildSearch } from '../sql/search/indexes.ts'
import { countUserData, hasUserData } from '../sql/user-data.ts'
import { getTemporaryPath, moveDurably, removeDurably, syncFolder } from '../store/files.ts'
import type { Connection } from '../store/open.ts'
import { locateEncryptedProfile, locateProfile, type Profile } from '../store/profile.ts'
import type { Encryption } from '../store/vault.ts'
import { createBackup, destroyBackup, listBackups, writeCopy } from './backup.ts'
import { overwriteAndDelete, overwriteAndDeleteFolder, runAll } from './overwrite.ts'
import { overwriteLog } from './overwrite-log.ts'
import { expectUnchanged, getDataVersion, releaseFile } from './restore.ts'
import { replaceVault, settleVaults } from './vaults.ts'

/** Marks the temporary name of the rewritten database. */
const REWRITTEN = '.wiped'

export type Wiping = {
  connection: Connection
  profile: Profile
  conference: ConferenceSlug
  /** Also deletes the logs of exports and imports. */
  deleteRecords: boolean
  /**
   * The new key of an encrypted notebook, since traces of deleted data were written with the old key. null if the notebook is not
   * encrypted.
   */
  next: Encryption | null
  now: Instant
  /**
   * Opens the database that replaced the old one. Called as soon as the old database is closed, even after a failure. `isEmpty`: it
   * contains nothing that the delegate wrote and no delegation, so its device is deleted too.
   */
  reopen(isEmpty: boolean): Connection
}

/** Throws `busy` if another program has the database open. The rows are then deleted, but traces remain in the file. */
export function wipe(wiping: Wiping): WipedCounts {
  const { connection, profile, next, now, reopen } = wiping
  const { db } = connection
  db.pragma('secure_delete = ON')
  const { isEmpty, ...rows } = db.transaction(() => deleteRows(wiping)).immediate()
  const staged = getTemporaryPath(`${profile.database}${REWRITTEN}`)
  const copiedVersion = getDataVersion(connection)
  writeCopy(connection, staged, next)
  try {
    expectUnchanged(connection, copiedVersion)
    overwriteLog(connection)
    releaseFile(connection)
  } catch (error) {
    removeDurably(staged)
    throw error instanceof StoreError && error.code === 'busy' ? createOpenElsewhereError() : error
  }
  let rewritten: Connection
  try {
    // Until the new database is in its place, the other copy of the vault opens the notebook.
    if (next) replaceVault(profile.vaultCopy, next.vault)
    replaceDatabase(staged, profile)
    if (isEmpty && existsSync(profile.device)) overwriteAndDelete(profile.device)
  } finally {
    rewritten = reopen(isEmpty)
  }
  // The earlier backups are the only ones until this one is verified.
  const backup = createBackup(rewritten, profile.backups, 'daily', now)
  try {
    return { ...rows, ...deleteCopies(profile, backup.name), backup: backup.name }
  } finally {
    settleVaults(rewritten, profile, now)
  }
}

/** With hard links, a complete database exists under its name at every moment. */
function replaceDatabase(staged: string, { database }: Profile): void {
  const old = getTemporaryPath(database)
  try {
    linkSync(database, old)
  } catch {
    // FAT has no hard links.
    renameSync(database, old)
  }
  try {
    moveDurably(staged, database)
  } catch (error) {
    // Without hard links, the old database now has only its temporary name. `finishReplacing` renames it back.
    if (existsSync(database)) rmSync(old, { force: true })
    throw error
  }
  overwriteAndDelete(old)
}

/**
 * Gives the old database its name back if the power was cut while it was replaced on a file system without hard links. Only in this case do
 * both databases have temporary names.
 */
export function finishReplacing({ folder, database }: Profile): void {
  if (existsSync(database)) return
  const start = `${basename(database)}${REWRITTEN}.`
  const old = readdirSync(folder)
    .filter((name) => name.startsWith(start))
    .map((name) => join(folder, name.replace(REWRITTEN, '')))
    .find(existsSync)
  if (old !== undefined) moveDurably(old, database)
}

function createOpenElsewhereError(): StoreError {
  return new StoreError('busy', message('after-event.open-elsewhere'))
}

type Rows = Omit<WipedCounts, 'backups' | 'damaged' | 'backup'> & { isEmpty: boolean }

function deleteRows({ connection: { db, sql }, conference, deleteRecords }: Wiping): Rows {
  const counts = { ...countUserData(sql, conference), records: 0 }
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
  // Cascades to versions, mentions, items and handling.
  run('DELETE FROM note WHERE conference = @conference')
  run('DELETE FROM contact WHERE conference = @conference')
  run('DELETE FROM star WHERE conference = @conference')
  run('DELETE FROM colleague_star WHERE conference = @conference')
  run('DELETE FROM session_delay WHERE conference = @conference')
  run('DELETE FROM own_entry WHERE conference = @conference')
  forgetDelegation(sql, conference)
  run('DELETE FROM key_message_remark WHERE conference = @conference')
  run('DELETE FROM own_document WHERE conference = @conference')
  removeUnusedContents(sql)
  updateEntrySessions(sql, conference)
  // Drops the delegate's own title.
  run('UPDATE conference SET title = coalesce(file_title, title), file_title = NULL WHERE slug = @conference')
  // Undo data of merges contains whole notes.
  run(`UPDATE merge_log SET before = '[]' WHERE conference = @conference`)
  if (deleteRecords) {
    counts.records =
      run('DELETE FROM merge_log WHERE conference = @conference') +
      run('DELETE FROM export_log WHERE conference = @conference')
  }
  const isEmpty = listStates(sql).length === 0 && !hasUserData(sql)
  deleteUnknownPeople(sql, isEmpty)
  const pictures = deletePictures(sql)
  rebuildSearch(db)
  return { ...counts, pictures, isEmpty }
}

/** Deletes the names and keys of people of whom nothing is left. `isEmpty`: also deletes the delegate's keys. */
function deleteUnknownPeople(sql: Connection['sql'], isEmpty: boolean): void {
  const people = `SELECT author FROM note UNION SELECT author FROM note_version
    UNION SELECT created_by FROM note_handling WHERE created_by IS NOT NULL UNION SELECT author FROM contact
    UNION SELECT created_by FROM contact WHERE created_by IS NOT NULL UNION SELECT author FROM star
    UNION SELECT author FROM key_message_remark UNION SELECT person FROM key_message_remark
    UNION SELECT author FROM own_document UNION SELECT author FROM own_entry
    UNION SELECT person FROM colleague_star UNION SELECT person FROM field_change UNION SELECT person FROM merge_log
    UNION SELECT value FROM json_each(@members)`
  // Also keeps the keys of people whose device waits for confirmation. Without these keys, that device would be trusted as the person's
  // first one.
  const members = JSON.stringify(
    listStates(sql).flatMap((state) => [...state.members, ...state.waiting].map(({ person }) => person)),
  )
  const delegate = `SELECT value FROM setting WHERE key = 'author'`
  sql(`DELETE FROM person WHERE id NOT IN (${delegate} UNION ${people})`).run({ members })
  sql(`DELETE FROM device_key WHERE person NOT IN (${people} ${isEmpty ? '' : `UNION ${delegate}`})`).run({
    members,
  })
}

/** Deletes unused pictures at once, unlike the upkeep, since no editor may restore a picture. */
function deletePictures(sql: Connection['sql']): number {
  return sql('DELETE FROM picture WHERE sha256 NOT IN (SELECT value FROM json_each(?))').run(
    JSON.stringify([...findShownHashes(sql)]),
  ).changes
}

/**
 * Deletes all backups but one, damaged databases, temporary files of killed processes and opened documents. Deletes the other files even
 * if one cannot be deleted because another program has it open.
 */
function deleteCopies(
  { folder, backups, opened, resources }: Profile,
  newBackup: string,
): { backups: number; damaged: number } {
  const old = listBackups(backups)
    .filter(({ name }) => name !== newBackup)
    .map(({ name }) => join(backups, name))
  // Files that were set aside before encryption was switched on or off are in the folder of the other kind.
  const profiles = [locateProfile(folder, resources), locateEncryptedProfile(folder, resources)]
  let damaged = 0
  runAll([
    ...old.map((path) => () => destroyBackup(path)),
    ...[folder, backups].filter(existsSync).map((path) => () => deleteUnfinished(path)),
    () => overwriteAndDeleteFolder(opened),
    ...profiles.map((profile) => () => {
      damaged += overwriteAndDeleteFolder(profile.damaged)
    }),
  ])
  return { backups: old.length, damaged }
}

function deleteUnfinished(folder: string): void {
  const files = readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.part(?:-\w+)?$/.test(entry.name))
    .map(({ name }) => join(folder, name))
  runAll(files.map((path) => () => overwriteAndDelete(path)))
  syncFolder(folder)
}
