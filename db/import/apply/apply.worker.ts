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
  // This connection is closed without the store's clean-up. The store's own connection is still open and empties the log when it closes.
  const { db, sql } = openConnection(database, encryption)
  const total = estimateRowCount(work.parsed.file.bundle)
  let writtenRows = 0
  const onRowsWritten = (count: number) => {
    if (Atomics.load(signals, CANCEL) === 1) throw new StoreError('cancelled', message('import.cancelled'))
    writtenRows += count
    post({ type: 'progress', done: Math.min(1, writtenRows / total) })
  }
  const backUpFirst = () => {
    post({ type: 'backup' })
    Atomics.wait(signals, BACKUP, 0)
    if (Atomics.load(signals, BACKUP) !== BACKED_UP) throw new Error('no backup was made')
  }
  try {
    return applyFile({ db, sql, now: () => now, onRowsWritten }, work, backUpFirst)
  } finally {
    db.close()
  }
}
