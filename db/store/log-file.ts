/**
 * Parses write-ahead logs, including logs that SQLite would not replay to the end
 * (https://www.sqlite.org/fileformat2.html#the_write_ahead_log).
 */
import { writeFileSync } from 'node:fs'

export type Frame = {
  page: number
  data: Buffer
  /** Size of the database in pages, if the frame ends a transaction; otherwise 0. */
  commit: number
  /** Each checksum includes the one before it, so the frame after an invalid one is unverified. */
  state: 'valid' | 'invalid' | 'unverified'
}
export type LogFile = {
  pageSize: number
  isHeaderValid: boolean
  /** Frames written since SQLite last restarted the log. Leaves out older frames, which are already in the database file. */
  frames: Frame[]
  /** Number of frames that SQLite replays: up to the last transaction before the first invalid frame. */
  replayed: number
}

const HEADER_BYTES = 32
const FRAME_HEADER_BYTES = 24
const LITTLE_ENDIAN = 0x377f0682
const BIG_ENDIAN = 0x377f0683
const VERSION = 3_007_000

/** Whether the log ends within a frame or header, as after a power cut or an incomplete copy. */
export function isCutShort(length: number, pageSize: number): boolean {
  return length < HEADER_BYTES || (length - HEADER_BYTES) % (FRAME_HEADER_BYTES + pageSize) !== 0
}

/** `pageSize` is used if the header is damaged. @returns null if the log has no frames */
export function parseLog(log: Buffer, pageSize: number): LogFile | null {
  const header = readHeader(log)
  const pageBytes = header?.pageSize ?? pageSize
  const frameBytes = FRAME_HEADER_BYTES + pageBytes
  const count = Math.floor((log.length - HEADER_BYTES) / frameBytes)
  if (count < 1) return null
  const getEntry = (index: number) =>
    log.subarray(HEADER_BYTES + index * frameBytes, HEADER_BYTES + (index + 1) * frameBytes)
  const hasValidChecksum = (index: number, isLittleEndian: boolean) => {
    const seed = index === 0 ? log.subarray(24, 32) : getEntry(index - 1).subarray(16, 24)
    const frame = getEntry(index)
    const sum = computeChecksum(
      frame.subarray(0, 8),
      [seed.readUInt32BE(0), seed.readUInt32BE(4)],
      isLittleEndian,
    )
    return isEqualSum(
      computeChecksum(frame.subarray(FRAME_HEADER_BYTES), sum, isLittleEndian),
      frame.subarray(16, 24),
    )
  }
  const generation = header ?? guessGeneration(count, getEntry, hasValidChecksum)
  if (!generation) return null
  const frames: Frame[] = []
  // Whether the header and all frames so far are valid. SQLite replays no frame after an invalid one.
  let isUnbroken = header !== null
  let isSeedValid = isUnbroken
  let replayed = 0
  for (let index = 0; index < count; index += 1) {
    const frame = getEntry(index)
    const isOfGeneration = frame.subarray(8, 16).equals(generation.salt)
    const isValid =
      isOfGeneration && frame.readUInt32BE(0) > 0 && hasValidChecksum(index, generation.isLittleEndian)
    const stateIfWrong = isSeedValid ? 'invalid' : 'unverified'
    const state = isValid ? 'valid' : stateIfWrong
    isSeedValid = isValid
    isUnbroken &&= isValid
    // Skips a frame with an overwritten header; later frames may still belong to the generation.
    if (!isOfGeneration) continue
    const commit = frame.readUInt32BE(4)
    frames.push({ page: frame.readUInt32BE(0), data: frame.subarray(FRAME_HEADER_BYTES), commit, state })
    if (isUnbroken && commit > 0) replayed = frames.length
  }
  return { pageSize: pageBytes, isHeaderValid: header !== null, frames, replayed }
}

/** SQLite chooses a new salt each time that it restarts the log. */
type Generation = { salt: Buffer; isLittleEndian: boolean }

