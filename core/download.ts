/** Request and answer of the download of a programme, for the main process, the command line and the interface. */
import type { Message } from './i18n/message.ts'

/** `etag` and `sha256` describe the stored file, so that an unchanged file is not transferred or shown again. */
export type DownloadRequest = { address: string; etag: string | null; sha256: string | null }

/** `etag`: the entity tag that the server sent with the file, for the next request. */
export type DownloadAnswer =
  | { kind: 'file'; name: string; bytes: Uint8Array; etag: string | null; sha256: string }
  | { kind: 'unchanged'; etag: string | null }
  | { kind: 'failed'; problem: Message }
