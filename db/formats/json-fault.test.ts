/** Finds the place where a file stops being valid JSON, and agrees with the engine's parser about validity. */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Language } from '../../core/desktop.ts'
import { realData, testWithRealFiles } from '../../tests/real-files.ts'
import { StoreError } from '../errors.ts'
import { getBytes } from '../testing/bundles.ts'
import { translateTo } from '../testing/translated.ts'
import { readJson } from './json.ts'
import { findJsonFault } from './json-fault.ts'

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}

function getRefusal(text: string, language: Language = 'en'): string {
  try {
    readJson(getBytes(text))
  } catch (error) {
    if (!(error instanceof StoreError) || !error.details) throw error
    return translateTo(error.details, language)
  }
  throw new Error('it was read')
}

test.each([
  ['', 'The file is empty.'],
  [' \n ', 'The file is empty.'],
  ['[1, 2', 'line 1 column 6: the file ends in the middle: it is cut off.'],
  ['{"a": "text', 'line 1 column 12: the file ends in the middle: it is cut off.'],
  ['{\r\n  "a": 1,\r\n  foo: 2\r\n}', 'line 3 column 3: invalid JSON at “foo: 2”.'],
  ['{"a": 1,}', 'line 1 column 9: invalid JSON at “}”.'],
  ['{"a": 1 "b": 2}', 'line 1 column 9: invalid JSON at “"b": 2}”.'],
  ['{"a": 01}', 'line 1 column 8: invalid JSON at “1}”.'],
  ['[1] [2]', 'line 1 column 5: invalid JSON at “[2]”.'],
  ['[{]', 'line 1 column 3: invalid JSON at “]”.'],
  ['["C:\\data"]', 'line 1 column 5: invalid JSON at “\\data"]”.'],
  ['{"a": "one,\n "b": 2}', 'line 1 column 7: invalid JSON at “"one,”.'],
  ['[\u00a01]', 'line 1 column 2: invalid JSON at “\\u00a01]”.'],
  [`{"a": ${'x'.repeat(100)}}`, `line 1 column 7: invalid JSON at “${'x'.repeat(24)}”.`],
  ['<!doctype html>\n<p>', 'line 1 column 1: invalid JSON at “<!doctype html>”.'],
])('%j', (text, message) => {
  expect(getRefusal(text)).toBe(message)
})

test('the fault is described in the language of the interface', () => {
  const text = '{\n  "a": foo\n}'
  expect(getRefusal(text, 'ru')).toBe('строка 2, столбец 8: начиная с «foo» это не JSON.')
  expect(getRefusal(text, 'fr')).toBe(
    'ligne 2 colonne 8\u00a0: à partir de «\u00a0foo\u00a0», ce n’est pas du JSON valide.',
  )
  expect(getRefusal(text, 'es')).toBe('línea 2 columna 8: a partir de «foo» no es JSON válido.')
})

test.each([
  '{}',
  '[1e5, -0.0, "\\ud800"]',
  ' \t\r\n"a" ',
  '"\u2028"',
  '[[[[]]]]',
  '-1',
  'null',
  '{"a":1,"a":2}',
  '',
  '{',
  '[1,]',
  '{"a":1,}',
  '{a:1}',
  "{'a':1}",
  '01',
  '1.',
  '.5',
  '+1',
  '-',
  '1e',
  '"\\x41"',
  '"\\u12G4"',
  '"a\nb"',
  '"a',
  'nul',
  'NaN',
  '[1]x',
  '[1 2]',
  '// c\n1',
  '\ufeff{}',
  '\u00a0{}',
  '"\u0000"',
])('finds a fault exactly if the engine refuses the text: %j', (text) => {
  expect(findJsonFault(text) === null).toBe(isJson(text))
})

testWithRealFiles(
  'finds a fault exactly if the engine refuses the text, in the files of JSONTestSuite',
  () => {
    const folder = join(realData, 'hostile', 'JSONTestSuite')
    const files = globSync('*.json', { cwd: folder })
    expect(files.length).toBeGreaterThan(200)
    for (const file of files) {
      const text = readFileSync(join(folder, file), 'utf8')
      expect(findJsonFault(text) === null, file).toBe(isJson(text))
    }
  },
)

test('finds a fault exactly if the engine refuses the text, in damaged files', () => {
  const damage = fc.tuple(
    fc.nat(),
    fc.nat(3),
    fc.constantFrom('', '"', ',', '}', '[', '\\', '\n', '0', '-', 'e', 'x', '\u0001'),
  )
  fc.assert(
    fc.property(fc.json(), damage, (json, [place, length, put]) => {
      const at = place % (json.length + 1)
      const text = json.slice(0, at) + put + json.slice(at + length)
      expect(findJsonFault(json)).toBeNull()
      expect(findJsonFault(text) === null).toBe(isJson(text))
    }),
    { numRuns: 5_000 },
  )
})
