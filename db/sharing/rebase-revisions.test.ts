/** A colleague's file with the highest possible revisions. */
import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { NoteId } from '../model.ts'
import { listMigrations, migrate } from '../store/migrate.ts'
import { openConnection } from '../store/open.ts'
import {
  createNoteId,
  createTempFolder,
  createTempStore,
  octopus,
  resources,
  saveNote,
  type TestStore,
  unwrap,
} from '../testing/temp-store.ts'
import type { JsonExport } from './bundle.ts'
import { exportJson, importShared, openShared, shareNotes } from './testing/shared-files.ts'
import { anna, boris, getText, listNotes, prepareTwoStores } from './testing/two-stores.ts'

prepareTwoStores()

const HIGHEST = Number.MAX_SAFE_INTEGER
const everything = { confidentiality: 'private', include: { contactNotes: true, history: true } } as const

/** Boris's export with all revisions increased, so that the highest revision is `HIGHEST`. */
async function exportWithHighRevisions(): Promise<string> {
  const file = JSON.parse(readFileSync(await exportJson(boris, everything), 'utf8')) as JsonExport
  for (const row of [...file.notes, ...file.contacts, ...file.stars]) {
    const up = HIGHEST - row.revision
    row.revision += up
    for (const author of Object.keys(row.clock)) row.clock[author] = (row.clock[author] ?? 0) + up
    if ('versions' in row) for (const version of row.versions) version.revision += up
    if ('tags' in row) for (const tag of row.tags ?? []) tag.revision = HIGHEST
  }
  const path = join(createTempFolder(), 'forged.json')
  writeFileSync(path, JSON.stringify(file))
  return path
}

const texts = (store: TestStore, id: NoteId) => [
  getText(store, id),
  ...unwrap(store.call('notes.versions', { id })).map(
    ({ revision }) => unwrap(store.call('notes.version', { id, revision })).markdown,
  ),
]

/** Saves as the window does, each time based on the last revision. */
function writeOn(store: TestStore, id: NoteId, times: number): void {
  let { revision } = unwrap(store.call('notes.get', { id }))
  for (let time = 1; time <= times; time += 1)
    revision = saveNote(store, `written on ${time}`, { id, baseRevision: revision }).revision
}

describe('a file with the highest revisions', () => {
  test('is imported like one with low revisions, and its note can be saved repeatedly', async () => {
    const { id } = saveNote(boris, 'one')
    boris.clock.pass({ minutes: 6 })
    saveNote(boris, 'two', { id, baseRevision: 1 })
    boris.clock.pass({ minutes: 6 })
    saveNote(boris, 'three', { id, baseRevision: 2 })
    unwrap(boris.call('tags.change', { notes: [id], add: ['budget'], remove: [] }))
    await importShared(anna, await exportWithHighRevisions())
    expect(texts(anna, id)).toEqual(['three', 'two', 'one'])
    expect(unwrap(anna.call('notes.get', { id })).tags).toEqual(['budget'])
    writeOn(anna, id, 20)
    expect(getText(anna, id)).toBe('written on 20')
  })

  test('allows later edits, which reach a third computer and come back', async () => {
    const { id } = saveNote(boris, 'one')
    const path = await exportWithHighRevisions()
    await importShared(anna, path)
    writeOn(anna, id, 3)
    expect(unwrap(await openShared(anna, path)).preview).toMatchObject({ notes: [], known: 1 })
    await importShared(boris, path, { trustKey: true })
    await importShared(boris, await shareNotes(anna))
    expect(getText(boris, id)).toBe('written on 3')
    writeOn(boris, id, 2)
    await importShared(anna, await shareNotes(boris))
    expect(getText(anna, id)).toBe('written on 2')
    expect(listNotes(anna)).toHaveLength(1)
  })

  test('keeps both texts of a note that was changed here too', async () => {
    const { id } = saveNote(boris, 'base')
    await importShared(anna, await shareNotes(boris))
    saveNote(anna, 'base and Anna', { id, baseRevision: 1 })
    saveNote(boris, 'base and Boris', { id, baseRevision: 1 })
    const { preview } = await importShared(anna, await exportWithHighRevisions(), {
      theirs: [id],
      trustKey: true,
    })
    expect(preview?.notes).toMatchObject([{ step: 'both' }])
    expect(texts(anna, id)).toEqual(['base and Boris', 'base and Anna'])
    writeOn(anna, id, 5)
    expect(getText(anna, id)).toBe('written on 5')
  })
})

test('a note already stored with such revisions can be saved, with its versions in order', () => {
  const folder = createTempFolder()
  const connection = openConnection(join(folder, 'rapporteur.db'))
  migrate(connection.db, listMigrations(resources).slice(0, 17))
  const [id, author, at] = [createNoteId(), randomUUID(), '2016-11-17T13:30:00.000Z']
  const { lastInsertRowid: rowid } = connection
    .sql(
      `INSERT INTO note (uuid, conference, author, revision, created_at, updated_at, entries, excerpt, plain_text, markdown)
       VALUES (?, ?, ?, ?, ?, ?, 1, 'three', 'three', 'three')`,
    )
    .run(id, octopus, author, HIGHEST, at, at)
  const insertVersion = connection.sql(
    `INSERT INTO note_version (note_id, revision, author, saved_at, replaced_at, entries, excerpt, markdown)
     VALUES (?, ?, ?, ?, ?, 1, ?, ?)`,
  )
  for (const [index, text] of ['one', 'two'].entries()) {
    insertVersion.run(rowid, HIGHEST - 2 + index, author, at, at, text, text)
  }
  connection.close()
  const store = createTempStore({ folder })
  expect(texts(store, id)).toEqual(['three', 'two', 'one'])
  writeOn(store, id, 5)
  expect(getText(store, id)).toBe('written on 5')
})
