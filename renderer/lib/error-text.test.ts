import { readFileSync } from 'node:fs'
import i18next from 'i18next'
import { expect, test } from 'vitest'
import { said } from '../../core/message.ts'
import { errorCodes } from '../../core/wire.ts'
import { errorText } from './error-text.ts'
import { speak } from './message.ts'
import { StoreError } from './store-client.ts'

const read = (path: string) => JSON.parse(readFileSync(new URL(path, import.meta.url), 'utf8'))
const strings = read('../i18n/fr.json')
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

test.each(['en', 'fr', 'es', 'ru'])(
  'in %s a place in a file begins its sentence with a capital',
  async (language) => {
    await i18next.changeLanguage(language)
    if (language !== 'en') speak(read(`../../core/messages/${language}.json`))
    const problem = said`the file holds no element`
    const text = errorText(new StoreError('bad-file', said`line ${6} column ${2}: ${problem}.`))
    expect(text).toMatch(/^\p{Lu}\p{Ll}+ 6/u)
    const place = said`${said`line ${6}`}: nothing says when this session starts, or any other of the file.`
    expect(errorText(new StoreError('bad-file', place))).toMatch(/^\p{Lu}\p{Ll}+ 6/u)
    await i18next.changeLanguage('fr')
  },
)

test('a field or an element keeps its spelling at the beginning', () => {
  for (const message of ['sessions[3].day: not there', 'conference.timeZone: missing', '<event> is empty']) {
    expect(errorText({ code: 'bad-file', message })).toBe(message)
  }
  const unknown = said`${'notes of may.txt'} is empty.`
  expect(errorText(new StoreError('bad-file', unknown))).toBe('notes of may.txt is empty.')
})

test('of a file that the system does not give, which and why, in the language in use', () => {
  speak(read('../../core/messages/fr.json'))
  const loop = said`${'/days/may.xml'} is a link that leads back to itself. Choose the file it is for.`
  expect(errorText(new StoreError('file-access', loop))).toBe(
    '/days/may.xml est un lien qui ramène à lui-même. Choisissez le fichier qu’il désigne.',
  )
})

test('what nobody foresaw is told as that, whatever it is', () => {
  const ofTheSystem = Object.assign(new Error('ENOENT: no such file'), { code: 'ENOENT' })
  for (const error of [new Error('boom'), ofTheSystem, 'boom', null, undefined, {}]) {
    expect(errorText(error)).toBe(strings.errors.internal)
  }
})
