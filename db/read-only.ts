/** Reading a profile that may not be written: a mounted backup, a protected folder, another user's. */
import { chmodSync, copyFileSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join } from 'node:path'
import { StoreError } from './errors.ts'
import { type Connection, openConnection } from './open.ts'
import { databaseFiles, type Profile } from './profile.ts'

/**
 * SQLite cannot read a database with a write-ahead log where it may not write, and without the log the last commits
 * would be missing. So a copy of both is opened, in the system's folder for temporary files; closing removes it.
 * @throws StoreError `read-only` if there is no database to read
 */
export function openCopy(profile: Profile): Connection {
  const files = databaseFiles(profile.database)
  if (!files.includes(profile.database)) {
    throw new StoreError(
      'read-only',
      `The folder ${profile.folder} cannot be written. Make it writable or choose another one.`,
    )
  }
  const folder = mkdtempSync(join(tmpdir(), 'rapporteur-read-only-'))
  const remove = () => rmSync(folder, { recursive: true, force: true })
  try {
    for (const file of files) {
      const copy = join(folder, basename(file))
      copyFileSync(file, copy)
      chmodSync(copy, 0o600)
    }
    const connection = openConnection(join(folder, basename(profile.database)))
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
