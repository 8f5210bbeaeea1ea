/** Helpers for tests of updates: preview, apply, and read the resulting programme. */
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { ImportChoice, ImportPreview, Input, Output, SessionChange } from '../../contract/index.ts'
import { ConferenceSlug, type NoteId } from '../../model.ts'
import { openConnection } from '../../store/open.ts'
import { type BundleInput, bundle, getBytes } from '../../testing/bundles.ts'
import { getRealPath } from '../../testing/real-files.ts'
import { createNoteId, type TestStore, toGuid, unwrap } from '../../testing/temp-store.ts'
import { readProgramme } from '../matching/stored-programme.ts'

export const slug = ConferenceSlug.parse('testing-days')
export const makeNewer = (change: (bundle: BundleInput) => void) =>
  bundle((b) => {
    b.conference.revision = 2
    change(b)
  })

export function createReadGrant(store: TestStore, path: string): string {
  const grant = randomUUID()
  store.grants.add(grant, { path, mode: 'read' })
  return grant
}
export async function preview(store: TestStore, content: unknown) {
  const path = join(store.folder, 'programme.json')
  writeFileSync(path, getBytes(content))
  return previewFile(store, path)
}
export async function previewFile(
  store: TestStore,
  path: string,
  more: Partial<Input<'import.preview'>> = {},
) {
  const grant = createReadGrant(store, path)
  return { ...expectReadable(unwrap(await store.request('import.preview', { grant, ...more }))), grant }
}
export function expectReadable(answer: Output<'import.preview'>): ImportPreview {
  if (!answer || 'problem' in answer) throw new Error('the file was not read')
  return answer
}
export const apply = (store: TestStore, grant: string, choice: ImportChoice) =>
  store.request('import.apply', { grant, choice })
export const importRealFile = (store: TestStore, path: string, choice?: ImportChoice) =>
  store.request('import.file', {
    grant: createReadGrant(store, getRealPath(path)),
    ...(choice ? { choice } : {}),
  })
export const getProgramme = (store: TestStore, conference = slug) => {
  const { sql, close } = openConnection(store.database)
  const programme = readProgramme(sql, conference)
  close()
  return programme
}
export const getSequences = (store: TestStore) => {
  const { sql, close } = openConnection(store.database)
  const rows = sql<{ guid: string; sequence: number }>(
    "SELECT guid, sequence FROM session WHERE conference_id = (SELECT id FROM conference WHERE slug = 'testing-days')",
  ).all()
  close()
  return Object.fromEntries(rows.map(({ guid, sequence }) => [guid, sequence]))
}
export const starSession = (store: TestStore, session: string, conference = slug) =>
  unwrap(store.call('stars.set', { conference, session: toGuid(session), starred: true }))
export function addNote(store: TestStore, session: string, conference = slug): NoteId {
  const id = createNoteId()
  unwrap(
    store.call('notes.save', {
      id,
      conference,
      session: toGuid(session),
      keyMessage: null,
      markdown: 'Mine.',
      baseRevision: 0,
    }),
  )
  return id
}
export const getKinds = (changes: readonly SessionChange[]) => changes.map(({ guid, kind }) => [guid, kind])
