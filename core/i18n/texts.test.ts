/** Every language has the same keys, the same placeholders and the plural forms of its grammar, in every namespace. */
import { globSync, readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { languages } from '../desktop.ts'
import { formatInSentence } from './numbers.ts'
import { createTranslator, type Texts } from './translator.ts'

const folder = import.meta.dirname
const namespaces = globSync('en/*.json', { cwd: folder }).map((file) => basename(file, '.json'))
const read = (language: string, namespace: string): Texts =>
  JSON.parse(readFileSync(`${folder}/${language}/${namespace}.json`, 'utf8'))

function flatten(texts: Texts, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(texts).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value] as const] : [...flatten(value, `${prefix}${key}.`)],
    ),
  )
}

const pluralForm = /_(zero|one|two|few|many|other)$/
const stem = (key: string) => key.replace(pluralForm, '')
const placeholders = (text: string) =>
  [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name))].sort()
const textsOfAllFiles = namespaces.flatMap((namespace) =>
  languages.map((language) => ({
    namespace,
    language,
    texts: flatten(read(language, namespace)),
    english: flatten(read('en', namespace)),
  })),
)

/**
 * Whether the plural form is used for only one number: `one` is 1 in English, but 1, 21, 31… in Russian. Ignores 0, for which no text is
 * used.
 */
function isOneNumber(language: string, key: string): boolean {
  const rules = new Intl.PluralRules(language)
  const numbers = Array.from({ length: 100 }, (_, index) => index + 1)
  return numbers.filter((number) => rules.select(number) === pluralForm.exec(key)?.[1]).length === 1
}

test('every language has every namespace', () => {
  expect(namespaces.length).toBeGreaterThan(1)
  for (const language of languages) {
    expect(globSync(`${language}/*.json`, { cwd: folder })).toHaveLength(namespaces.length)
  }
})

test.each(languages)('window and command line count changes in the same words: %s', (language) => {
  const counts = (namespace: string) =>
    [...flatten(read(language, namespace))].filter(([key]) => key.startsWith('changes.counts.'))
  expect(counts('cli').length).toBeGreaterThan(0)
  expect(counts('cli')).toEqual(counts('interface'))
})

test.each(textsOfAllFiles)('$namespace in $language has every text and no other', ({ texts, english }) => {
  expect(new Set([...texts.keys()].map(stem))).toEqual(new Set([...english.keys()].map(stem)))
  for (const [key, text] of texts) expect(text.trim(), key).not.toBe('')
})

test.each(textsOfAllFiles)('$namespace in $language has the plural forms of the language', (namespace) => {
  const { language, texts, english } = namespace
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories
  const counted = new Set([...english.keys()].filter((key) => pluralForm.test(key)).map(stem))
  const expected = [...counted].flatMap((key) => forms.map((form) => `${key}_${form}`))
  expect([...texts.keys()].filter((key) => pluralForm.test(key)).sort()).toEqual(expected.sort())
})

test.each(textsOfAllFiles)(
  '$namespace in $language uses the same values as English',
  ({ language, texts, english }) => {
    for (const [key, text] of texts) {
      const isCounted = pluralForm.test(key)
      const inEnglish = placeholders(english.get(isCounted ? `${stem(key)}_other` : key) ?? '')
      // A form may write the number in words or leave it out, but may not use an unknown value.
      for (const name of placeholders(text)) expect(inEnglish, key).toContain(name)
      const needed =
        isCounted && isOneNumber(language, key) ? inEnglish.filter((name) => name !== 'count') : inEnglish
      for (const name of needed) expect(placeholders(text), key).toContain(name)
    }
  },
)

test('French keeps punctuation and quotation marks on the line of their words', () => {
  for (const namespace of namespaces) {
    for (const [key, text] of flatten(read('fr', namespace))) expect(text, key).not.toMatch(/ [:;?!»]|« /)
  }
})

test.each(languages)('the accessible name of the folder button contains its label in %s', (language) => {
  const texts = flatten(read(language, 'interface'))
  const label = texts.get('import.folder')?.replace('…', '').toLowerCase()
  expect(texts.get('import.folderNamed')?.toLowerCase()).toContain(label)
})

test('Russian uses one name for the key messages', () => {
  for (const namespace of namespaces) {
    for (const [key, text] of flatten(read('ru', namespace)))
      expect(text, key).not.toMatch(/основн\S* тезис/i)
  }
})

test.each([
  ['en', 'the file has 1 of its 5 sessions', 'the file has 1 of its 1 session'],
  ['fr', 'le fichier contient 1 de ses 5 séances', 'le fichier contient 1 séance sur 1'],
  ['es', 'el archivo contiene 1 de sus 5 sesiones', 'el archivo contiene 1 de 1 sesión'],
  ['ru', 'в файле 1 из 5 заседаний', 'в файле 1 из 1 заседания'],
] as const)('in %s the word after “1 of 5” agrees with both numbers', (language, ofFive, ofOne) => {
  const t = createTranslator(language, read(language, 'interface'))
  expect(t('import.shared', { shared: 1, count: 5 })).toBe(ofFive)
  expect(t('import.shared', { shared: 1, count: 1 })).toBe(ofOne)
})

test.each([
  ['en', '10,000 sessions'],
  ['fr', '10\u202f000 séances'],
  ['es', '10.000 sesiones'],
  ['ru', '10\u00a0000 заседаний'],
] as const)('in %s long numbers have separators, and years have none', (language, expected) => {
  const t = createTranslator(language, read(language, 'interface'))
  expect(t('import.counts.sessions', { count: 10_000 })).toBe(expected)
  expect(formatInSentence(2016, language)).toBe('2016')
  expect(formatInSentence('10000', language)).toBe('10000')
})

test('references to texts or values within a value are not resolved', () => {
  const t = createTranslator('en', { greeting: 'Good morning, {{name}}.', name: 'you' })
  const name = '{{name}} $t(name) <b>&amp;</b>'
  expect(t('greeting', { name })).toBe(`Good morning, ${name}.`)
})
