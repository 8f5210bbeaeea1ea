import { readFileSync } from 'node:fs'
import i18next from 'i18next'
import { expect, test } from 'vitest'
import { inSentence, numbers } from './numbers.ts'

type Strings = { [key: string]: string | Strings }
const languages = ['en', 'fr', 'es', 'ru'] as const
const read = (language: string): Strings =>
  JSON.parse(readFileSync(new URL(`../../core/i18n/${language}/interface.json`, import.meta.url), 'utf8'))

function flatten(strings: Strings, prefix = ''): Map<string, string> {
  return new Map(
    Object.entries(strings).flatMap(([key, value]) =>
      typeof value === 'string' ? [[prefix + key, value] as const] : [...flatten(value, `${prefix}${key}.`)],
    ),
  )
}

const pluralSuffix = /_(zero|one|two|few|many|other)$/
const all = Object.fromEntries(languages.map((language) => [language, flatten(read(language))]))
const english = all.en as Map<string, string>
const stem = (key: string) => key.replace(pluralSuffix, '')
const placeholders = (text: string) =>
  [...new Set([...text.matchAll(/\{\{(\w+)\}\}/g)].map(([, name]) => name))].sort()

test.each(languages)('%s has every string of the interface and no other', (language) => {
  const strings = all[language] as Map<string, string>
  expect(new Set([...strings.keys()].map(stem))).toEqual(new Set([...english.keys()].map(stem)))
  for (const [key, text] of strings) expect(text.trim(), key).not.toBe('')
})

test.each(languages)('%s has every plural form that its grammar asks for', (language) => {
  const strings = all[language] as Map<string, string>
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories
  const counted = new Set([...english.keys()].filter((key) => pluralSuffix.test(key)).map(stem))
  for (const key of counted) {
    for (const form of forms) expect(strings.has(`${key}_${form}`), `${key}_${form}`).toBe(true)
  }
})

test.each(languages)('%s fills the same placeholders as English', (language) => {
  for (const [key, text] of all[language] as Map<string, string>) {
    const model = english.get(pluralSuffix.test(key) ? `${stem(key)}_other` : key) ?? ''
    // "One" may say the number in words; no form may ask for something that is not given.
    const given = placeholders(model)
    for (const name of placeholders(text)) expect(given, key).toContain(name)
    if (!pluralSuffix.test(key)) expect(placeholders(text), key).toEqual(given)
  }
})

test('Russian says the number also where it ends in one: 1, 21, 101', () => {
  const strings = all.ru as Map<string, string>
  for (const [key, text] of strings) {
    if (!key.endsWith('_one')) continue
    const several = strings.get(key.replace(pluralSuffix, '_few')) ?? ''
    if (several.includes('{{count}}')) expect(text, key).toContain('{{count}}')
  }
})

test('Russian has one name for the key messages', () => {
  for (const [key, text] of all.ru as Map<string, string>) expect(text, key).not.toMatch(/основн\S* тезис/i)
})

test.each([
  ['en', 'the file has 1 of its 5 sessions', 'the file has 1 of its 1 session'],
  ['fr', 'le fichier contient 1 de ses 5 séances', 'le fichier contient 1 séance sur 1'],
  ['es', 'el archivo contiene 1 de sus 5 sesiones', 'el archivo contiene 1 de 1 sesión'],
  ['ru', 'в файле 1 из 5 заседаний', 'в файле 1 из 1 заседания'],
])('in %s what follows “1 of 5” agrees with both numbers', async (lng, ofFive, ofOne) => {
  const i18n = i18next.createInstance()
  await i18n.init({ lng, resources: { [lng]: { translation: read(lng) } } })
  expect(i18n.t('import.shared', { shared: 1, count: 5 })).toBe(ofFive)
  expect(i18n.t('import.shared', { shared: 1, count: 1 })).toBe(ofOne)
})

test.each([
  ['en', '10,000 sessions'],
  ['fr', '10\u202f000 séances'],
  ['es', '10.000 sesiones'],
  ['ru', '10\u00a0000 заседаний'],
])('in %s long numbers are written in groups, and years are not', async (lng, expected) => {
  const i18n = i18next.createInstance()
  await i18n.use(numbers).init({
    lng,
    interpolation: { alwaysFormat: true },
    resources: { [lng]: { translation: read(lng) } },
  })
  expect(i18n.t('import.counts.sessions', { count: 10_000 })).toBe(expected)
  expect(inSentence(2016, lng)).toBe('2016')
  expect(inSentence('10000', lng)).toBe('10000')
})
