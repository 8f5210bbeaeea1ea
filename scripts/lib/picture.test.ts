import { inflateSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { countColours, readScreenDump, toPng } from './picture.ts'

/** A dump of two by two pixels: red, green / blue, white; lines padded to 12 bytes, one colour in the table. */
function dump({ bitsPerPixel = 32 } = {}): Buffer {
  const headerSize = 104
  const header = Buffer.alloc(headerSize + 12)
  const words: Record<number, number> = { 0: headerSize, 1: 7, 4: 2, 5: 2, 11: bitsPerPixel, 12: 12, 19: 1 }
  for (const [index, value] of Object.entries(words)) header.writeUInt32BE(value, Number(index) * 4)
  const padding = [9, 9, 9, 9]
  const first = [0, 0, 255, 0, 0, 255, 0, 0, ...padding]
  const second = [255, 0, 0, 0, 255, 255, 255, 0, ...padding]
  return Buffer.concat([header, Buffer.from([...first, ...second])])
}

const red = [255, 0, 0]
const green = [0, 255, 0]
const blue = [0, 0, 255]
const white = [255, 255, 255]

test('reads a screen dump without its padding and colour table', () => {
  const picture = readScreenDump(dump())
  expect([picture.width, picture.height]).toEqual([2, 2])
  expect([...picture.rgb]).toEqual([...red, ...green, ...blue, ...white])
})

test('refuses another kind of dump', () => {
  expect(() => readScreenDump(dump({ bitsPerPixel: 8 }))).toThrow('8 bits')
})

test('counts colours only up to the limit', () => {
  const picture = readScreenDump(dump())
  expect(countColours(picture, 16)).toBe(4)
  expect(countColours(picture, 2)).toBe(2)
})

test('the PNG has the same pixels, with a filter byte before each line', () => {
  const png = toPng(readScreenDump(dump()))
  expect(png.subarray(1, 4).toString()).toBe('PNG')
  expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([2, 2])
  const at = png.indexOf('IDAT')
  const data = inflateSync(png.subarray(at + 4, at + 4 + png.readUInt32BE(at - 4)))
  expect([...data]).toEqual([0, ...red, ...green, 0, ...blue, ...white])
})
