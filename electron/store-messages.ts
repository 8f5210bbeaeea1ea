/** What main and the store process say to each other. Requests of the interface do not come this way. */

/** `connect` carries a port: the line to one window. `read` and `write` say what the path may be used for. */
export type ToStore =
  | { type: 'connect' }
  | { type: 'grant'; token: string; path: string; mode: GrantMode }
  | { type: 'close' }
export type GrantMode = 'read' | 'write'

/** The grant of this token may be used from now on. */
export type FromStoreProcess = { type: 'granted'; token: string }
