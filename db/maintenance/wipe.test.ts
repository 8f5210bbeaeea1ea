/** Tests that no file of the profile contains any of the delegate's text after the deletion. */
import { randomUUID } from 'node:crypto'
import { linkSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, expect, test, vi } from 'vitest'
import { saveAs, toInput } from '../export/testing/sample.ts'
import { importShared, shareNotes } from '../sharing/testing/shared-files.ts'
import { storeDocumentText } from '../sql/document-texts.ts'
import { attachDocument } from '../testing/own-documents.ts'
import { createPng } from '../testing/pictures.ts'
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

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

const title = 'Octopus Conference 2016'
/** A different word for each place. */
const planted = {
  note: 'Quagmirenote',
  version: 'Quagmireversion',
  deleted: 'Quagmiredeleted',
  tag: 'quagmiretag',
  contact: 'Quagmirecontact',
  contactNote: 'Quagmirecontactnote',
  colleague: 'Quagmirecolleague',
  theirs: 'Quagmiretheirs',
  taught: 'Quagmiretaught',
  ignored: 'Quagmireignored',
  slide: 'Quagmireslide',
  documentName: 'Quagmiredocumentname',
  documentText: 'Quagmiredocumenttext',
}

let store: TestStore
const db = () => store.lifecycle.ready().connection.db
let picture: Uint8Array<ArrayBuffer>

beforeEach(async () => {
  store = createTempStore()
  picture = createPng(60, 40)
  const { sha256 } = unwrap(await store.request('pictures.add', { bytes: picture }))
  const first = saveNote(store, `${planted.version} was there.`, { session: 'workshop-9' })
  store.clock.pass({ minutes: 10 })
  saveNote(
    store,
    `${planted.note} ![x](rapporteur:picture/${sha256}) [@EUROJUST](rapporteur:contact/octopus-2016/eurojust)\n\n- [ ] ${planted.note}\n`,
    { id: first.id, session: 'workshop-9', baseRevision: first.revision },
  )
  const addSlide = "INSERT INTO picture_text (sha256, text, languages, recogniser) VALUES (?, ?, '', '')"
  db().prepare(addSlide).run(sha256, planted.slide)
  unwrap(store.call('tags.change', { notes: [first.id], add: [planted.tag as never], remove: [] }))
  unwrap(store.call('pins.set', { notes: [first.id], pinned: true }))
  unwrap(store.call('spelling.choose', { note: first.id, language: 'fr' }))
  unwrap(store.call('spelling.ignore', { note: first.id, word: planted.ignored, ignored: true }))
  unwrap(store.call('spelling.teach', { word: planted.taught, conference: octopus, known: true }))
  await attachDocument(store, `${planted.documentName}.txt`, { text: planted.documentText })
  const [document] = unwrap(store.call('files.list', { conference: octopus }))
  const read = { extractor: 'test', pages: [planted.documentText], problem: null }
  storeDocumentText(store.lifecycle.ready().connection.sql, document?.sha256 ?? '', read)
  const gone = saveNote(store, planted.deleted)
  unwrap(store.call('notes.remove', { ids: [gone.id] }))
  unwrap(
    store.call('contacts.save', {
      id: createContactId(),
      conference: octopus,
      fields: { ...someone, name: planted.contact, note: planted.contactNote },
    }),
  )
  unwrap(store.call('stars.set', { conference: octopus, session: toGuid('workshop-9'), starred: true }))
  const colleague = createTempStore()
  unwrap(colleague.call('people.saveMe', { name: planted.colleague, delegation: '' }))
  saveNote(colleague, planted.theirs)
  await importShared(store, await shareNotes(colleague))
  unwrap(store.call('backups.create', {}))
  store.clock.pass({ minutes: 10 })
  unwrap(store.call('backups.create', {}))
  mkdirSync(join(store.folder, 'damaged', '2016-11-17T100000Z'), { recursive: true })
  writeFileSync(join(store.folder, 'damaged', '2016-11-17T100000Z', 'rapporteur.db'), planted.note)
  // A temporary file of a killed process, and an opened document.
  writeFileSync(join(store.folder, 'rapporteur.db.12345.part'), planted.note)
  mkdirSync(join(store.folder, 'opened', 'abc'), { recursive: true })
  writeFileSync(join(store.folder, 'opened', 'abc', 'agenda.pdf'), planted.note)
})

