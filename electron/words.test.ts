import { expect, test } from 'vitest'
import { systemLanguage, wordsFor } from './words.ts'

test('the first language that the shell speaks, else English', () => {
  expect(wordsFor(['fr-CH', 'es']).quit).toBe('Quitter Rapporteur')
  expect(wordsFor(['de-DE', 'ru-RU']).file).toBe('Файл')
  expect(wordsFor([null, 'es-419']).undo).toBe('Deshacer')
  expect(wordsFor(['ja']).undo).toBe('Undo')
  expect(wordsFor([]).undo).toBe('Undo')
})

test('every word is there in every language', () => {
  const english = Object.entries(wordsFor(['en']))
  for (const language of ['fr', 'es', 'ru']) {
    const words = Object.entries(wordsFor([language]))
    expect(words.map(([key]) => key)).toEqual(english.map(([key]) => key))
    expect(words.every(([, word]) => word.trim() !== '')).toBe(true)
  }
})

test('the locale of a bare Linux is not a language', () => {
  expect(systemLanguage(['c', 'fr-FR'])).toBe('fr-FR')
  expect(systemLanguage(['C'])).toBe('en')
  expect(systemLanguage([])).toBe('en')
})
