/** Documents that the delegate attaches to sessions and notes. */
import { randomUUID } from 'node:crypto'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { MAX_DOCUMENT_BYTES } from '../../core/document-types.ts'
import { OwnDocumentId } from '../contract/index.ts'
import { removeUnusedContents } from '../packs/store-pack.ts'
import { attachDocument } from '../testing/own-documents.ts'
import {
  createTempStore,
  octopus,
  saveNote,
  type TestStore,
  toGuid,
  unwrap,
  unwrapError,
} from '../testing/temp-store.ts'

const newId = () => OwnDocumentId.parse(randomUUID())
const listMine = (store: TestStore) =>
  unwrap(store.call('files.list', { conference: octopus })).filter(({ mine }) => mine !== null)
const search = (store: TestStore, text: string) =>
  unwrap(store.call('search.query', { conference: octopus, text, limit: 20 }))
const onSession = { conference: octopus, session: toGuid('workshop-9'), note: null }

test('an attached document is listed with its session, found by its name, read and saved', async () => {
  const store = createTempStore()
  const id = await attachDocument(store, 'Position paper.md')
  const [file] = listMine(store)
  expect(file).toMatchObject({
    ...{ guid: id, role: 'document', title: 'Position paper', type: 'text/markdown', size: 5 },
    ...{ sessions: ['workshop-9'], mine: { fileName: 'Position paper.md', note: null } },
  })
  expect(search(store, 'position papers type:document')).toMatchObject([
    { kind: 'document', guid: id, tier: 'inflected' },
  ])
  const sha256 = file?.sha256 ?? ''
  expect(unwrap(store.call('files.read', { sha256 }))?.type).toBe('text/markdown')
})

test('removing a document can be undone, and its content stays until it is purged', async () => {
  const store = createTempStore()
  const id = await attachDocument(store, 'Paper.txt')
  unwrap(store.call('ownDocuments.remove', { id }))
  expect(listMine(store)).toEqual([])
  expect(search(store, 'paper type:document')).toEqual([])
  const { sql } = store.lifecycle.ready().connection
  expect(removeUnusedContents(sql)).toBe(0)
  unwrap(store.call('ownDocuments.restore', { id }))
  expect(listMine(store)).toMatchObject([{ guid: id }])
})

test('a document of a note follows the note: to its session, into the trash and out of it', async () => {
  const store = createTempStore()
  const note = saveNote(store, 'Speaking notes.')
  await attachDocument(store, 'Speech.txt', { note: note.id })
  expect(listMine(store)).toMatchObject([{ sessions: [], mine: { note: note.id } }])
  unwrap(
    store.call('notes.move', { moves: [{ id: note.id, session: toGuid('workshop-9'), keyMessage: null }] }),
  )
  expect(listMine(store)).toMatchObject([{ sessions: ['workshop-9'] }])
  unwrap(store.call('notes.remove', { ids: [note.id] }))
  expect(listMine(store)).toEqual([])
  expect(search(store, 'speech type:document')).toEqual([])
  unwrap(store.call('notes.restore', { ids: [note.id] }))
  expect(listMine(store)).toHaveLength(1)
  unwrap(store.call('notes.remove', { ids: [note.id] }))
  unwrap(store.call('trash.remove', { notes: [note.id], contacts: [] }))
  expect(removeUnusedContents(store.lifecycle.ready().connection.sql)).toBe(1)
})

test('a file that is too large is refused with its name and the limit, and nothing is stored', async () => {
  const store = createTempStore()
  const bytes = new Uint8Array(MAX_DOCUMENT_BYTES + 1)
  const path = join(store.folder, 'large.pdf')
  writeFileSync(path, bytes)
  const grant = randomUUID()
  store.grants.add(grant, { path, mode: 'read' })
  for (const refused of [
    await store.request('ownDocuments.addFile', { id: newId(), ...onSession, grant }),
    await store.request('ownDocuments.add', { id: newId(), ...onSession, fileName: 'large.pdf', bytes }),
  ]) {
    const { code, details } = unwrapError(refused)
    expect({ code, details }).toEqual({
      code: 'bad-file',
      details: { code: 'file.document-too-large', parameters: { file: 'large.pdf', megabytes: 25 } },
    })
  }
  expect(listMine(store)).toEqual([])
})

test('a file of an unknown kind, or a drawing that could freeze the window, is stored without a preview', async () => {
  const store = createTempStore()
  await attachDocument(store, 'setup.exe')
  const text = '<!DOCTYPE svg [<!ENTITY a "b">]><svg xmlns="http://www.w3.org/2000/svg"/>'
  await attachDocument(store, 'bomb.svg', { text })
  expect(listMine(store).map(({ type }) => type)).toEqual([
    'application/octet-stream',
    'application/octet-stream',
  ])
})
