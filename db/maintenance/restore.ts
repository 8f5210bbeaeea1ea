/** Replaces the database so that a crash leaves either the old or the new one intact. */
import { copyFileSync, existsSync, rmSync } from 'node:fs'
import { message } from '../../core/i18n/message.ts'
import { getCode, isDamage, StoreError } from '../errors.ts'
import { getPart, removeLeftovers, syncFile } from '../store/files.ts'
import { type Connection, convertCopy, openConnection } from '../store/open.ts'
import type { Profile } from '../store/profile.ts'
import type { Encryption } from '../store/vault.ts'
import { checkLog } from './check-log.ts'
import { verifyBackup } from './health.ts'

/** `from`: the encryption of the backup. `to`: the encryption of the notebook whose place it takes. */
export type Conversion = { from: Encryption | null; to: Encryption | null }

/**
 * Copies the backup beside the database, verified and synced, ready to be renamed. The backup itself is not changed.
 * @throws StoreError `bad-file`, `damaged`, `newer-version`; then nothing is left behind
 */
export function stageRestore(
  backup: string,
  profile: Profile,
  knownVersion: number,
  { from, to }: Conversion,
): string {
  removeLeftovers(profile.folder)
  const staged = getPart(profile.database)
  try {
    copyFileSync(backup, staged)
    // A plain copy of a database in use comes with its log, which has the last commits.
    if (existsSync(`${backup}-wal`)) {
      copyFileSync(`${backup}-wal`, `${staged}-wal`)
      checkLog(staged, from?.key)
      releaseFile(openConnection(staged, from))
    }
    verifyBackup(staged, knownVersion, from?.key)
    if (from?.key !== to?.key) convertCopy(staged, from?.key ?? null, to?.key ?? null)
    syncFile(staged)
    return staged
  } catch (error) {
    discardStaged(staged)
    if (!isDamage(error)) throw error
    throw new StoreError('bad-file', message('backup.damaged'), { cause: error })
  }
}

export function discardStaged(staged: string): void {
  for (const path of [staged, `${staged}-wal`, `${staged}-shm`]) rmSync(path, { force: true })
}

/**
 * Closes the database and removes its write-ahead log, which requires that nobody else has it open.
 * @throws StoreError `busy`; the connection then stays open
 */
export function releaseFile(connection: Connection): void {
  try {
    connection.db.pragma('journal_mode = DELETE')
  } catch (error) {
    if (!getCode(error).startsWith('SQLITE_BUSY')) throw error
    throw new StoreError('busy', message('database.open-elsewhere'), { cause: error })
  }
  connection.db.close()
}
