import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { languageData } from '../testing/packs.ts'
import { resources } from '../testing/temp-store.ts'
import { findLanguageDataFault, findLanguageNameFault } from './language-data.ts'

const compressed = readFileSync(
  join(resources, 'node_modules/@tesseract.js-data/fra/4.0.0_best_int/fra.traineddata.gz'),
)
const withPlace = (part: number, place: bigint) => {
  const bytes = Buffer.from(languageData)
  bytes.writeBigInt64LE(place, 4 + 8 * part)
  return bytes
}

test('language data for Tesseract is recognised', () => {
  expect(findLanguageDataFault(gunzipSync(compressed))).toBeNull()
  expect(findLanguageDataFault(languageData)).toBeNull()
})

test.each([
  ['compressed data', compressed],
  ['an empty file', new Uint8Array()],
  ['text', new TextEncoder().encode('not a list of parts, but some words in a row')],
  ['a file that ends within the list', languageData.subarray(0, 100)],
  ['data for an older engine only', withPlace(17, -1n)],
  ['a part beyond the end', withPlace(17, 10_000n)],
  ['a part within the list', withPlace(3, 8n)],
])('%s is not language data', (_, bytes) => {
  expect(findLanguageDataFault(bytes)).toMatchObject({ code: 'pack.language-data' })
})

test('the name is the code of the language', () => {
  for (const name of ['rus.traineddata', 'chi_sim.traineddata'])
    expect(findLanguageNameFault(name)).toBeNull()
  for (const name of ['russian.traineddata', 'ru.traineddata', 'RUS.traineddata', 'rus.traineddata.gz'])
    expect(findLanguageNameFault(name)).toMatchObject({ code: 'pack.language-name' })
})
