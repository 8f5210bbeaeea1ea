import { readFileSync } from 'node:fs'
import i18next from 'i18next'
import { expect, test } from 'vitest'
import { type Language, languages } from '../../core/desktop.ts'
import { type Message, message } from '../../core/i18n/message.ts'
import { type ErrorCode, errorCodes } from '../../core/wire.ts'
import { getErrorText } from './error-text.ts'
import { setMessageTexts } from './message.ts'
import { StoreError } from './store-client.ts'

const read = (path: string) => readFileSync(new URL(path, import.meta.url), 'utf8')
const strings = JSON.parse(read('../../core/i18n/fr/interface.json'))
const useMessages = (language: Language) =>
  setMessageTexts(language, read(`../../core/i18n/${language}/messages.json`))
const createDetailedError = (code: ErrorCode, details: Message) => new StoreError(code, storeWords, details)
await i18next.init({ lng: 'fr', resources: { fr: { translation: strings } } })

const storeWords = 'In the words of the store.'
const inStoreWords = ['bad-file', 'invalid-input']

test.each(errorCodes.filter((code) => !inStoreWords.includes(code)))(
  '%s is described in the language in use',
  (code) => {
    const text = getErrorText(new StoreError(code, storeWords))
    expect(text).toBe(strings.errors[code])
    expect(text).toMatch(/^[A-Z].*\.$/)
  },
)

test('an error that names a place in a file keeps its own text', () => {
  expect(getErrorText(new StoreError('bad-file', storeWords))).toBe(storeWords)
  expect(getErrorText({ code: 'invalid-input', message: storeWords })).toBe(storeWords)
})

test('the store’s English text is shown until the texts are loaded', () => {
  expect(getErrorText(createDetailedError('bad-file', message('xml.no-element')))).toBe(storeWords)
})

test.each(languages)(
  'in %s an error that starts with a place starts with a capital letter',
  async (language) => {
    await i18next.changeLanguage(language)
    useMessages(language)
    const problem = message('xml.no-element')
    const text = getErrorText(
      createDetailedError('bad-file', message('common.line-column-problem', { line: 6, column: 2, problem })),
    )
    expect(text).toMatch(/^\p{Lu}\p{Ll}+ 6/u)
    const place = message('import.no-start-anywhere', { place: message('common.line', { line: 6 }) })
    expect(getErrorText(createDetailedError('bad-file', place))).toMatch(/^\p{Lu}\p{Ll}+ 6/u)
    await i18next.changeLanguage('fr')
  },
)

test('a field or element at the start keeps its spelling', () => {
  for (const message of ['sessions[3].day: not there', 'conference.timeZone: missing', '<event> is empty']) {
    expect(getErrorText({ code: 'bad-file', message })).toBe(message)
  }
  useMessages('en')
  const missing = message('file.missing', { file: 'notes of may.txt' })
  expect(getErrorText(createDetailedError('bad-file', missing))).toBe(
    'notes of may.txt is not there. It may have been moved or deleted.',
  )
})

test('a file that the system cannot read is named with the reason, in the language in use', () => {
  useMessages('fr')
  const loop = message('file.link-loop', { file: '/days/may.xml' })
  expect(getErrorText(createDetailedError('file-access', loop))).toBe(
    '/days/may.xml est un lien qui ramène à lui-même. Choisissez le fichier qu’il désigne.',
  )
})

test('errors about one thing show the store’s words, errors about the whole notebook a text for their code', () => {
  useMessages('fr')
  expect(getErrorText(createDetailedError('not-found', message('gone.note')))).toBe(
    'Cette note n’est plus sur cet ordinateur.',
  )
  expect(getErrorText(createDetailedError('conflict', message('import.only-last-undone')))).toMatch(
    /^Seule la dernière/,
  )
  expect(getErrorText(createDetailedError('busy', message('after-event.open-elsewhere')))).toMatch(
    /supprimez encore une fois/,
  )
  expect(getErrorText(createDetailedError('disk-full', message('database.disk-full')))).toBe(
    strings.errors['disk-full'],
  )
})

test('anything that is not an error of the store is described as an unexpected error', () => {
  const systemError = Object.assign(new Error('ENOENT: no such file'), { code: 'ENOENT' })
  for (const error of [new Error('boom'), systemError, 'boom', null, undefined, {}]) {
    expect(getErrorText(error)).toBe(strings.errors.internal)
  }
})
