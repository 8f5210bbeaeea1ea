import { crc32, deflateSync } from 'node:zlib'

/** A picture as rows of red, green and blue bytes. */
export interface Picture {
  width: number
  height: number
  rgb: Buffer
}

/**
 * Reads the X window dump of Xvfb's screen (XWDFile.h, version 7): a header of big-endian words, a table of 12-byte colours, then four
 * bytes for each pixel, blue first.
 */
export function readScreenDump(dump: Buffer): Picture {
  const readWord = (index: number) => dump.readUInt32BE(index * 4)
  const headerSize = readWord(0)
  const version = readWord(1)
  const width = readWord(4)
  const height = readWord(5)
  const bitsPerPixel = readWord(11)
  const bytesPerLine = readWord(12)
  const colours = readWord(19)
  if (version !== 7 || bitsPerPixel !== 32) {
    throw new Error(`not a screen dump of 32 bits per pixel (version ${version}, ${bitsPerPixel} bits)`)
  }
  const start = headerSize + colours * 12
  const rgb = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const source = start + y * bytesPerLine + x * 4
      const target = (y * width + x) * 3
      rgb[target] = dump[source + 2] ?? 0
      rgb[target + 1] = dump[source + 1] ?? 0
      rgb[target + 2] = dump[source] ?? 0
    }
  }
  return { width, height, rgb }
}

/** Counts the colours of a picture, at most up to `enough`. An empty screen has one colour. */
export function countColours({ rgb }: Picture, enough: number): number {
  const seen = new Set<number>()
  for (let offset = 0; offset < rgb.length && seen.size < enough; offset += 3) {
    seen.add(rgb.readUIntBE(offset, 3))
  }
  return seen.size
}

/** Writes a picture as PNG (ISO/IEC 15948): 8-bit RGB, no filter. */
export function toPng({ width, height, rgb }: Picture): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  const lines = Buffer.alloc(height * (width * 3 + 1))
  for (let y = 0; y < height; y++) {
    rgb.copy(lines, y * (width * 3 + 1) + 1, y * width * 3, (y + 1) * width * 3)
  }
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return Buffer.concat([
    signature,
    createChunk('IHDR', header),
    createChunk('IDAT', deflateSync(lines)),
    createChunk('IEND', Buffer.alloc(0)),
  ])
}

function createChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const chunk = Buffer.alloc(body.length + 8)
  chunk.writeUInt32BE(data.length, 0)
  body.copy(chunk, 4)
  chunk.writeUInt32BE(crc32(body), body.length + 4)
  return chunk
}
