import { expect, test } from 'vitest'
import { keepValid } from './valid-preferences.ts'

const valid = {
  theme: 'dark',
  language: 'fr',
  conference: 'octopus-2016',
  route: '/notes',
  welcomed: true,
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
  expect(keepValid(JSON.parse(JSON.stringify(valid)))).toEqual(valid)
})

test.each(Object.keys(valid))('%s of another type is dropped, and nothing else', (name) => {
  const { [name as keyof typeof valid]: _, ...rest } = valid
  for (const invalid of [7, [null], { x: { days: 7 } }, '<script>'] as const) {
    const isText = name === 'conference' && invalid === '<script>'
    if (!isText) expect(keepValid({ ...valid, [name]: invalid })).toEqual(rest)
  }
})

test.each([null, 7, 'text', [], [valid]])('%j gives the defaults', (stored) => {
  expect(keepValid(stored)).toEqual({})
})
