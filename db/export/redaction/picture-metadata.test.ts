import { deflateSync } from 'node:zlib'
import { imageSize } from 'image-size'
import { expect, test } from 'vitest'
import { createPng } from '../../testing/pictures.ts'
import { removeMetadata, tryToRemoveMetadata } from './picture-metadata.ts'

const secret = 'Ada Lovelace, 46.2 N 6.1 E'
const ascii = (text: string) => Buffer.from(text, 'latin1')

/** Builds the smallest grey JPEG, segment by segment. */
function jpeg(exif = ascii(`Exif\0\0${secret}`)): Buffer {
  const segment = (marker: number, data: Buffer) => {
    const length = Buffer.alloc(2)
    length.writeUInt16BE(data.length + 2)
    return Buffer.concat([Buffer.from([0xff, marker]), length, data])
  }
  return Buffer.concat([
    Buffer.from([0xff, 0xd8]),
    segment(0xe0, Buffer.concat([ascii('JFIF\0'), Buffer.from([1, 1, 0, 0, 1, 0, 1, 0, 0])])),
    segment(0xe1, exif),
    segment(0xed, ascii(`Photoshop 3.0\0${secret}`)),
    segment(0xfe, ascii(secret)),
    segment(0xdb, Buffer.concat([Buffer.from([0]), Buffer.alloc(64, 1)])),
    segment(0xc0, Buffer.from([8, 0, 8, 0, 8, 1, 1, 0x11, 0])),
    segment(0xc4, Buffer.concat([Buffer.from([0, 1]), Buffer.alloc(15), Buffer.from([0])])),
    segment(0xc4, Buffer.concat([Buffer.from([0x10, 1]), Buffer.alloc(15), Buffer.from([0])])),
    segment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
    Buffer.from([0x3f, 0xff, 0x00]),
    Buffer.from([0xff, 0xd9]),
    // A video, as telephones append to a live photo.
    ascii(`ftypmp4 ${secret}`),
  ])
}

function createPngWith(...chunks: [string, Buffer][]): Buffer {
  const plain = Buffer.from(createPng(8, 8))
  const end = plain.length - 12
  const made = chunks.map(([name, data]) => {
    const length = Buffer.alloc(4)
    length.writeUInt32BE(data.length)
    return Buffer.concat([length, ascii(name), data, Buffer.alloc(4)])
  })
  return Buffer.concat([plain.subarray(0, end), ...made, plain.subarray(end), ascii(secret)])
}

function gif(): Buffer {
  const blocks = (text: string) => Buffer.concat([Buffer.from([text.length]), ascii(text), Buffer.from([0])])
  return Buffer.concat([
    ascii('GIF89a'),
    Buffer.from([1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff]),
    Buffer.from([0x21, 0xff, 11]),
    ascii('NETSCAPE2.0'),
    Buffer.from([3, 1, 0, 0, 0]),
    Buffer.from([0x21, 0xfe]),
    blocks(secret),
    Buffer.from([0x21, 0xff, 11]),
    ascii('XMP DataXMP'),
    blocks(secret),
    Buffer.from([0x21, 0xf9, 4, 0, 0, 0, 0, 0]),
    Buffer.from([0x2c, 0, 0, 0, 0, 1, 0, 1, 0, 0, 2, 2, 0x44, 1, 0]),
    Buffer.from([0x3b]),
    ascii(secret),
  ])
}

test.each([
  ['image/jpeg', jpeg(), 'jpg'],
  [
    'image/png',
    createPngWith(
      ['tEXt', ascii(`Author\0${secret}`)],
      ['zTXt', Buffer.concat([ascii('x\0\0'), deflateSync(ascii(secret))])],
      ['eXIf', ascii(secret)],
    ),
    'png',
  ],
  ['image/gif', gif(), 'gif'],
] as const)('%s: only the picture is left', (type, bytes, extension) => {
  const bare = Buffer.from(removeMetadata(bytes, type))
  expect(bytes.includes(secret)).toBe(true)
  expect(bare.includes(secret)).toBe(false)
  expect(bare.length).toBeLessThan(bytes.length)
  const { width, height, type: read } = imageSize(bare)
  const { width: wide, height: high } = imageSize(bytes)
  expect([width, height, read]).toEqual([wide, high, extension])
  // Stripping it again changes nothing.
  expect(Buffer.from(removeMetadata(bare, type)).equals(bare)).toBe(true)
  expect(bare.includes('zTXt')).toBe(false)
})

test('a truncated picture is refused', () => {
  for (const [type, bytes] of [
    ['image/jpeg', jpeg()],
    ['image/png', createPngWith()],
    ['image/gif', gif()],
  ] as const) {
    expect(() => removeMetadata(bytes.subarray(0, 40), type)).toThrow()
  }
})

test('a picture with added metadata is stripped to its original bytes', () => {
  const bare = removeMetadata(createPngWith(['tEXt', ascii(`Author\0${secret}`)]), 'image/png')
  expect(Buffer.from(bare).equals(Buffer.from(createPng(8, 8)))).toBe(true)
})

test('a photograph that is stored on its side is still shown upright', () => {
  const orientation = [1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0]
  const [head, end] = [ascii('Exif\0\0MM\0*\0\0\0\x08\0\x01'), Buffer.from([0, 0, 0, 0])]
  const bytes = jpeg(Buffer.concat([head, Buffer.from(orientation), end, ascii(secret)]))
  const bare = Buffer.from(removeMetadata(bytes, 'image/jpeg'))
  expect(bare.includes(secret)).toBe(false)
  expect(imageSize(bare).orientation).toBe(6)
  expect(Buffer.from(removeMetadata(bare, 'image/jpeg')).equals(bare)).toBe(true)
})

test('a picture that violates its format is left unchanged without the Chatham House Rule', () => {
  const bytes = jpeg().subarray(0, 40)
  expect(tryToRemoveMetadata({ type: 'image/jpeg', bytes }).bytes).toBe(bytes)
})
