import { randomUUID } from 'node:crypto'
import { OwnDocumentId } from '../contract/index.ts'
import type { ConferenceSlug, Guid, NoteId } from '../model.ts'
import { octopus, type TestStore, toGuid, unwrap } from './temp-store.ts'

type Attached = { conference?: ConferenceSlug; session?: Guid | null; note?: NoteId | null; text?: string }

/** Attaches a document to a session, or to a note. */
export async function attachDocument(
  store: TestStore,
  fileName: string,
  {
    conference = octopus,
    note = null,
    session = note ? null : toGuid('workshop-9'),
    text = 'Text.',
  }: Attached = {},
): Promise<OwnDocumentId> {
  const id = OwnDocumentId.parse(randomUUID())
  const bytes = new TextEncoder().encode(text)
  unwrap(await store.request('ownDocuments.add', { id, conference, session, note, fileName, bytes }))
  return id
}
