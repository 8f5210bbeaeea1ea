import { expect, test } from 'vitest'
import { isExempt, listWords } from './spelling.ts'

const words = (text: string) => listWords(text).map(({ text }) => text)

test('finds words with apostrophes and hyphens, and their positions', () => {
  expect(words('L’élément “don’t” re-open, ‘quoted’ (в-третьих)!')).toEqual([
    ...['L’élément', 'don’t', 're-open', 'quoted', 'в-третьих'],
  ])
  const text = 'One, twoo.'
  expect(listWords(text)).toEqual([
    { text: 'One', from: 0, to: 3 },
    { text: 'twoo', from: 5, to: 9 },
  ])
  // A letter and its combining accent are one word.
  expect(words('e\u0301te\u0301')).toEqual(['e\u0301te\u0301'])
})

test.each([
  'see https://www.coe.int/cybercrime?x=y now',
  'see www.coe.int/en/web now',
  'see ana.ferreira@example.org now',
  'see report.final.docx now',
  'see C:\\temp\\reprot now',
  'see /home/ana/reprot now',
])('an address contains no words: %s', (text) => {
  expect(words(text)).toEqual(['see', 'now'])
})

test.each(['a', '/', 'a/', 'a-', 'a.', '’', 'é@'])(
  'a million of %j takes no longer than any text of that length',
  (part) => {
    expect(listWords(`one ${part.repeat(1_000_000 / part.length)} two`).at(-1)?.text).toBe('two')
  },
)

test('a full stop between sentences, or a slash, separates words', () => {
  expect(words('The end. And/or, e.g. this...that')).toEqual([
    'The',
    'end',
    'And',
    'or',
    'e',
    'g',
    'this',
    'that',
  ])
})

test.each([
  'UNODC',
  'FIUs',
  'MLATs',
  'UNODC’s',
  'l’ONU',
  'UN-ICC',
  'km3',
  'T2',
  '2016',
  'a',
  'улика',
  'x'.repeat(61),
])('%s is not checked with a Latin dictionary', (word) => {
  expect(isExempt(word, 'fr')).toBe(true)
})

test.each(['Eurojust', 'THe', 'Us', 'l’été', 'evidance'])('%s is checked', (word) => {
  expect(isExempt(word, 'fr')).toBe(false)
})

test('Latin words are not checked with a Cyrillic dictionary', () => {
  expect(isExempt('evidence', 'ru')).toBe(true)
  expect(isExempt('ООН', 'ru')).toBe(true)
  expect(isExempt('улика', 'ru')).toBe(false)
})