/** @returns null if SQLite would treat the log as empty */
function readHeader(log: Buffer): (Generation & { pageSize: number }) | null {
  if (log.length < HEADER_BYTES) return null
  const magic = log.readUInt32BE(0)
  if (magic !== LITTLE_ENDIAN && magic !== BIG_ENDIAN) return null
  const isLittleEndian = magic === LITTLE_ENDIAN
  if (!isEqualSum(computeChecksum(log.subarray(0, 24), [0, 0], isLittleEndian), log.subarray(24, 32)))
    return null
  return { salt: log.subarray(16, 24), isLittleEndian, pageSize: log.readUInt32BE(8) }
}

/** Guesses the salt from the first two consecutive frames. */
function guessGeneration(
  count: number,
  getEntry: (index: number) => Buffer,
  hasValidChecksum: (index: number, isLittleEndian: boolean) => boolean,
): Generation | null {
  for (let index = 1; index < count; index += 1) {
    const salt = getEntry(index).subarray(8, 16)
    const saltBefore = getEntry(index - 1).subarray(8, 16)
    if (!saltBefore.equals(salt)) continue
    const isLittleEndian = [true, false].find((order) => hasValidChecksum(index, order))
    if (isLittleEndian !== undefined) return { salt, isLittleEndian }
  }
  return null
}

type Sum = [number, number]

/** fileformat2 §4.2 */
function computeChecksum(bytes: Buffer, [first, second]: Sum, isLittleEndian: boolean): Sum {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  let [a, b] = [first | 0, second | 0]
  for (let offset = 0; offset + 8 <= bytes.length; offset += 8) {
    a = (a + view.getInt32(offset, isLittleEndian) + b) | 0
    b = (b + view.getInt32(offset + 4, isLittleEndian) + a) | 0
  }
  return [a >>> 0, b >>> 0]
}

function isEqualSum([a, b]: Sum, stored: Buffer): boolean {
  return stored.readUInt32BE(0) === a && stored.readUInt32BE(4) === b
}

/**
 * @returns the frames that SQLite will not replay, up to the last valid frame that ends a transaction. Later frames were not committed, or
 * the frame that ends their transaction is damaged.
 */
export function getUnreplayed({ frames, replayed }: LogFile): Frame[] {
  return frames.slice(replayed, findLastCommit(frames) + 1)
}

function findLastCommit(frames: Frame[]): number {
  return frames.findLastIndex(({ commit, state }) => commit > 0 && state === 'valid')
}

/** Writes a replayable log of one transaction with the newest version of each page that is not known to be invalid. */
export function writeRepairedLog({ pageSize, frames }: LogFile, path: string): void {
  const end = findLastCommit(frames)
  const size = frames[end]?.commit ?? 0
  const usable = frames.slice(0, end + 1).filter(({ page, state }) => state !== 'invalid' && page <= size)
  const pages = [...new Map(usable.map(({ page, data }) => [page, data]))]
  const header = makeHeader([BIG_ENDIAN, VERSION, pageSize, 0, 1, 1], HEADER_BYTES)
  let sum = computeChecksum(header.subarray(0, 24), [0, 0], false)
  writeSum(header, 24, sum)
  const parts = [header]
  for (const [index, [page, data]] of pages.entries()) {
    const commit = index === pages.length - 1 ? size : 0
    const frame = makeHeader([page, commit, 1, 1], FRAME_HEADER_BYTES)
    sum = computeChecksum(data, computeChecksum(frame.subarray(0, 8), sum, false), false)
    writeSum(frame, 16, sum)
    parts.push(frame, data)
  }
  writeFileSync(path, Buffer.concat(parts))
}

function makeHeader(values: number[], length: number): Buffer {
  const header = Buffer.alloc(length)
  for (const [index, value] of values.entries()) header.writeUInt32BE(value, index * 4)
  return header
}

function writeSum(target: Buffer, offset: number, [a, b]: Sum): void {
  target.writeUInt32BE(a, offset)
  target.writeUInt32BE(b, offset + 4)
}
