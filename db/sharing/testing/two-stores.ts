/** Anna and Boris, each with a new store for each test, and sample data for them. */
import { beforeEach, vi } from 'vitest'
import type { NoteId } from '../../model.ts'
import {
  createContactId,
  createTempStore,
  octopus,
  saveNote,
  someone,
  type TestStore,
  toGuid,
  unwrap,
} from '../../testing/temp-store.ts'

export let anna: TestStore
export let boris: TestStore

/** Each test file calls it, since this module is loaded once for several files. */
export function prepareTwoStores(): void {
  // A busy machine needs this long.
  vi.setConfig({ testTimeout: 300_000, hookTimeout: 300_000 })
  beforeEach(() => {
    anna = createTempStore()
    boris = createTempStore()
    unwrap(anna.call('people.saveMe', { name: 'Anna Ek', delegation: 'Sweden' }))
    unwrap(boris.call('people.saveMe', { name: 'Борис', delegation: 'Бюро' }))
  })
}

export const listNotes = (store: TestStore) => unwrap(store.call('notes.list', { conference: octopus }))
export const getText = (store: TestStore, id: NoteId) => unwrap(store.call('notes.get', { id })).markdown
export const everything = {
  contactNotes: true,
  stars: true,
  history: true,
  confidentiality: 'private',
} as const

export function fill(store: TestStore) {
  const first = saveNote(
    store,
    '[14:33](rapporteur:at/2016-11-17T13:33:07Z) Ask [@EUROJUST](rapporteur:contact/octopus-2016/eurojust)\n\nДоступ 会議',
    { session: 'workshop-9' },
  )
  store.clock.pass({ minutes: 6 })
  saveNote(store, 'rewritten', { id: first.id, session: 'workshop-9', baseRevision: 1 })
  const internal = saveNote(store, 'between us', { keyMessage: 'km-2' })
  unwrap(store.call('notes.setConfidentiality', { ids: [internal.id], confidentiality: 'internal' }))
  const hidden = saveNote(store, 'for nobody')
  unwrap(store.call('notes.setConfidentiality', { ids: [hidden.id], confidentiality: 'private' }))
  const removed = saveNote(store, 'REMOVED')
  unwrap(store.call('notes.remove', { ids: [removed.id] }))
  const contact = createContactId()
  unwrap(
    store.call('contacts.save', {
      id: contact,
      conference: octopus,
      fields: { ...someone, note: 'owes me a coffee' },
    }),
  )
  unwrap(store.call('stars.set', { conference: octopus, session: toGuid('workshop-9'), starred: true }))
  unwrap(store.call('stars.set', { conference: octopus, session: toGuid('workshop-8'), starred: true }))
  unwrap(store.call('stars.set', { conference: octopus, session: toGuid('workshop-8'), starred: false }))
  return { first: first.id, internal: internal.id, hidden: hidden.id, gone: removed.id, contact }
}
