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
  const [headerSize, version, width, height] = [readWord(0), readWord(1), readWord(4), readWord(5)]
  const [bitsPerPixel, bytesPerLine, colours] = [readWord(11), readWord(12), readWord(19)]
  if (version !== 7 || bitsPerPixel !== 32) {
    throw new Error(`not a screen dump of 32 bits per pixel (version ${version}, ${bitsPerPixel} bits)`)
  }
  const start = headerSize + colours * 12
  const rgb = Buffer.alloc(width * height * 3)
  for (let y = 0, to = 0; y < height; y++) {
    for (let x = 0, from = start + y * bytesPerLine; x < width; x++, from += 4) {
      rgb[to++] = dump[from + 2] ?? 0
      rgb[to++] = dump[from + 1] ?? 0
      rgb[to++] = dump[from] ?? 0
    }
  }
  return { width, height, rgb }
}

/** Counts the colours of a picture up to `enough`. An empty screen has one. */
export function countColours({ rgb }: Picture, enough: number): number {
  const seen = new Set<number>()
  for (let at = 0; at < rgb.length && seen.size < enough; at += 3) seen.add(rgb.readUIntBE(at, 3))
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
  const framed = Buffer.alloc(body.length + 8)
  framed.writeUInt32BE(data.length, 0)
  body.copy(framed, 4)
  framed.writeUInt32BE(crc32(body), body.length + 4)
  return framed
}
