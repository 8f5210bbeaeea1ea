import { expect, test } from 'vitest'
import { toAscii } from './ascii-only.ts'

const evaluate = (code: string) => new Function(`return ${code}`)()

test.each([
  ['a string', `'час – “ß” 😀'`],
  ['a template', '`час “😀”`'],
  ['a regular expression', `'час 😀 ß'.replaceAll(/[а-я😀]/gu, '+')`],
  ['the source of a regular expression', "new RegExp(String.raw`^\\d (?:час|😀)$`, 'u').test('1 час')"],
])('%s keeps its meaning', (_name, code) => {
  const ascii = toAscii(code)
  expect(ascii).toMatch(/^[\0-\x7f]*$/)
  expect(evaluate(ascii)).toEqual(evaluate(code))
})
