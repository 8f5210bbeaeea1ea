/** What the download of a programme needs and answers, for main, the command line and the interface. */
import type { Message } from './i18n/message.ts'

/** `etag` and `sha256` describe the file that is here, so that an unchanged one is not transferred or shown again. */
export type DownloadRequest = { address: string; etag: string | null; sha256: string | null }

/** `etag`: what the server said about the file, for the next request. */
export type DownloadAnswer =
  | { kind: 'file'; name: string; bytes: Uint8Array; etag: string | null; sha256: string }
  | { kind: 'unchanged'; etag: string | null }
  | { kind: 'failed'; problem: Message }
