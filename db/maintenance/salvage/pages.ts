/**
 * Reads the pages of a database file that SQLite cannot open, and of the log beside it, each independently, so that damage to some leaves
 * the other pages readable (https://www.sqlite.org/fileformat2.html).
 */
import { existsSync, readFileSync } from 'node:fs'
import { parseLog } from '../../store/log-file.ts'
import { decryptPage } from '../../store/page-cipher.ts'
import type { DataKey } from '../../store/vault-slot.ts'

/** @returns the page with this number, from 1 */
export type PageView = (number: number) => Buffer | null
/** A page that may contain rows, and the view in which to look up pages that it refers to. */
export type Candidate = { page: Buffer; number: number; view: PageView }

const MAGIC = 'SQLite format 3\0'
const DEFAULT_PAGE_BYTES = 4096

/** @returns the pages of the file, followed by newer pages in its log. Leaves out pages that `key` does not decrypt */
export function findCandidates(database: string, key: DataKey | null): Candidate[] {
  const file = existsSync(database) ? readFileSync(database) : Buffer.alloc(0)
  const log = existsSync(`${database}-wal`) ? readFileSync(`${database}-wal`) : Buffer.alloc(0)
  const size = getPageSize(file)
  const decrypt = (page: Buffer, number: number) => (key ? decryptPage(key, page, number) : page)
  const readFromFile: PageView = (number) => {
    const page = file.subarray((number - 1) * size, number * size)
    return number > 0 && page.length === size ? decrypt(page, number) : null
  }
  const frames = (parseLog(log, size)?.frames ?? []).flatMap(({ page, data }) => {
    const plain = decrypt(data, page)
    return plain ? [{ page, data: plain }] : []
  })
  const latest = new Map(frames.map(({ page, data }) => [page, data]))
  const readLatest: PageView = (number) => latest.get(number) ?? readFromFile(number)
  const numbers = Array.from({ length: Math.floor(file.length / size) }, (_, index) => index + 1)
  return [
    ...numbers.flatMap((number) => {
      const page = readFromFile(number)
      return page ? [{ page, number, view: readFromFile }] : []
    }),
    ...frames.map(({ page, data }) => ({ page: data, number: page, view: readLatest })),
  ]
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
