/** Reads a profile that must not be written: a mounted backup, a protected folder, or the profile of another user. */

import { chmodSync, copyFileSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import { message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'
import { listMigrations } from '../store/migrate.ts'
import { type Connection, openConnection } from '../store/open.ts'
import { getDatabaseFiles, type Profile } from '../store/profile.ts'
import type { Encryption } from '../store/vault.ts'
import { checkLog } from './check-log.ts'
import { checkFile } from './health.ts'
import { makeTemporaryFolder, removeLeftCopies } from './temporary-copies.ts'

/**
 * SQLite cannot read a database with a write-ahead log without write permission, and ignoring the log would lose the last commits. So this
 * opens a copy of the database and its log in the system's temporary folder. Closing the connection removes the copy.
 * @throws StoreError `read-only` if there is no database to read
 */
export function openCopy(profile: Profile, encryption: Encryption | null): Connection {
  const files = getDatabaseFiles(profile.database)
  if (!files.includes(profile.database)) {
    throw new StoreError('read-only', message('database.folder-not-writable', { folder: profile.folder }))
  }
  removeLeftCopies()
  const folder = makeTemporaryFolder('read-only')
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    for (const file of files) {
      const copy = join(folder, basename(file))
      copyFileSync(file, copy)
      chmodSync(copy, 0o600)
    }
    const copied = join(folder, basename(profile.database))
    const key = encryption?.key ?? null
    checkFile(copied, listMigrations(profile.resources).length, key)
    checkLog(copied, key)
    const connection = openConnection(copied, encryption)
    const close = () => {
      connection.db.close()
      remove()
    }
    return { ...connection, close }
  } catch (error) {
    remove()
    throw error
  }
}
