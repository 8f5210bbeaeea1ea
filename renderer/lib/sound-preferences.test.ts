import { expect, test } from 'vitest'
import { keepSound } from './sound-preferences.ts'

const sound = {
  theme: 'dark',
  language: 'fr',
  conference: 'octopus-2016',
  route: '/notes',
  listWidths: { agenda: 320 },
  notesSort: 'changed',
  actionsOrder: 'person',
  searchEverywhere: true,
  searchExactOnly: true,
  notesEverywhere: false,
  agendaView: 'grid',
  agendaGrouping: 'rooms',
  agendaFilters: { 'octopus-2016': { rooms: ['a'], starred: true, uncovered: false } },
  hidden: { 'octopus-2016': { sessions: ['a'], rooms: [], tracks: ['Law'] } },
  keptConflicts: ['["a","b"]'],
  dismissedReminders: [{ conference: 'a', session: 'b', start: 'c', at: 'd', rehearsed: false }],
}

test('stored preferences are kept', () => {
  expect(keepSound(JSON.parse(JSON.stringify(sound)))).toEqual(sound)
})

test.each(Object.keys(sound))('%s of another type is dropped, and nothing else', (name) => {
  const { [name as keyof typeof sound]: _, ...rest } = sound
  for (const hostile of [7, [null], { x: { days: 7 } }, '<script>'] as const) {
    const isText = name === 'conference' && hostile === '<script>'
    if (!isText) expect(keepSound({ ...sound, [name]: hostile })).toEqual(rest)
  }
})

test.each([null, 7, 'text', [], [sound]])('%j gives the defaults', (stored) => {
  expect(keepSound(stored)).toEqual({})
})
