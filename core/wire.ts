/**
 * What travels on the port between the interface and the store.
 * A raw Error loses its `code` in structured clone, so failures are values.
 */
export type ErrorCode =
  | 'invalid-input'
  | 'not-found'
  | 'conflict'
  | 'bad-file'
  | 'file-access'
  | 'disk-full'
  | 'read-only'
  | 'busy'
  | 'damaged'
  | 'newer-version'
  | 'recovery'
  | 'store-gone'
  | 'internal'
export type Failure = { code: ErrorCode; message: string }
export type Request = { id: number; call: string; input: unknown }
export type Reply = { id: number } & ({ ok: true; value: unknown } | { ok: false; error: Failure })
export type Announcement = { topics: string[] }
export type FromStore = Reply | Announcement
