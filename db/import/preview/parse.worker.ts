/** The thread that parses external files one by one. parse-in-worker.ts limits and ends it. */
import { parentPort } from 'node:worker_threads'
import { toFailure } from '../../errors.ts'
import { parseFile } from '../formats/index.ts'
import { UnreadTable } from '../importer.ts'
import { getOutline, serialiseBundle } from '../matching/parsed-file.ts'
import type { ParseReply, ParseRequest } from './parse-in-worker.ts'

parentPort?.on('message', (request: ParseRequest) => parentPort?.postMessage(answer(request)))

function answer({ bytes, fileName, options }: ParseRequest): ParseReply {
  try {
    const { bundle, ...read } = parseFile(bytes, fileName, options)
    return { read: { ...read, ...serialiseBundle(bundle), outline: getOutline(bundle, read.missing) } }
  } catch (error) {
    const failure = toFailure(error)
    return error instanceof UnreadTable ? { unread: failure, table: error.table } : { error: failure }
  }
}
