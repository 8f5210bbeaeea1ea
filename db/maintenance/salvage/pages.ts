/**
 * Reads the pages of a database file that SQLite cannot open, and of the log beside it, each independently, so that damage to some leaves
 * the other pages readable (https://www.sqlite.org/fileformat2.html).
 */
import { closeSync, existsSync, fstatSync, openSync } from 'node:fs'
import { readAroundErrors, readOrZeroes } from '../../store/files.ts'
import { parseLog } from '../../store/log-file.ts'
import { decryptPage } from '../../store/page-cipher.ts'
import type { DataKey } from '../../store/vault-slot.ts'

/** @returns the page with this number, from 1 */
export type PageView = (number: number) => Buffer | null
/** A page that may contain rows, and the view in which to look up pages that it refers to. */
export type Candidate = { page: Buffer; number: number; view: PageView }

const MAGIC = 'SQLite format 3\0'
const DEFAULT_PAGE_BYTES = 4096

/**
 * Reads the pages of the file, followed by newer pages in its log. Pages of the log that are known to be damaged come first, since the
 * last of several otherwise equal rows is kept. Leaves out pages that `key` does not decrypt.
 */
export function* findCandidates(database: string, key: DataKey | null): Generator<Candidate> {
  const handle = existsSync(database) ? openSync(database, 'r') : null
  try {
    yield* readCandidates(handle, `${database}-wal`, key)
  } finally {
    if (handle !== null) closeSync(handle)
  }
}

/** Reads page by page, since the file may be larger than a buffer can be. */
function* readCandidates(handle: number | null, logFile: string, key: DataKey | null): Generator<Candidate> {
  const log = existsSync(logFile) ? readAroundErrors(logFile) : Buffer.alloc(0)
  const read = (position: number, length: number) =>
    handle === null ? Buffer.alloc(0) : readOrZeroes(handle, position, length)
  const size = getPageSize(read(0, 100))
  const decrypt = (page: Buffer, number: number) => (key ? decryptPage(key, page, number) : page)
  const readFromFile: PageView = (number) => {
    const page = number > 0 ? read((number - 1) * size, size) : Buffer.alloc(0)
    return page.length === size ? decrypt(page, number) : null
  }
  const frames = (parseLog(log, size)?.frames ?? []).flatMap(({ page, data, state }) => {
    const plain = decrypt(data, page)
    return plain ? [{ page, data: plain, isDamaged: state === 'invalid' }] : []
  })
  const damaged = frames.filter(({ isDamaged }) => isDamaged)
  const others = frames.filter(({ isDamaged }) => !isDamaged)
  const latest = new Map([...damaged, ...others].map(({ page, data }) => [page, data]))
  const readLatest: PageView = (number) => latest.get(number) ?? readFromFile(number)
  const toCandidate = ({ page, data }: { page: number; data: Buffer }) => ({
    page: data,
    number: page,
    view: readLatest,
  })
  yield* damaged.map(toCandidate)
  const count = handle === null ? 0 : Math.floor(fstatSync(handle).size / size)
  for (let number = 1; number <= count; number += 1) {
    const page = readFromFile(number)
    if (page) yield { page, number, view: readFromFile }
  }
  yield* others.map(toCandidate)
}

/** Whether the file begins as an unencrypted database does. */
export function isPlainDatabase(file: Buffer): boolean {
  return file.toString('latin1', 0, MAGIC.length) === MAGIC
}

/** @returns the page size in the header of the database file, or the default if the file is encrypted or its header damaged */
export function getPageSize(file: Buffer): number {
  const stored = isPlainDatabase(file) ? file.readUInt16BE(16) : DEFAULT_PAGE_BYTES
  const size = stored === 1 ? 65_536 : stored
  const isPossible = size >= 512 && size <= 65_536 && (size & (size - 1)) === 0
  return isPossible ? size : DEFAULT_PAGE_BYTES
}
