import { expect, test } from 'vitest'
import { readLanguages } from './languages.ts'

test.each([
  ['de, en', ['de', 'en']],
  ['eng', ['en']],
  ['pt-BR', ['pt']],
  ['English and French', ['en', 'fr']],
  ['anglais et français', ['en', 'fr']],
  ['inglés y francés', ['en', 'fr']],
  ['английский и французский', ['en', 'fr']],
  ['Español/Русский – العربية', ['es', 'ru', 'ar']],
  ['Nederlands, ελληνικά', ['nl', 'el']],
  ['English (with interpretation into Spanish)', ['en', 'es']],
  ['français avec interprétation simultanée en anglais', ['fr', 'en']],
  ['inglés con interpretación en francés', ['en', 'fr']],
  ['English (with interpretation)', ['en']],
  ['EN et FR', ['en', 'fr']],
  ['et', ['et']],
  ['en/et', ['en', 'et']],
])('“%s” is read as languages', (text, expected) => {
  expect(readLanguages(text)).toEqual({ languages: expected, unknown: [] })
})

test.each(['TBC', 'all', 'Klingon', 'and', 'with interpretation'])('“%s” is not a language', (word) => {
  expect(readLanguages(word)).toEqual({ languages: [], unknown: [word] })
})
