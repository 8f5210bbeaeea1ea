import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { resources } from '../../testing/temp-store.ts'
import { getKind, getOrganiserWord, isKind } from './kinds.ts'

test.each([
  ['plenary', ['Keynote', 'Plenary session', 'Séance plénière', 'Sesión plenaria', 'Пленарное заседание']],
  [
    'workshop',
    [
      'Breakout session',
      'Break-out session',
      'Atelier',
      'Taller',
      'Мастер-класс',
      'Präsenzworkshop',
      'Hands-on',
      'Music workshop',
    ],
  ],
  [
    'talk',
    [
      '',
      'Social policy panel',
      'Multi-party dialogue',
      'Panel on games',
      'Round table',
      'Roundtable',
      'Side event',
      'Séance',
      'Table ronde',
      'Mesa redonda',
      'Круглый стол',
      'Доклад',
      'Lagerfeuervortrag',
      'lightning_talk',
      'Talk 20min total (etwa 5min Q&A)',
    ],
  ],
  [
    'social',
    [
      'Break',
      'Break (15 min)',
      'Coffee break',
      'Lunch Break',
      'Pause café',
      'Pausa café',
      'Кофе-брейк',
      'Перерыв',
      'Обед',
      'Social',
      'Social event',
      'Costume Party!',
      'Theater / Performance',
      'Berlin, Break',
    ],
  ],
  [
    'other',
    [
      'Social Web',
      'Web Performance',
      'Political party',
      'Breaking changes',
      'Spring break',
      'Einzelgespräch',
    ],
  ],
] as const)('%s', (kind, types) => {
  for (const type of types) expect([type, getKind(type)]).toEqual([type, kind])
})

test('a kind alone does not tell the topic of a session', () => {
  const kinds = [
    'Keynote',
    'Plenary session',
    'Séance plénière',
    'Мастер-класс',
    'Taller',
    'Coffee break',
    'Panel discussion',
    'Talks',
    'event',
    'Party',
  ]
  const topics = [
    'Panel on evidence',
    'Political party',
    'Games',
    'Film',
    'Performance',
    'Main track',
    'Security',
    'x'.repeat(100),
    '',
  ]
  expect(kinds.filter((word) => !isKind(word))).toEqual([])
  expect(topics.filter(isKind)).toEqual([])
})

test.each(['en', 'fr', 'es', 'ru'])(
  'the name of a kind in %s is not the organiser’s own word',
  (language) => {
    const words = JSON.parse(
      readFileSync(join(resources, 'core', 'i18n', language, 'interface.json'), 'utf8'),
    )
    for (const [kind, name] of Object.entries<string>(words.filters.kindNames)) {
      expect([name, getOrganiserWord(name, kind as 'talk')]).toEqual([name, null])
      expect(getOrganiserWord(name.toUpperCase(), kind as 'talk')).toBeNull()
    }
  },
)

test('any other word is the organiser’s own, even the name of another kind', () => {
  expect(getOrganiserWord('lecture', 'talk')).toBe('lecture')
  expect(getOrganiserWord('Talk (25 min)', 'talk')).toBe('Talk (25 min)')
  expect(getOrganiserWord('Talk', 'milestone')).toBe('Talk')
  expect(getOrganiserWord('', 'talk')).toBeNull()
})
