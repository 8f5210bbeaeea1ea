/** The thread in which a file from outside is read: parse-in-worker.ts starts it, limits it and ends it. */
import { parentPort, workerData } from 'node:worker_threads'
import { toFailure } from '../errors.ts'
import { UnreadTable } from './importer.ts'
import { parseFile } from './index.ts'
import type { ParseReply, ParseRequest } from './parse-in-worker.ts'

const { bytes, fileName, options }: ParseRequest = workerData
parentPort?.postMessage(answer())

function answer(): ParseReply {
  try {
    return { ok: true, parsed: parseFile(bytes, fileName, options) }
  } catch (error) {
    return { ok: false, error: toFailure(error), table: error instanceof UnreadTable ? error.table : null }
  }
}
