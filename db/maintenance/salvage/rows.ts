/** Reads the rows of a table leaf page (fileformat2 §1.6, §2.1). */
import { isUtf8 } from 'node:buffer'
import type { Candidate, PageView } from './pages.ts'

export type Value = string | number | Buffer | null
/** `cut`: part of the row was on unreadable pages, or a text in it is overwritten. */
export type Row = { id: number; values: Value[]; cut: boolean }

const LEAF_OF_TABLE = 0x0d
/** The first page starts with the header of the file. */
const FILE_HEADER = 100
/** All our tables have fewer columns, so a higher number means damage. */
const MAX_COLUMNS = 200

export function getRows({ page, number, view }: Candidate): Row[] {
  const start = number === 1 ? FILE_HEADER : 0
  if (page[start] !== LEAF_OF_TABLE) return []
  const count = Math.min(page.readUInt16BE(start + 3), Math.floor((page.length - start - 8) / 2))
  const rows: Row[] = []
  for (let cell = 0; cell < count; cell += 1) {
    const row = readRow(page, page.readUInt16BE(start + 8 + cell * 2), view)
    if (row) rows.push(row)
  }
  return rows
}

/** @returns null if the bytes cannot be a row */
function readRow(page: Buffer, offset: number, view: PageView): Row | null {
  try {
    const [size, afterSize] = readVarint(page, offset)
    const [id, start] = readVarint(page, afterSize)
    const local = getLocalSize(size, page.length)
    if (start + local > page.length) return null
    const parts = [page.subarray(start, start + local)]
    if (local < size)
      parts.push(...readOverflow(page.readUInt32BE(start + local), size - local, page.length, view))
    const payload = Buffer.concat(parts)
    const parsed = parseValues(payload)
    return parsed && { id, ...parsed, cut: parsed.cut || payload.length < size }
  } catch (error) {
    // An offset is outside the page.
    if (error instanceof RangeError) return null
    throw error
  }
}

/** The number of a row's bytes that are on the page itself (§1.6). */
function getLocalSize(size: number, usable: number): number {
  const most = usable - 35
  if (size <= most) return size
  const least = Math.floor(((usable - 12) * 32) / 255) - 23
  const local = least + ((size - least) % (usable - 4))
  return local <= most ? local : least
}

/** Reads overflow pages as far as their chain can be followed. */
function readOverflow(first: number, size: number, usable: number, view: PageView): Buffer[] {
  const parts: Buffer[] = []
  const seen = new Set<number>()
  let number = first
  let bytesLeft = size
  while (number > 0 && bytesLeft > 0 && !seen.has(number)) {
    seen.add(number)
    const page = view(number)
    if (!page) break
    parts.push(page.subarray(4, 4 + Math.min(bytesLeft, usable - 4)))
    bytesLeft -= usable - 4
    number = page.readUInt32BE(0)
  }
  return parts
}

function parseValues(payload: Buffer): Pick<Row, 'values' | 'cut'> | null {
  const [headerSize, first] = readVarint(payload, 0)
  if (headerSize > payload.length || headerSize < first) return null
  const types: number[] = []
  for (let offset = first; offset < headerSize; ) {
    const [type, next] = readVarint(payload, offset)
    types.push(type)
    offset = next
  }
  if (types.length > MAX_COLUMNS) return null
  let offset = headerSize
  let cut = false
  const values = types.map((type) => {
    const size = getSize(type)
    const bytes = payload.subarray(offset, offset + size)
    offset += size
    if (!isTextType(type) || isSoundText(bytes)) return readValue(type, bytes)
    cut = true
    return readSoundStart(bytes)
  })
  return { values, cut }
}

function isTextType(type: number): boolean {
  return type >= 12 && type % 2 === 1
}

/** A page that was overwritten is hardly ever valid UTF-8, or has zeroes, which no text has. */
function isSoundText(bytes: Buffer): boolean {
  return isUtf8(bytes) && !bytes.includes(0)
}

function readSoundStart(bytes: Buffer): string {
  return bytes.toString('utf8').split(/[\0\uFFFD]/, 1)[0] ?? ''
}

function getSize(type: number): number {
  if (type >= 12) return Math.floor((type - 12) / 2)
  return [0, 1, 2, 3, 4, 6, 8, 8, 0, 0, 0, 0][type] ?? 0
}

function readValue(type: number, bytes: Buffer): Value {
  if (type >= 12) return isTextType(type) ? bytes.toString('utf8') : bytes
  if (type === 8 || type === 9) return type - 8
  if (type === 0 || type >= 10 || bytes.length === 0) return null
  if (type === 7) return bytes.length === 8 ? bytes.readDoubleBE() : null
  if (type === 6) return bytes.length === 8 ? Number(bytes.readBigInt64BE()) : null
  return bytes.readIntBE(0, bytes.length)
}

/** @returns the value and the position after it (§1.6) */
function readVarint(bytes: Buffer, offset: number): [value: number, end: number] {
  let value = 0
  for (let index = 0; index < 8; index += 1) {
    const byte = bytes.readUInt8(offset + index)
    value = value * 128 + (byte & 0x7f)
    if (byte < 128) return [value, offset + index + 1]
  }
  return [value * 256 + bytes.readUInt8(offset + 8), offset + 9]
}
