/** Tests which saved files can be verified after the event, and what they contain. */
import { randomUUID } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test } from 'vitest'
import { saveAs, type WantedExport } from '../export/testing/sample.ts'
import {
  createContactId,
  createTempFolder,
  createTempStore,
  octopus,
  saveNote,
  someone,
  type TestStore,
  toGuid,
  unwrap,
  unwrapError,
} from '../testing/temp-store.ts'

let store: TestStore

beforeEach(() => {
  store = createTempStore()
  saveNote(store, 'Said in the room.', { session: 'workshop-9' })
})

function verify(path: string) {
  const grant = randomUUID()
  store.grants.add(grant, { path, mode: 'read' })
  return store.request('afterEvent.verify', { conference: octopus, grant })
}

const getUnsaved = () => unwrap(store.call('afterEvent.state', { conference: octopus })).unsaved

test('a verified report counts as a copy of all notes only if it leaves none out, and never of the contacts', async () => {
  const { id } = saveNote(store, 'Said in confidence.')
  unwrap(store.call('notes.setConfidentiality', { ids: [id], confidentiality: 'private' }))
  const fields = { ...someone, name: 'Ana Souza' }
  unwrap(store.call('contacts.save', { id: createContactId(), conference: octopus, fields }))
  const all = getUnsaved()
  expect(all).toMatchObject({ notes: 2, contacts: 1 })
  const partial: WantedExport[] = [
    { format: 'docx', confidentiality: 'internal' },
    { format: 'docx', confidentiality: 'private', sessions: [toGuid('workshop-9')] },
    { format: 'docx', confidentiality: 'private', chathamHouse: true },
    { format: 'actions-ics', confidentiality: 'private' },
    { format: 'contacts-csv', confidentiality: 'private' },
  ]
  for (const mode of partial) {
    unwrap(await verify(await saveAs(store, { ...mode })))
    expect(getUnsaved(), JSON.stringify(mode)).toEqual(all)
  }
  unwrap(await verify(await saveAs(store, { format: 'docx', confidentiality: 'private' })))
  expect(getUnsaved()).toEqual({ ...all, notes: 0 })
})

test('a different, changed or unreadable file is not verified', async () => {
  const path = await saveAs(store, { format: 'docx' })
  const bytes = readFileSync(path)
  const other = join(createTempFolder(), 'other.docx')
  writeFileSync(other, bytes.subarray(0, bytes.length - 1))
  expect(unwrapError(await verify(other)).message).toContain('not on record')
  expect(unwrap(await verify(path))).toMatchObject({ format: 'docx', fileName: 'report.docx' })
  expect(unwrap(store.call('afterEvent.state', { conference: octopus })).sent[0]?.verifiedAt).not.toBeNull()
})

test.each([
  'docx',
  'odt',
  'md',
  'html',
  'txt',
  'json',
  'actions-csv',
  'actions-ics',
  'contacts-csv',
  'vcf',
  'ics',
])('a saved %s can be read back', async (format) => {
  unwrap(await verify(await saveAs(store, { format })))
})

test('a saved folder of Markdown can be read back if it is unchanged', async () => {
  const path = await saveAs(store, { format: 'md-folder' })
  writeFileSync(join(path, '.DS_Store'), 'of the file manager')
  expect(unwrap(await verify(path))).toMatchObject({ format: 'md-folder' })
  const [first = ''] = readdirSync(path).filter((name) => name.endsWith('.md'))
  writeFileSync(join(path, first), 'other words')
  expect(unwrapError(await verify(path)).message).toContain('not on record')
  mkdirSync(join(path, 'a', 'b'), { recursive: true })
  writeFileSync(join(path, 'a', 'b', 'c.md'), '')
  expect(unwrapError(await verify(path)).code).toBe('bad-file')
})
