/** Reads the text of documents in a thread, with limits of time and memory. */
import { message } from '../../core/i18n/message.ts'
import type { Failure } from '../../core/wire.ts'
import { askThread, getWorkerUrl, type ThreadKind } from '../kept-threads.ts'

/** `type`: the media type. */
export type ExtractRequest = { bytes: Uint8Array; type: string }
type ExtractedPages = { pages: string[] }
export type ExtractReply = ExtractedPages | { error: Failure }

/** Stored with each text. Change it when extraction improves; all documents are then read again. */
export const EXTRACTOR = 'unpdf 1.8.1, 3'

const MAX_SECONDS = 60
const kind: ThreadKind = { script: getWorkerUrl(import.meta.url, 'extract'), megabytes: 512 }

/** Resolves to the text of each page; none for a kind of document without text. Rejects with `bad-file` if it cannot be read. */
export async function extractPages(bytes: Uint8Array, type: string): Promise<string[]> {
  const request: ExtractRequest = { bytes, type }
  const limit = { seconds: MAX_SECONDS, tooSlow: message('document-text.too-slow') }
  return (await askThread<ExtractedPages>(kind, request, limit)).pages
}
