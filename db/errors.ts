/** Failures as values: a code for programs, a sentence that tells a delegate what happened and what to do. */
import { inEnglish, type Said } from '../core/said.ts'
import type { ErrorCode, Failure } from '../core/wire.ts'

export class StoreError extends Error {
  readonly code: ErrorCode
  /** For the interface to say in its own language; null: the message is English, or for no delegate. */
  readonly said: Said | null
  constructor(code: ErrorCode, message: string | Said, options?: ErrorOptions) {
    super(typeof message === 'string' ? message : inEnglish(message), options)
    this.name = 'StoreError'
    this.code = code
    this.said = typeof message === 'string' ? null : message
  }
}

/** As it was thrown, in another thread. */
export function fromFailure({ code, message, said }: Failure): StoreError {
  return new StoreError(code, said ?? message)
}

/** The database file cannot be trusted. Caught at start, where it leads to recovery. */
export class DamageError extends StoreError {
  readonly finding: Finding
  constructor(finding: Finding, reason: Said, options?: ErrorOptions) {
    super('damaged', reason, options)
    this.name = 'DamageError'
    this.finding = finding
  }
}

/** What is wrong with it, for the interface to say in its own language. `content`: somewhere in it. */
export const findings = ['header', 'short', 'missing', 'content'] as const
export type Finding = (typeof findings)[number]

export function findingOf(error: unknown): Finding {
  if (error instanceof DamageError) return error.finding
  return codeOf(error).startsWith('SQLITE_NOTADB') ? 'header' : 'content'
}

const sqliteFailures: readonly (readonly [prefix: string, Failure])[] = [
  [
    'SQLITE_FULL',
    { code: 'disk-full', message: 'The disk is full. Make room on it, then try again: nothing was changed.' },
  ],
  [
    'SQLITE_READONLY',
    {
      code: 'read-only',
      message: 'The database cannot be written. Check that its folder is not write-protected.',
    },
  ],
  [
    'SQLITE_BUSY',
    {
      code: 'busy',
      message:
        'Another Rapporteur or its command line is writing to this database. Wait a moment, then try again.',
    },
  ],
  [
    'SQLITE_CORRUPT',
    {
      code: 'damaged',
      message:
        'The database is damaged. Copy any unsaved text, then start Rapporteur again: it will offer a backup.',
    },
  ],
  [
    'SQLITE_NOTADB',
    {
      code: 'damaged',
      message: 'The database file is not a database. Start Rapporteur again: it will offer a backup.',
    },
  ],
  [
    'SQLITE_IOERR',
    {
      code: 'file-access',
      message:
        'The disk reported an error while the database was read or written. Check the disk, then try again.',
    },
  ],
  [
    'SQLITE_CANTOPEN',
    {
      code: 'file-access',
      message: 'The database cannot be opened. Check that its folder exists and is yours.',
    },
  ],
  [
    'SQLITE_PERM',
    { code: 'file-access', message: 'The database cannot be opened. Check that its folder is yours.' },
  ],
]

const fileFailures: Record<string, (path: string) => Failure> = {
  ENOSPC: (path) => ({
    code: 'disk-full',
    message: `The disk is full: ${path} was not written. Make room, then try again.`,
  }),
  EDQUOT: (path) => ({
    code: 'disk-full',
    message: `Your quota on the disk is used up: ${path} was not written.`,
  }),
  EROFS: (path) => ({ code: 'read-only', message: `${path} is on a read-only disk. Choose another folder.` }),
  ENOENT: (path) => ({
    code: 'file-access',
    message: `${path} is not there. It may have been moved or deleted.`,
  }),
  EEXIST: (path) => ({ code: 'file-access', message: `${path} is a file where a folder is needed.` }),
  ENOTDIR: (path) => ({ code: 'file-access', message: `${path} is a file where a folder is needed.` }),
  EISDIR: (path) => ({ code: 'file-access', message: `${path} is a folder, not a file.` }),
  EACCES: (path) => ({ code: 'file-access', message: `You have no permission to use ${path}.` }),
  EPERM: (path) => ({ code: 'file-access', message: `You have no permission to use ${path}.` }),
}

/** What crosses the port for anything thrown. What has no plain explanation is logged in full. */
export function toFailure(error: unknown): Failure {
  if (error instanceof StoreError) {
    const { code, message, said } = error
    return said ? { code, message, said } : { code, message }
  }
  const code = codeOf(error)
  const known = sqliteFailures.find(([prefix]) => code.startsWith(prefix))?.[1]
  if (known) return known
  const file = fileFailures[code]
  if (file) return file(pathOf(error))
  logProblem(error)
  const detail = error instanceof Error ? error.message : String(error)
  return {
    code: 'internal',
    message: `Something went wrong inside Rapporteur; nothing was changed. (${detail})`,
  }
}

/** SQLite's extended code or the operating system's; empty for neither. */
export function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** SQLite found the file itself at fault while using it. */
export function isDamage(error: unknown): boolean {
  const code = codeOf(error)
  return error instanceof DamageError || code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')
}

export function logProblem(error: unknown): void {
  console.error(error instanceof Error ? (error.stack ?? error.message) : error)
}

function pathOf(error: unknown): string {
  return error instanceof Error && 'path' in error && typeof error.path === 'string' ? error.path : 'The file'
}
