/** The thread that writes a large programme; apply-in-worker.ts starts, follows and cancels it. */

import { parentPort } from 'node:worker_threads'
import { message } from '../../../core/i18n/message.ts'
import { StoreError, toFailure } from '../../errors.ts'
import { openConnection } from '../../store/open.ts'
import { estimateRowCount } from './apply.ts'
import { applyFile } from './apply-file.ts'
import { type ApplyMessage, type ApplyRequest, BACKED_UP, BACKUP, CANCEL } from './apply-in-worker.ts'

const post = (message: ApplyMessage) => parentPort?.postMessage(message)

parentPort?.once('message', (request: ApplyRequest) => {
  try {
    post({ type: 'done', result: apply(request) })
  } catch (error) {
    post({ type: 'failed', error: toFailure(error) })
  }
})

function apply({ database, encryption, now, signals, ...work }: ApplyRequest) {
  // Closed without the store's own clean-up, because the last connection empties the log.
  const { db, sql } = openConnection(database, encryption)
  const all = estimateRowCount(work.parsed.file.bundle)
  let done = 0
  const step = (rows: number) => {
    if (Atomics.load(signals, CANCEL) === 1) throw new StoreError('cancelled', message('import.cancelled'))
    done += rows
    post({ type: 'progress', done: Math.min(1, done / all) })
  }
  const backUpFirst = () => {
    post({ type: 'backup' })
    Atomics.wait(signals, BACKUP, 0)
    if (Atomics.load(signals, BACKUP) !== BACKED_UP) throw new Error('no backup was made')
  }
  try {
    return applyFile({ db, sql, now: () => now, step }, work, backUpFirst)
  } finally {
    db.close()
  }
}
