/** Report presets in a real database. */
import { randomUUID } from 'node:crypto'
import Database from 'better-sqlite3'
import { expect, test } from 'vitest'
import { createTempStore, type TestStore, unwrap, unwrapError } from '../testing/temp-store.ts'

const listPresets = (store: TestStore) => unwrap(store.call('presets.list', {}))
const getNames = (store: TestStore) => listPresets(store).presets.map(({ id, name }) => name ?? id)
const choice = { order: 'keyMessages', include: { programme: true }, paper: 'letter' } as const

test('starts with three built-in presets and no last choice', () => {
  const store = createTempStore()
  expect(getNames(store)).toEqual(['mission-report', 'only-notes', 'action-list'])
  expect(listPresets(store).last).toBeNull()
})

test('own presets can be saved by name, renamed, removed and restored', () => {
  const store = createTempStore()
  const id = randomUUID()
  unwrap(store.call('presets.save', { id, name: ' Zum Ministerium ', choice }))
  unwrap(store.call('presets.save', { id: randomUUID(), name: 'À la capitale', choice: { include: {} } }))
  expect(getNames(store).slice(3)).toEqual(['À la capitale', 'Zum Ministerium'])
  const again = createTempStore({ folder: store.folder })
  const own = listPresets(again).presets.find((preset) => preset.id === id)
  expect(own?.choice).toMatchObject({
    order: 'keyMessages',
    paper: 'letter',
    language: null,
    include: { programme: true, notes: true, cover: false },
  })
  if (!own?.name) throw new Error('The saved preset is not listed.')
  unwrap(again.call('presets.save', { ...own, name: 'Bericht' }))
  expect(getNames(again).slice(3)).toEqual(['À la capitale', 'Bericht'])
  unwrap(again.call('presets.remove', { id }))
  expect(getNames(again).slice(3)).toEqual(['À la capitale'])
  unwrap(again.call('presets.save', { ...own, name: 'Bericht' }))
  expect(listPresets(again).presets.at(-1)).toEqual({ ...own, name: 'Bericht' })
})

test('refuses a duplicate or empty name', () => {
  const store = createTempStore()
  unwrap(store.call('presets.save', { id: randomUUID(), name: 'Résumé', choice }))
  expect(unwrapError(store.call('presets.save', { id: randomUUID(), name: 'RESUME', choice }))).toEqual({
    code: 'conflict',
    message: 'There is a preset “RESUME” already. Give this one another name.',
    details: { code: 'export.name-taken', parameters: { name: 'RESUME' } },
  })
  expect(unwrapError(store.call('presets.save', { id: randomUUID(), name: ' ', choice })).code).toBe(
    'invalid-input',
  )
  expect(getNames(store)).toHaveLength(4)
})

test('the last choice survives a restart', () => {
  const store = createTempStore()
  unwrap(store.call('presets.remember', { preset: 'only-notes', choice: { ...choice, format: 'pdf' } }))
  unwrap(store.call('presets.remember', { preset: 'action-list', choice: { ...choice, format: 'odt' } }))
  expect(listPresets(createTempStore({ folder: store.folder })).last).toMatchObject({
    preset: 'action-list',
    choice: { order: 'keyMessages', format: 'odt', language: null },
  })
})

test('skips presets of another version that cannot be read, and keeps the others', () => {
  const store = createTempStore()
  unwrap(store.call('presets.save', { id: randomUUID(), name: 'Known', choice }))
  unwrap(store.call('presets.save', { id: randomUUID(), name: 'Unknown', choice }))
  const database = new Database(store.database)
  database.exec(
    `UPDATE setting SET value = json_set(value, '$.choice.include.holograms', json('true'))
     WHERE key GLOB 'report-preset/*' AND value ->> '$.name' = 'Unknown'`,
  )
  database.close()
  expect(getNames(store).slice(3)).toEqual(['Known'])
})
