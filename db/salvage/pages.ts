/**
 * The pages of a database file that SQLite itself will not open any more, and of the log beside it: each stands for itself, so
 * that damage to some leaves the others readable (https://www.sqlite.org/fileformat2.html).
 */
import { existsSync, readFileSync } from 'node:fs'

/** By number, from 1. */
export type PageView = (number: number) => Buffer | null
/** A page that may hold rows, and the view in which what it refers to is found. */
export type Candidate = { page: Buffer; number: number; view: PageView }

const MAGIC = 'SQLite format 3\0'
const USUAL_SIZE = 4096
const LOG_HEADER = 32
const FRAME_HEADER = 24

/** Pages of the file, then those of its log, which are newer. */
export function candidatesIn(database: string): Candidate[] {
  const file = existsSync(database) ? readFileSync(database) : Buffer.alloc(0)
  const log = existsSync(`${database}-wal`) ? readFileSync(`${database}-wal`) : Buffer.alloc(0)
  const size = pageSize(file, log)
  const inFile: PageView = (number) => {
    const page = file.subarray((number - 1) * size, number * size)
    return number > 0 && page.length === size ? page : null
  }
  const frames = framesOf(log, size)
  const latest = new Map(frames.map(({ number, page }) => [number, page]))
  const together: PageView = (number) => latest.get(number) ?? inFile(number)
  const numbers = Array.from({ length: Math.floor(file.length / size) }, (_, index) => index + 1)
  return [
    ...numbers.map((number) => ({ page: inFile(number) as Buffer, number, view: inFile })),
    ...frames.map(({ number, page }) => ({ page, number, view: together })),
  ]
}

function pageSize(file: Buffer, log: Buffer): number {
  const found =
    file.toString('latin1', 0, 16) === MAGIC
      ? file.readUInt16BE(16)
      : isLog(log)
        ? log.readUInt32BE(8)
        : USUAL_SIZE
  const size = found === 1 ? 65_536 : found
  const isPossible = size >= 512 && size <= 65_536 && (size & (size - 1)) === 0
  return isPossible ? size : USUAL_SIZE
}

function isLog(log: Buffer): boolean {
  return log.length > LOG_HEADER && (log.readUInt32BE(0) & 0xfffffffe) >>> 0 === 0x377f0682
}

/** Those of the log's present round; what is behind them is of an earlier one and in the file. */
function framesOf(log: Buffer, size: number): { number: number; page: Buffer }[] {
  if (!isLog(log)) return []
  const salt = log.subarray(16, 24)
  const frames: { number: number; page: Buffer }[] = []
  for (let start = LOG_HEADER; start + FRAME_HEADER + size <= log.length; start += FRAME_HEADER + size) {
    if (!log.subarray(start + 8, start + 16).equals(salt)) continue
    frames.push({
      number: log.readUInt32BE(start),
      page: log.subarray(start + FRAME_HEADER, start + FRAME_HEADER + size),
    })
  }
  return frames
}