/** Adds a hard link to each file, through which its blocks can be read after it was deleted. */
function holdFiles(): string {
  const held = createTempFolder()
  for (const [index, path] of listFiles(store.folder).entries()) linkSync(path, join(held, String(index)))
  return held
}

function listFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
}

/** Searches in UTF-8 and UTF-16, ignoring case, since FTS5 stores words in lower case. */
function findPlantedWords(folder = store.folder): string[] {
  const words = [...Object.values(planted), Buffer.from(picture.slice(60, 120)).toString('latin1')]
  return listFiles(folder).flatMap((path) => {
    const bytes = readFileSync(path)
    const [narrow, wide] = [bytes.toString('latin1'), bytes.toString('utf16le')]
    return words
      .filter((word) => [narrow, wide].some((text) => text.toLowerCase().includes(word.toLowerCase())))
      .map((word) => `${word} in ${path.slice(folder.length + 1)}`)
  })
}

async function exportAndVerify(): Promise<void> {
  const path = await saveAs(store, { format: 'docx', confidentiality: 'private' })
  await verify(path)
}

function verify(path: string) {
  const grant = randomUUID()
  store.grants.add(grant, { path, mode: 'read' })
  return store.request('afterEvent.verify', { conference: octopus, grant })
}

function copyNotebook() {
  const grant = randomUUID()
  const path = join(createTempFolder(), 'copy.db')
  store.grants.add(grant, { path, mode: 'write' })
  return store.request('afterEvent.backUp', { conference: octopus, grant })
}

const getUnsaved = () => unwrap(store.call('afterEvent.state', { conference: octopus })).unsaved

const wipe = (more: { confirmation?: string; unverified?: boolean; deleteRecords?: boolean } = {}) =>
  store.request('afterEvent.wipe', {
    conference: octopus,
    confirmation: title,
    unverified: false,
    deleteRecords: true,
    ...more,
  })

test('before the deletion, every word is found in some file', () => {
  const places = findPlantedWords().join('\n')
  for (const word of [...Object.values(planted), 'backups', 'damaged']) expect(places).toContain(word)
})

test('after the deletion, no file contains any of the words, and the programme is still there', async () => {
  const path = await saveAs(store, { format: 'json', confidentiality: 'private' })
  const outside = join(createTempFolder(), 'report.json')
  writeFileSync(outside, readFileSync(path))
  writeFileSync(path, '')
  unwrap(await verify(outside))
  await copyNotebook()
  const wiped = unwrap(await wipe())
  expect(wiped).toMatchObject({
    notes: 3,
    versions: 1,
    contacts: 1,
    stars: 1,
    documents: 1,
    pictures: 1,
    backups: 2,
    damaged: 1,
    conference: { title },
  })
  expect(wiped.verified).toHaveLength(1)
  expect(findPlantedWords()).toEqual([])
  expect(unwrap(store.call('notes.list', { conference: octopus }))).toEqual([])
  expect(unwrap(store.call('sessions.list', { conference: octopus }))).toHaveLength(13)
  expect(unwrap(store.call('people.list', {})).map(({ name }) => name)).not.toContain(planted.colleague)
  expect(unwrap(store.call('backups.list', {})).map(({ name }) => name)).toEqual([wiped.backup])
  expect(unwrap(store.call('exportLog.sent', { conference: octopus }))).toEqual([])
  // Notes written from now on can be found.
  saveNote(store, 'Afterwards.')
  const hits = unwrap(store.call('search.query', { conference: octopus, text: 'afterw', limit: 5 }))
  expect(hits).toHaveLength(1)
  store.close()
  expect(findPlantedWords()).toEqual([])
})

