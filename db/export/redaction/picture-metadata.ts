/**
 * Strips a picture's metadata: author, place, time, comments, and data that telephones append. Pixels stay unchanged. Throws for a file
 * that violates its format.
 */
import { imageSize } from 'image-size'
import type { Picture } from '../../model.ts'

type Bytes = Uint8Array
type ByteRange = [start: number, end: number]

export function removeMetadata(bytes: Bytes, type: Picture['type']): Bytes {
  const parts = { 'image/jpeg': listJpegParts, 'image/png': listPngParts, 'image/gif': listGifParts }[type](
    bytes,
  )
  const kept = parts.map(([start, end]) => bytes.subarray(start, end))
  return Buffer.concat(type === 'image/jpeg' ? addOrientation(kept, bytes) : kept)
}

/** @returns the picture unchanged if it violates its format */
export function tryToRemoveMetadata<P extends Pick<Picture, 'type'> & { bytes: Bytes }>(picture: P): P {
  try {
    return { ...picture, bytes: removeMetadata(picture.bytes, picture.type) }
  } catch {
    return picture
  }
}

/** Keeps the orientation, without which a photograph may be shown on its side (Exif 2.32 §4.6.4). */
function addOrientation(parts: Bytes[], bytes: Bytes): Bytes[] {
  const { orientation = 1 } = imageSize(bytes)
  if (orientation === 1) return parts
  const segment = Buffer.from(`${EXIF_UP_TO_ORIENTATION}000${orientation}000000000000`, 'hex')
  return [...parts.slice(0, 1), segment, ...parts.slice(1)]
}

/** An application segment with one field, the orientation, up to its value. */
const EXIF_UP_TO_ORIENTATION = 'ffe10022457869660000' + '4d4d002a00000008' + '0001' + '0112000300000001'

/** ITU-T T.81 Annex B. Keeps only the application segments that affect colours: JFIF, ICC, Adobe. */
function listJpegParts(bytes: Bytes): ByteRange[] {
  const parts: ByteRange[] = [[0, 2]]
  const keep = new Set([0xe0, 0xe2, 0xee])
  let position = 2
  while (true) {
    if (readByte(bytes, position) !== 0xff) throw new Error('a JPEG marker is missing')
    const marker = readByte(bytes, position + 1)
    if (marker === 0xff) {
      position += 1 // fill byte
      continue
    }
    if (marker === 0xd9) {
      parts.push([position, position + 2])
      return parts
    }
    const end = position + 2 + readUint16(bytes, position + 2)
    const isApplication = marker >= 0xe0 && marker <= 0xef
    if (marker !== 0xfe && (!isApplication || keep.has(marker))) parts.push([position, end])
    position = end
    if (marker !== 0xda) continue
    // The data after a start of scan continues up to the next marker that is neither stuffing nor a restart.
    while (!(readByte(bytes, position) === 0xff && isMarker(readByte(bytes, position + 1)))) position += 1
    parts.push([end, position])
  }
}

function isMarker(code: number): boolean {
  return code !== 0 && code !== 0xff && (code < 0xd0 || code > 0xd7)
}

/** ISO/IEC 15948 §11: the chunks for pixels, colours, size and animation. */
const PNG_CHUNKS = new Set(
  'IHDR PLTE IDAT IEND tRNS gAMA cHRM sRGB iCCP cICP sBIT pHYs bKGD acTL fcTL fdAT'.split(' '),
)

function listPngParts(bytes: Bytes): ByteRange[] {
  const parts: ByteRange[] = [[0, 8]]
  let position = 8
  while (true) {
    const name = Buffer.from(bytes.subarray(position + 4, position + 8)).toString('latin1')
    const end = position + 12 + readUint16(bytes, position) * 0x10000 + readUint16(bytes, position + 2)
    if (end > bytes.length) throw new Error('a PNG chunk is cut short')
    if (PNG_CHUNKS.has(name)) parts.push([position, end])
    if (name === 'IEND') return parts
    position = end
  }
}

/** GIF89a §§15–26: removes comments, texts and application data, except the loop count. */
function listGifParts(bytes: Bytes): ByteRange[] {
  const getTableSize = (flags: number) => (flags & 0x80 ? 3 * 2 ** ((flags & 7) + 1) : 0)
  const parts: ByteRange[] = []
  let position = 13 + getTableSize(readByte(bytes, 10))
  parts.push([0, position])
  while (true) {
    const start = position
    const kind = readByte(bytes, position)
    if (kind === 0x3b) {
      parts.push([position, position + 1])
      return parts
    }
    if (kind === 0x2c) {
      position = skipBlocks(bytes, position + 11 + getTableSize(readByte(bytes, position + 9)))
    } else if (kind === 0x21) position = skipBlocks(bytes, position + 2)
    else throw new Error('a GIF block is missing')
    const label = readByte(bytes, start + 1)
    const name = Buffer.from(bytes.subarray(start + 3, start + 14)).toString('latin1')
    const isKept = kind === 0x2c || label === 0xf9 || (label === 0xff && name === 'NETSCAPE2.0')
    if (isKept) parts.push([start, position])
  }
}

function skipBlocks(bytes: Bytes, start: number): number {
  let position = start
  for (let size = readByte(bytes, position); size > 0; size = readByte(bytes, position)) position += 1 + size
  return position + 1
}

function readByte(bytes: Bytes, position: number): number {
  const value = bytes[position]
  if (value === undefined) throw new Error('the picture is cut short')
  return value
}

function readUint16(bytes: Bytes, position: number): number {
  return readByte(bytes, position) * 256 + readByte(bytes, position + 1)
}
