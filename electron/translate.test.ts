import { expect, test } from 'vitest'
import { createTranslatorFor, getSystemLanguage } from './translate.ts'

test('picks the first language that the app has, otherwise English', () => {
  expect(createTranslatorFor(['fr-CH', 'es'])('quit')).toBe('Quitter Rapporteur')
  expect(createTranslatorFor(['de-DE', 'ru-RU'])('file')).toBe('Файл')
  expect(createTranslatorFor([null, 'es-419'])('undo')).toBe('Deshacer')
  expect(createTranslatorFor(['ja'])('undo')).toBe('Undo')
  expect(createTranslatorFor([])('undo')).toBe('Undo')
})

test('values are inserted unchanged', () => {
  const target = 'https://example.org/?a={{b}}&c=$t(quit)<i>'
  expect(createTranslatorFor(['en'])('openPage', { target })).toBe(`Open ${target} in your browser?`)
  expect(createTranslatorFor(['fr'])('startsIn', { time: '14:30', minutes: 5 })).toBe(
    'Commence à 14:30, dans 5 min',
  )
})

test('the locale of a minimal Linux is not a language', () => {
  expect(getSystemLanguage(['c', 'fr-FR'])).toBe('fr-FR')
  expect(getSystemLanguage(['C'])).toBe('en')
  expect(getSystemLanguage([])).toBe('en')
})
