/** Own entries for tests. */
import { randomUUID } from 'node:crypto'
import { type ConferenceSlug, type Guid, type OwnEntryFields, OwnEntryId, type Session } from '../model.ts'
import type { Store } from '../open-store.ts'
import { unwrap } from './temp-store.ts'

/** During the testing days (bundles.ts). */
export const bilateral: OwnEntryFields = {
  kind: 'meeting',
  title: 'Mexico bilateral',
  start: '2026-05-04T13:00:00.000Z',
  end: '2026-05-04T13:30:00.000Z',
  place: 'Room 204',
  people: ['EUROJUST', 'Ana Ferreira'],
}

export function addEntry(
  store: Store,
  conference: ConferenceSlug,
  fields: Partial<OwnEntryFields> = {},
): Guid {
  const id = OwnEntryId.parse(randomUUID())
  unwrap(store.call('ownEntries.save', { id, conference, fields: { ...bilateral, ...fields } }))
  return id
}

export function findSession(store: Store, conference: ConferenceSlug, id: Guid): Session | undefined {
  return unwrap(store.call('sessions.list', { conference })).find(({ guid }) => guid === id)
}
