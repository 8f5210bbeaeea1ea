import { expect, test } from 'vitest'
import { systemLanguage, translatorFor } from './translate.ts'

test('picks the first language that the app has, otherwise English', () => {
  expect(translatorFor(['fr-CH', 'es'])('quit')).toBe('Quitter Rapporteur')
  expect(translatorFor(['de-DE', 'ru-RU'])('file')).toBe('Файл')
  expect(translatorFor([null, 'es-419'])('undo')).toBe('Deshacer')
  expect(translatorFor(['ja'])('undo')).toBe('Undo')
  expect(translatorFor([])('undo')).toBe('Undo')
})

test('values are inserted unchanged', () => {
  const target = 'https://example.org/?a={{b}}&c=$t(quit)<i>'
  expect(translatorFor(['en'])('openPage', { target })).toBe(`Open ${target} in your browser?`)
  expect(translatorFor(['fr'])('startsIn', { time: '14:30', minutes: 5 })).toBe(
    'Commence à 14:30, dans 5 min',
  )
})

test('the locale of a minimal Linux is not a language', () => {
  expect(systemLanguage(['c', 'fr-FR'])).toBe('fr-FR')
  expect(systemLanguage(['C'])).toBe('en')
  expect(systemLanguage([])).toBe('en')
})
