/** Creates real PNG files (ISO/IEC 15948). */
import { crc32, deflateSync } from 'node:zlib'

/** A picture in a single colour. `claimed`: the size in the header, if it differs. */
export function createPng(
  width: number,
  height: number,
  claimed = { width, height },
): Uint8Array<ArrayBuffer> {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(claimed.width, 0)
  header.writeUInt32BE(claimed.height, 4)
  // Eight bits each of red, green and blue.
  header.set([8, 2, 0, 0, 0], 8)
  return encode(
    header,
    Array.from({ length: height }, () => Buffer.alloc(width * 3, 0x64)),
  )
}

/** A picture with a byte of grey for each pixel. */
export function makeGreyPng(width: number, height: number, pixels: Uint8Array): Uint8Array<ArrayBuffer> {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 0, 0, 0, 0], 8)
  const rows = Array.from({ length: height }, (_, row) => pixels.subarray(row * width, (row + 1) * width))
  return encode(header, rows)
}

function encode(header: Buffer, rows: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  // Each row begins with the number of its filter: none.
  const pixels = deflateSync(Buffer.concat(rows.flatMap((row) => [Buffer.alloc(1), row])))
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])
  return new Uint8Array(
    Buffer.concat([
      signature,
      createChunk('IHDR', header),
      createChunk('IDAT', pixels),
      createChunk('IEND', Buffer.alloc(0)),
    ]),
  )
}

function createChunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'ascii'), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}
