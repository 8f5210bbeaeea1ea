/** Overwrites the log of an open database before SQLite deletes it. */
import { existsSync } from 'node:fs'
import { message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'
import type { Connection } from '../store/open.ts'
import { overwrite } from './overwrite.ts'

/**
 * Overwrites the log once its whole content is in the database file. Nobody reads it then, and no new log can start during our transaction.
 * @throws StoreError `busy` if another process is using the log
 */
export function overwriteLog({ db }: Connection): void {
  const [result] = db.pragma('wal_checkpoint(RESTART)') as { busy: number }[]
  if (result?.busy !== 0) throw new StoreError('busy', message('database.open-elsewhere'))
  db.exec('BEGIN IMMEDIATE')
  try {
    if (existsSync(`${db.name}-wal`)) overwrite(`${db.name}-wal`)
  } finally {
    db.exec('ROLLBACK')
  }
}
