/** The thread in which a file from outside is read: parse-in-worker.ts starts it, limits it and ends it. */
import { parentPort, workerData } from 'node:worker_threads'
import { toFailure } from '../errors.ts'
import { UnreadTable } from './importer.ts'
import { pack } from './incoming.ts'
import { parseFile } from './index.ts'
import type { ParseReply, ParseRequest, ReaderStart } from './parse-in-worker.ts'
import { warmUp } from './warm-up.ts'

parentPort?.once('message', (request: ParseRequest) => parentPort?.postMessage(answer(request)))

const { hasTime }: ReaderStart = workerData
if (hasTime) warmUp()

function answer({ bytes, fileName, options }: ParseRequest): ParseReply {
  try {
    const { zone, table, pack: signed, ...parsed } = parseFile(bytes, fileName, options)
    return { ok: true, read: { ...pack(parsed), zone, table, pack: signed } }
  } catch (error) {
    return { ok: false, error: toFailure(error), table: error instanceof UnreadTable ? error.table : null }
  }
}