test('the blocks of the old database, its log and all copies are zeroed', async () => {
  const held = holdFiles()
  const log = join(store.folder, 'rapporteur.db-wal')
  expect(readFileSync(log, 'latin1')).toContain(planted.note)
  expect(findPlantedWords(held).length).toBeGreaterThan(20)
  const inodes = [join(store.folder, 'rapporteur.db'), log].map((path) => statSync(path).ino)
  unwrap(await wipe({ unverified: true }))
  expect(findPlantedWords(held)).toEqual([])
  expect(findPlantedWords()).toEqual([])
  // The files were overwritten before they were deleted, and not truncated.
  for (const inode of inodes) {
    const old = listFiles(held).find((path) => statSync(path).ino === inode) ?? ''
    expect(statSync(old).size).toBeGreaterThan(4096)
    expect(readFileSync(old).every((byte) => byte === 0)).toBe(true)
  }
  expect(readdirSync(store.folder).filter((name) => /part|opened|damaged/.test(name))).toEqual([])
})

test('a failure after the rows are deleted leaves an open notebook, and a second attempt works', async () => {
  // This folder blocks the new file.
  const inTheWay = join(store.folder, `rapporteur.db.wiped.${process.pid}.part`)
  mkdirSync(join(inTheWay, 'x'), { recursive: true })
  expect(unwrapError(await wipe({ unverified: true })).code).toBe('file-access')
  expect(unwrap(store.call('sessions.list', { conference: octopus }))).toHaveLength(13)
  rmSync(inTheWay, { recursive: true })
  const held = holdFiles()
  unwrap(await wipe({ unverified: true }))
  expect(findPlantedWords(held)).toEqual([])
})

test('the earlier backups stay if no new one can be made', async () => {
  const backups = unwrap(store.call('backups.list', {}))
  const time = store.clock.now().slice(0, 19).replaceAll(':', '')
  // This folder blocks the new backup.
  const inTheWay = join(store.folder, 'backups', `rapporteur-${time}Z-daily.db.${process.pid}.part`)
  mkdirSync(join(inTheWay, 'x'), { recursive: true })
  expect(unwrapError(await wipe({ unverified: true })).code).toBe('file-access')
  expect(unwrap(store.call('backups.list', {}))).toEqual(backups)
  rmSync(inTheWay, { recursive: true })
  const { backup } = unwrap(await wipe({ unverified: true }))
  expect(unwrap(store.call('backups.list', {})).map(({ name }) => name)).toEqual([backup])
  expect(findPlantedWords()).toEqual([])
})

test('a backup that cannot be deleted is reported, and all other copies are deleted', async () => {
  const [newer] = unwrap(store.call('backups.list', {})).map(({ name }) => name)
  // This folder takes the name that the backup gets before it is overwritten.
  const inTheWay = join(store.folder, 'backups', `${newer}.${process.pid}.part`)
  mkdirSync(join(inTheWay, 'x'), { recursive: true })
  expect(unwrapError(await wipe({ unverified: true })).code).toBe('file-access')
  const left = findPlantedWords().filter((found) => !found.endsWith(`${newer}`))
  expect(left).toEqual([])
})

test('notes on other conferences stay', async () => {
  db().prepare(`UPDATE note SET conference = 'another' WHERE markdown = ?`).run(`${planted.theirs}`)
  unwrap(await wipe({ unverified: true }))
  expect(db().prepare(`SELECT markdown FROM note WHERE conference = 'another'`).all()).toEqual([
    { markdown: planted.theirs },
  ])
})

const keys = () =>
  db().prepare('SELECT person, public_key AS key FROM device_key').all() as { person: string; key: string }[]

test('deletes keys of colleagues without other data; other keys and the own device stay', async () => {
  expect(keys()).toHaveLength(2)
  const { id, privateKey } = store.lifecycle.ready().device
  db().exec(`UPDATE note SET conference = 'another' WHERE markdown LIKE '%${planted.note}%'`)
  unwrap(await wipe({ unverified: true }))
  expect(keys().map(({ person }) => person)).toEqual([unwrap(store.call('people.me', {})).id])
  expect(store.lifecycle.ready().device).toMatchObject({ id, privateKey })
})

