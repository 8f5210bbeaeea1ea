import { readFileSync } from 'node:fs'
import i18next from 'i18next'
import { expect, test } from 'vitest'
import { errorCodes } from '../../core/wire.ts'
import { StoreError } from '../store.ts'
import { errorText } from './error-text.ts'

const strings = JSON.parse(readFileSync(new URL('../i18n/fr.json', import.meta.url), 'utf8'))
await i18next.init({ lng: 'fr', resources: { fr: { translation: strings } } })

const storeWords = 'In the words of the store.'
const inStoreWords = ['bad-file', 'invalid-input']

test.each(errorCodes.filter((code) => !inStoreWords.includes(code)))(
  '%s is told in the language in use',
  (code) => {
    const text = errorText(new StoreError(code, storeWords))
    expect(text).toBe(strings.errors[code])
    expect(text).toMatch(/^[A-Z].*\.$/)
  },
)

test('what says the place in a file keeps its words', () => {
  expect(errorText(new StoreError('bad-file', storeWords))).toBe(storeWords)
  expect(errorText({ code: 'invalid-input', message: storeWords })).toBe(storeWords)
})

test('what nobody foresaw is told as that, whatever it is', () => {
  const ofTheSystem = Object.assign(new Error('ENOENT: no such file'), { code: 'ENOENT' })
  for (const error of [new Error('boom'), ofTheSystem, 'boom', null, undefined, {}]) {
    expect(errorText(error)).toBe(strings.errors.internal)
  }
})
