import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { attachDocument } from '../testing/own-documents.ts'
import { addEntry } from '../testing/own-entries.ts'
import {
  createContactId,
  createTempStore,
  octopus,
  saveNote,
  someone,
  toGuid,
  unwrap,
} from '../testing/temp-store.ts'

test('a comparison shows what the backup holds, and what it lacks or has in an older state', async () => {
  const store = createTempStore()
  const { id } = saveNote(store, 'Kept.\n\n- [ ] one\n- [x] two')
  addEntry(store, octopus)
  const { name } = unwrap(store.call('backups.create', {}))
  store.clock.pass({ minutes: 5 })
  addEntry(store, octopus, { title: 'Later' })
  unwrap(store.call('stars.set', { conference: octopus, session: toGuid('workshop-1'), starred: true }))
  saveNote(store, 'Kept and changed.', { id, baseRevision: 1 })
  saveNote(store, 'Written later.\n\n- [ ] three')
  await attachDocument(store, 'Paper.txt')
  const deleted = saveNote(store, 'Deleted again.')
  unwrap(store.call('notes.remove', { ids: [deleted.id] }))

  expect(unwrap(store.call('backups.compare', { name }))).toEqual({
    holds: {
      notes: 1,
      contacts: 0,
      stars: 0,
      ownEntries: 1,
      remarks: 0,
      documents: 0,
      actions: 2,
      lastChange: '2016-11-17T13:30:00.000Z',
    },
    goes: { notes: 1, contacts: 0, stars: 1, ownEntries: 1, remarks: 0, documents: 1, actions: 1 },
    older: 1,
  })
  expect(unwrap(store.call('notes.list', { conference: octopus }))).toHaveLength(2)
})

test('a task is counted as in the notes, and code that looks like one is not', () => {
  const store = createTempStore()
  saveNote(store, '- [ ] one\n\n```\n- [ ] code\n```\n\n    - [ ] code too')
  const { name } = unwrap(store.call('backups.create', {}))
  expect(unwrap(store.call('backups.compare', { name })).holds.actions).toBe(1)
})

test('restoring a backup of the current state would lose nothing', () => {
  const store = createTempStore()
  saveNote(store, 'The same.')
  const { name } = unwrap(store.call('backups.create', {}))
  expect(unwrap(store.call('backups.compare', { name }))).toMatchObject({
    goes: { notes: 0, contacts: 0, stars: 0, ownEntries: 0, remarks: 0, documents: 0, actions: 0 },
    older: 0,
  })
})

test('comparing a file leaves nothing beside it, and a file that is not a notebook is refused', () => {
  const [store, other] = [createTempStore(), createTempStore()]
  saveNote(store, 'Only here.')
  saveNote(other, 'Only there.')
  const path = join(other.folder, 'moved.db')
  other.lifecycle.copyTo(path)
  const before = [store, other].map(({ folder }) => readdirSync(folder))

  expect(store.lifecycle.compareFile(path)).toMatchObject({
    holds: { notes: 1 },
    goes: { notes: 1 },
    older: 0,
  })
  writeFileSync(path, 'no database, '.repeat(1_000))
  expect(() => store.lifecycle.compareFile(path)).toThrow(expect.objectContaining({ code: 'bad-file' }))
  expect([store, other].map(({ folder }) => readdirSync(folder))).toEqual(before)
})

test('a contact that was edited after the backup has an earlier state in it', () => {
  const store = createTempStore()
  const id = createContactId()
  const save = (note: string) =>
    unwrap(store.call('contacts.save', { id, conference: octopus, fields: { ...someone, note } }))
  save('Met at lunch.')
  const { name } = unwrap(store.call('backups.create', {}))
  store.clock.pass({ minutes: 5 })
  save('Met at lunch. Knows the case.')
  expect(unwrap(store.call('backups.compare', { name }))).toMatchObject({ goes: { contacts: 0 }, older: 1 })
})
