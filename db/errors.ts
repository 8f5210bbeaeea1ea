/** Failures as values: a code for programs, a sentence that tells a delegate what happened and what to do. */
import { inEnglish, type Said, said } from '../core/message.ts'
import { fromFailure, StoreError } from '../core/store-error.ts'
import type { ErrorCode, Failure } from '../core/wire.ts'

export { fromFailure, StoreError }

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
export const findings = ['header', 'short', 'missing', 'empty', 'foreign-log', 'log', 'content'] as const
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

type FileFailure = (path: string | Said) => Said
const noPermission: FileFailure = (path) => said`You have no permission to use ${path}.`
const inUse: FileFailure = (path) =>
  said`${path} is in use by another program. Close it there, then try again.`
const notOpened: FileFailure = (path) =>
  said`${path} is nothing that can be opened as a file. Choose another one.`
const tooManyOpen: FileFailure = (path) =>
  said`${path} cannot be opened: too many files are open on this computer. Close some programs, then try again.`
const noAnswer: FileFailure = (path) =>
  said`${path} is on a disk or a server that does not answer. Connect it again, then try again.`

const fileFailures: Record<string, readonly [code: ErrorCode, message: FileFailure]> = {
  ENOSPC: [
    'disk-full',
    (path) => said`The disk is full: ${path} was not written. Make room, then try again.`,
  ],
  EDQUOT: ['disk-full', (path) => said`Your quota on the disk is used up: ${path} was not written.`],
  EROFS: ['read-only', (path) => said`${path} is on a read-only disk. Choose another folder.`],
  ENOENT: ['file-access', (path) => said`${path} is not there. It may have been moved or deleted.`],
  EEXIST: ['file-access', (path) => said`${path} is a file where a folder is needed.`],
  ENOTDIR: ['file-access', (path) => said`${path} is a file where a folder is needed.`],
  EISDIR: ['file-access', (path) => said`${path} is a folder, not a file.`],
  EACCES: ['file-access', noPermission],
  EPERM: ['file-access', noPermission],
  ELOOP: [
    'file-access',
    (path) => said`${path} is a link that leads back to itself. Choose the file it is for.`,
  ],
  ENAMETOOLONG: [
    'file-access',
    (path) => said`${path}: this name is too long for the disk. Choose a shorter one.`,
  ],
  EFBIG: [
    'file-access',
    (path) => said`${path} is larger than a file on this disk may be. Choose another disk.`,
  ],
  EIO: [
    'file-access',
    (path) => said`${path} cannot be used: the disk reported an error. Check the disk, then try again.`,
  ],
  EBUSY: ['file-access', inUse],
  ETXTBSY: ['file-access', inUse],
  EMFILE: ['file-access', tooManyOpen],
  ENFILE: ['file-access', tooManyOpen],
  ENXIO: ['file-access', notOpened],
  ENODEV: ['file-access', notOpened],
  EOPNOTSUPP: ['file-access', notOpened],
  ESTALE: ['file-access', noAnswer],
  ETIMEDOUT: ['file-access', noAnswer],
  EHOSTDOWN: ['file-access', noAnswer],
  ENOTCONN: ['file-access', noAnswer],
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
  if (file) {
    const [kind, words] = file
    const sentence = words(pathOf(error))
    return { code: kind, message: inEnglish(sentence), said: sentence }
  }
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

function pathOf(error: unknown): string | Said {
  if (!(error instanceof Error && 'path' in error && typeof error.path === 'string')) return said`The file`
  // It is written under another name until it is complete (partOf in db/store/files.ts).
  return error.path.replace(/\.\d+\.part$/, '')
}
