import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeContentLines } from './write-content-lines.ts'

const folded = (line: string) => writeContentLines([line]).split('\r\n').slice(0, -1)

test('a line is folded at 75 octets, including the fold, and unfolds to itself', () => {
  const text = fc.string({ unit: 'binary', maxLength: 400 }).map((line) => line.replaceAll(/[\r\n]/g, ''))
  fc.assert(
    fc.property(text, (line) => {
      const lines = folded(line)
      expect(lines.map((part, index) => (index === 0 ? part : part.slice(1))).join('')).toBe(line)
      for (const part of lines) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(75)
    }),
  )
})

test('each folded line is as long as possible', () => {
  expect(folded('a'.repeat(75))).toEqual(['a'.repeat(75)])
  expect(folded('a'.repeat(150))).toEqual(['a'.repeat(75), ` ${'a'.repeat(74)}`, ' a'])
  // 37 letters of two octets fit; the 38th would be split.
  expect(folded('é'.repeat(38))).toEqual(['é'.repeat(37), ' é'])
})
