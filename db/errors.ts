/** Failures as values: a code for programs, and a message for delegates on what happened and what to do. */
import { toEnglish } from '../core/i18n/english-messages.ts'
import { type Message, type MessageCode, message } from '../core/i18n/message.ts'
import type { ErrorCode, Failure } from '../core/wire.ts'

/** An English text for the log, instead of a message: for an error that only a fault in the app can cause. */
export type LogText = { log: string }

export function toLogText(log: string): LogText {
  return { log }
}

/**
 * An error with a code for programs and a message for delegates in any language: what happened and what to do. An error with a LogText has
 * no message; the window then shows a general text for its code.
 */
export class StoreError extends Error {
  readonly code: ErrorCode
  /** null if the error has a LogText. */
  readonly details: Message | null
  constructor(code: ErrorCode, text: Message | LogText, options?: ErrorOptions) {
    super('log' in text ? text.log : toEnglish(text), options)
    this.name = 'StoreError'
    this.code = code
    this.details = 'log' in text ? null : text
  }
}

export function createFailure(code: ErrorCode, details: Message): Failure {
  return { code, message: toEnglish(details), details }
}

/** Restores an error thrown in another thread or process. */
export function toError({ code, message, details }: Failure): StoreError {
  return new StoreError(code, details ?? toLogText(message))
}

/** The database file cannot be trusted. At the start, this error leads to recovery. */
export class DamageError extends StoreError {
  readonly finding: Finding
  constructor(finding: Finding, reason: Message, options?: ErrorOptions) {
    super('damaged', reason, options)
    this.name = 'DamageError'
    this.finding = finding
  }
}

/** Kinds of damage, which the interface describes in its language. `content`: anywhere inside the file. */
export const findings = ['header', 'short', 'missing', 'empty', 'foreign-log', 'log', 'content'] as const
export type Finding = (typeof findings)[number]

export function getFinding(error: unknown): Finding {
  if (error instanceof DamageError) return error.finding
  return getCode(error).startsWith('SQLITE_NOTADB') ? 'header' : 'content'
}

const sqliteFailures: readonly (readonly [prefix: string, code: ErrorCode, message: MessageCode])[] = [
  ['SQLITE_FULL', 'disk-full', 'database.disk-full'],
  ['SQLITE_READONLY', 'read-only', 'database.not-writable'],
  ['SQLITE_BUSY', 'busy', 'database.busy'],
  ['SQLITE_CORRUPT', 'damaged', 'database.damaged'],
  ['SQLITE_NOTADB', 'damaged', 'database.not-database'],
  ['SQLITE_IOERR', 'file-access', 'database.disk-error'],
  ['SQLITE_CANTOPEN', 'file-access', 'database.not-openable'],
  ['SQLITE_PERM', 'file-access', 'database.not-openable'],
]

type FileFailure = (path: string | Message) => Message
const describeNoPermission: FileFailure = (path) => message('file.no-permission', { file: path })
const describeInUse: FileFailure = (path) => message('file.in-use', { file: path })
const describeNotOpened: FileFailure = (path) => message('file.not-openable', { file: path })
const describeTooManyOpen: FileFailure = (path) => message('file.too-many-open', { file: path })
const describeFolder: FileFailure = (path) => message('file.is-folder', { file: path })
const describeNoAnswer: FileFailure = (path) => message('file.no-answer', { file: path })

const fileFailures: Record<string, readonly [code: ErrorCode, message: FileFailure]> = {
  ENOSPC: ['disk-full', (path) => message('file.disk-full', { file: path })],
  EDQUOT: ['disk-full', (path) => message('file.quota-used', { file: path })],
  EROFS: ['read-only', (path) => message('file.read-only', { file: path })],
  ENOENT: ['file-access', (path) => message('file.missing', { file: path })],
  EEXIST: ['file-access', (path) => message('file.not-folder', { file: path })],
  ENOTDIR: ['file-access', (path) => message('file.not-folder', { file: path })],
  EISDIR: ['file-access', describeFolder],
  // An error of fs.rm, which checks this itself.
  ERR_FS_EISDIR: ['file-access', describeFolder],
  EACCES: ['file-access', describeNoPermission],
  EPERM: ['file-access', describeNoPermission],
  ELOOP: ['file-access', (path) => message('file.link-loop', { file: path })],
  ENAMETOOLONG: ['file-access', (path) => message('file.name-too-long', { file: path })],
  EFBIG: ['file-access', (path) => message('file.too-large-for-disk', { file: path })],
  EIO: ['file-access', (path) => message('file.disk-error', { file: path })],
  EBUSY: ['file-access', describeInUse],
  ETXTBSY: ['file-access', describeInUse],
  EMFILE: ['file-access', describeTooManyOpen],
  ENFILE: ['file-access', describeTooManyOpen],
  ENXIO: ['file-access', describeNotOpened],
  ENODEV: ['file-access', describeNotOpened],
  EOPNOTSUPP: ['file-access', describeNotOpened],
  ESTALE: ['file-access', describeNoAnswer],
  ETIMEDOUT: ['file-access', describeNoAnswer],
  EHOSTDOWN: ['file-access', describeNoAnswer],
  ENOTCONN: ['file-access', describeNoAnswer],
}

/** Converts anything thrown to a failure that can cross the port. Logs unexpected errors in full. */
export function toFailure(error: unknown): Failure {
  if (error instanceof StoreError) {
    const { code, message, details } = error
    return details ? { code, message, details } : { code, message }
  }
  const code = getCode(error)
  const known = sqliteFailures.find(([prefix]) => code.startsWith(prefix))
  if (known) return createFailure(known[1], message(known[2]))
  const file = fileFailures[code]
  if (file) {
    const [kind, describe] = file
    return createFailure(kind, describe(getPath(error)))
  }
  logProblem(error)
  const detail = error instanceof Error ? error.message : String(error)
  return createFailure('internal', message('common.internal', { detail }))
}

/** @returns SQLite's extended code or the operating system's; '' if there is neither */
export function getCode(error: unknown): string {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : ''
}

/** Whether the error means that the database file itself is damaged. */
export function isDamage(error: unknown): boolean {
  const code = getCode(error)
  return error instanceof DamageError || code.startsWith('SQLITE_CORRUPT') || code.startsWith('SQLITE_NOTADB')
}

export function logProblem(error: unknown): void {
  console.error(error instanceof Error ? (error.stack ?? error.message) : error)
}

function getPath(error: unknown): string | Message {
  if (!(error instanceof Error && 'path' in error && typeof error.path === 'string'))
    return message('file.the-file')
  // Files are written under a temporary name until complete (getTemporaryPath in db/store/files.ts).
  return error.path.replace(/\.\d+\.part$/, '')
}