test('if nothing else was written, deletes the device and its key too', async () => {
  const { id, privateKey } = store.lifecycle.ready().device
  const secret = privateKey.split('\n')[1] ?? ''
  const before = keys()
  const held = holdFiles()
  unwrap(await wipe({ unverified: true }))
  expect(store.lifecycle.ready().device.id).not.toBe(id)
  for (const { key } of before) expect(keys().map((one) => one.key)).not.toContain(key)
  for (const path of [...listFiles(store.folder), ...listFiles(held)])
    expect(readFileSync(path).includes(secret), path).toBe(false)
  saveNote(store, 'Another day.')
})

test('every table is listed here, as one whose rows are kept or deleted', () => {
  const tables = store.lifecycle
    .ready()
    .connection.db.prepare<[], { name: string }>(
      `SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name`,
    )
    .all()
    .map(({ name }) => name)
    .filter((name) => !/_search(?:_|$)/.test(name) && !name.startsWith('sqlite_'))
  const keptProgramme = [
    ...['conference', 'directory_entry', 'key_message', 'programme_update', 'room', 'session'],
    ...['session_change', 'session_speaker', 'speaker', 'conference_file', 'file_content', 'pack_key'],
    ...['document_page', 'document_text'],
  ]
  const deleted = [
    ...['colleague_star', 'contact', 'device_key', 'dismissed_link', 'edit_clock'],
    ...['export_log', 'field_change', 'ignored_word', 'key_message_remark', 'merge_log'],
    ...['note', 'note_language', 'note_pin', 'note_tag', 'own_document', 'own_entry'],
    ...['own_word', 'person', 'picture', 'session_delay', 'star'],
  ]
  const deletedWithNote = ['note_handling', 'note_items', 'note_mention', 'note_picture', 'note_version']
  const deletedWithPicture = ['picture_text']
  const keptForAllConferences = ['log_mark', 'note_template', 'setting']
  const kept = [...keptProgramme, ...keptForAllConferences]
  expect(tables).toEqual([...kept, ...deleted, ...deletedWithNote, ...deletedWithPicture].sort())
})

test('logs are kept on request, without their undo data', async () => {
  unwrap(await wipe({ unverified: true, deleteRecords: false }))
  const received = unwrap(store.call('exportLog.received', { conference: octopus }))
  expect(received).toMatchObject([{ canUndo: false }])
})

test('a deletion requires the name of the conference, and a copy made since the last change', async () => {
  expect(unwrapError(await wipe({ unverified: true, confirmation: 'Octopus' })).code).toBe('conflict')
  expect(unwrapError(await wipe()).message).toContain('no checked file')
  unwrap(await copyNotebook())
  expect(getUnsaved()).toEqual({ notes: 0, contacts: 0, ownEntries: 0, remarks: 0, documents: 0 })
  store.clock.pass({ minutes: 1 })
  saveNote(store, 'One more.')
  expect(unwrapError(await wipe()).message).toContain('no checked file')
  expect(unwrap(store.call('notes.list', { conference: octopus }))).toHaveLength(3)
  await exportAndVerify()
  unwrap(await wipe({ confirmation: ' octopus conference 2016 ' }))
})

test('a copy of everything is written to a chosen place and logged', async () => {
  const path = join(createTempFolder(), 'copy.db')
  const grant = randomUUID()
  store.grants.add(grant, { path, mode: 'write' })
  const saved = unwrap(await store.request('afterEvent.backUp', { conference: octopus, grant }))
  expect(readFileSync(path)).toHaveLength(saved.bytes)
  expect(readFileSync(path, 'latin1')).toContain(planted.note)
  expect(unwrap(store.call('exportLog.sent', { conference: octopus }))[0]).toMatchObject({
    format: 'backup',
    sha256: saved.sha256,
  })
})

test('a deletion is refused while another program reads the database, and works at the second attempt', async () => {
  unwrap(await store.request('export.preview', toInput({ format: 'md' })))
  const other = createTempStore({ folder: store.folder })
  const reader = other.lifecycle.ready().connection.db
  reader.prepare('BEGIN').run()
  reader.prepare('SELECT count(*) FROM note').get()
  const failure = await wipe({ unverified: true })
  reader.prepare('COMMIT').run()
  other.close()
  expect(unwrapError(failure).code).toBe('busy')
  unwrap(await wipe({ unverified: true }))
  expect(findPlantedWords()).toEqual([])
}, 60_000)
