/** The thread in which a file from outside is read: parse-in-worker.ts starts it, limits it and ends it. */
import { parentPort, workerData } from 'node:worker_threads'
import { toFailure } from '../../errors.ts'
import { beginFile } from '../formats/index.ts'
import { UnreadTable } from '../importer.ts'
import { pack } from '../matching/parsed-file.ts'
import type { ParseReply, ParseRequest, ReaderStart } from './parse-in-worker.ts'
import { warmUp } from './warm-up.ts'

parentPort?.once('message', (request: ParseRequest) => {
  for (const reply of answer(request)) parentPort?.postMessage(reply)
})

const { hasTime }: ReaderStart = workerData
if (hasTime) warmUp()

function* answer({ bytes, fileName, options }: ParseRequest): Generator<ParseReply> {
  try {
    const { whole, ...read } = beginFile(bytes, fileName, options)
    yield { type: 'read', read }
    const { bundle, ...rest } = whole()
    yield { type: 'whole', whole: { ...pack(bundle), ...rest } }
  } catch (error) {
    yield {
      type: 'failed',
      error: toFailure(error),
      table: error instanceof UnreadTable ? error.table : null,
    }
  }
}
