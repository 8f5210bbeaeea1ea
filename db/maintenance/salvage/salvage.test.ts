/** Salvages notes from damaged files such as delegates have. */
import { randomUUID } from 'node:crypto'
import { copyFileSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { openConnection, openDatabase } from '../../store/open.ts'
import { attachDocument } from '../../testing/own-documents.ts'
import { addEntry, bilateral } from '../../testing/own-entries.ts'
import { createPng } from '../../testing/pictures.ts'
import {
  createContactId,
  createTempFolder,
  createTempStore,
  octopus,
  saveNote,
  someone,
  toGuid,
  unwrap,
} from '../../testing/temp-store.ts'
import { salvage } from './salvage.ts'

const long = (index: number) =>
  `# Note ${index}\n\n${`Line about evidence in the cloud, ${index}, с русским текстом. `.repeat(40 * (index % 7))}End ${index}.\n`

/** Creates and closes a database with 200 notes, from one line to several pages long, with versions and a contact. */
function createUsedNotebook() {
  const store = createTempStore()
  const ids = Array.from(
    { length: 200 },
    (_, index) => saveNote(store, long(index), { session: 'workshop-9' }).id,
  )
  store.clock.pass({ minutes: 10 })
  for (const [index, id] of ids.slice(0, 20).entries())
    saveNote(store, `${long(index)}\nLater.\n`, { id, baseRevision: 1, session: 'workshop-9' })
  unwrap(store.call('contacts.save', { id: createContactId(), conference: octopus, fields: someone }))
  addEntry(store, octopus)
  const [message, other] = unwrap(store.call('keyMessages.list', { conference: octopus }))
  for (const keyMessage of [message?.guid ?? toGuid(''), other?.guid ?? toGuid('')]) {
    const marks = ['concern' as const]
    unwrap(
      store.call('keyMessages.saveRemark', { conference: octopus, keyMessage, marks, comment: 'Too vague.' }),
    )
  }
  const removed = { conference: octopus, keyMessage: other?.guid ?? toGuid(''), marks: [], comment: '' }
  unwrap(store.call('keyMessages.saveRemark', removed))
  unwrap(store.call('ownEntries.remove', { id: addEntry(store, octopus, { title: 'Dentist' }) as string }))
  store.close()
  return {
    database: store.database,
    ids,
    texts: new Set(ids.map((_, index) => (index < 20 ? `${long(index)}\nLater.\n` : long(index)))),
  }
}

function runSalvage(database: string) {
  const target = join(createTempFolder(), 'salvaged.zip')
  const found = salvage(database, null, target)
  const files = unzipSync(readFileSync(target))
  const everything = JSON.parse(strFromU8(files['everything.json'] ?? new Uint8Array()))
  const markdown = Object.entries(files)
    .filter(([name]) => name.endsWith('.md'))
    .map(([, bytes]) => strFromU8(bytes))
  return { found, files, everything, markdown }
}

test('from an intact file everything is read unchanged', () => {
  const { database, texts } = createUsedNotebook()
  const { found, markdown, everything, files } = runSalvage(database)
  expect(found).toMatchObject({ notes: 200, versions: 20, contacts: 1, entries: 1, remarks: 1, cut: 0 })
  expect(everything.keyMessageRemarks).toMatchObject([
    { conference: octopus, person: '', marks: '["concern"]', comment: 'Too vague.' },
  ])
  expect(new Set(markdown)).toEqual(texts)
  expect(Object.keys(files)[0]).toMatch(/^notes\/octopus-2016\/workshop-9-[0-9a-f]{8}\.md$/)
  expect(everything.contacts[0]).toMatchObject({ name: 'Ana Ferreira', email: 'ana@example.org' })
  expect(everything.ownEntries).toMatchObject([
    { title: 'Mexico bilateral', start: bilateral.start, end: bilateral.end, place: 'Room 204' },
  ])
  expect(everything.versions[0]).toMatchObject({
    note: expect.stringMatching(/^[0-9a-f-]{36}$/),
    revision: 1,
  })
})

test('pictures are read completely or not at all', async () => {
  const store = createTempStore()
  const sizes = [20, 400, 900]
  for (const size of sizes) unwrap(await store.request('pictures.add', { bytes: createPng(size, size) }))
  store.close()
  const { files } = runSalvage(store.database)
  const pictures = Object.entries(files).filter(([name]) => name.startsWith('pictures/'))
  expect(pictures.map(([, bytes]) => bytes.length).sort((a, b) => a - b)).toEqual(
    sizes.map((size) => createPng(size, size).length),
  )
  const bytes = readFileSync(store.database)
  const large = bytes.indexOf(Buffer.from(createPng(900, 900)).subarray(0, 64))
  bytes.fill(0xa5, large + 200, large + 260)
  writeFileSync(store.database, bytes)
  const damaged = Object.keys(runSalvage(store.database).files).filter((name) => name.startsWith('pictures/'))
  expect(damaged).toHaveLength(2)
})

test('own documents are saved under their names, without those that were removed', async () => {
  const store = createTempStore()
  await attachDocument(store, 'Draft: Note.txt', { text: 'Article 18' })
  const removed = await attachDocument(store, 'old.txt', { text: 'Removed' })
  unwrap(store.call('ownDocuments.remove', { id: removed }))
  store.close()
  const { files } = runSalvage(store.database)
  const documents = Object.entries(files).filter(([name]) => name.startsWith('documents/'))
  expect(documents.map(([name]) => name.replace(/[0-9a-f]{8}-/, ''))).toEqual(['documents/Draft-Note.txt'])
  expect(documents.map(([, bytes]) => strFromU8(bytes))).toEqual(['Article 18'])
  expect(JSON.parse(strFromU8(files['everything.json'] ?? new Uint8Array())).ownDocuments).toMatchObject([
    { conference: octopus, session: 'workshop-9', fileName: 'Draft: Note.txt' },
  ])
})

test('no note is lost if the header is missing', () => {
  const { database, texts } = createUsedNotebook()
  const bytes = readFileSync(database)
  bytes.fill(0xa5, 0, 4096)
  writeFileSync(database, bytes)
  const { found, markdown } = runSalvage(database)
  expect(found).toMatchObject({ notes: 200, contacts: 1 })
  expect(new Set(markdown)).toEqual(texts)
})

test('only the content of damaged pages is lost, and nothing is invented', () => {
  const { database, ids, texts } = createUsedNotebook()
  const bytes = readFileSync(database)
  for (let page = 10; page < bytes.length / 4096; page += 9) bytes.fill(0xa5, page * 4096, (page + 1) * 4096)
  writeFileSync(database, bytes)
  const { found, everything } = runSalvage(database)
  expect(found.notes).toBeGreaterThan(100)
  const whole = everything.notes.filter(({ cut }: { cut: boolean }) => !cut)
  expect(whole.length).toBeGreaterThan(80)
  expect(everything.notes.length).toBe(found.notes)
  const allTexts = new Set([...texts, ...ids.map((_, index) => long(index))])
  expect(whole.filter(({ markdown }: { markdown: string }) => !allTexts.has(markdown))).toEqual([])
})

test('the remaining part of a truncated file is read', () => {
  const { database } = createUsedNotebook()
  truncateSync(database, Math.floor(readFileSync(database).length / 2 / 4096) * 4096)
  expect(runSalvage(database).found.notes).toBeGreaterThan(20)
})

test('data that is only in the log is read too', () => {
  const store = createTempStore()
  const { id } = saveNote(store, 'First.\n')
  saveNote(store, 'Only in the log.\n', { id, baseRevision: 1 })
  const copy = join(createTempFolder(), 'rapporteur.db')
  for (const end of ['', '-wal']) copyFileSync(`${store.database}${end}`, `${copy}${end}`)
  writeFileSync(copy, Buffer.alloc(4096, 0xa5))
  const { found, markdown } = runSalvage(copy)
  expect(found.notes).toBe(1)
  expect(markdown).toEqual(['Only in the log.\n'])
})

test('arbitrary bytes never cause an error', () => {
  const { database } = createUsedNotebook()
  const bytes = readFileSync(database)
  let seed = 2016
  for (let round = 0; round < 20; round += 1) {
    for (let change = 0; change < 2_000; change += 1) {
      seed = (Math.imul(seed, 1_103_515_245) + 12_345) >>> 0
      bytes[seed % bytes.length] = seed >>> 24
    }
    writeFileSync(database, bytes)
    expect(runSalvage(database).found.notes).toBeGreaterThanOrEqual(0)
  }
})

test('deleted notes are in a separate folder, and the damaged file stays unchanged', () => {
  const store = createTempStore()
  const { id } = saveNote(store, 'Deleted.\n')
  unwrap(store.call('notes.remove', { ids: [id] }))
  store.close()
  const before = readFileSync(store.database)
  expect(Object.keys(runSalvage(store.database).files)).toContain(
    `deleted/octopus-2016/note-${id.slice(0, 8)}.md`,
  )
  expect(readFileSync(store.database).equals(before)).toBe(true)
  openConnection(store.database).close()
})

const sentences = Array.from({ length: 800 }, (_, index) => `Sentence ${index}.`).join(' ')

/** The pages after the first of the only long row of the table, from 1. */
function findOverflow(database: string): number[] {
  const db = openDatabase(database, null)
  try {
    const select = `SELECT pageno FROM dbstat WHERE name = 'note' AND pagetype = 'overflow' ORDER BY path`
    return db.prepare<[], number>(select).pluck().all()
  } finally {
    db.close()
  }
}

function overwritePage(database: string, page: number): void {
  const bytes = readFileSync(database)
  bytes.fill(0xa5, (page - 1) * 4096, page * 4096)
  writeFileSync(database, bytes)
}

test('if the Markdown of a note is damaged, its text without formatting is saved', () => {
  const store = createTempStore()
  saveNote(store, sentences)
  store.close()
  const pages = findOverflow(store.database)
  const clean = readFileSync(store.database)
  // A damaged last page has no wrong page number, only wrong text.
  for (const index of [-1, -2]) {
    writeFileSync(store.database, clean)
    overwritePage(store.database, pages.at(index) ?? 0)
    const { found, markdown } = runSalvage(store.database)
    expect(found).toMatchObject({ notes: 1, cut: 1 })
    expect(markdown[0]).toContain('Sentence 799.')
    expect(markdown[0]).not.toContain('\uFFFD')
  }
})

/** A copy with its log, as a crash leaves them, and a function that overwrites a text in each page of the log. */
function copyAfterCrash(store: { database: string }) {
  const copy = join(createTempFolder(), 'rapporteur.db')
  for (const end of ['', '-wal']) copyFileSync(`${store.database}${end}`, `${copy}${end}`)
  return {
    copy,
    overwriteInLog: (text: string, length = text.length) => {
      const bytes = readFileSync(`${copy}-wal`)
      for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + length))
        bytes.fill(0xa5, at, at + length)
      writeFileSync(`${copy}-wal`, bytes)
    },
  }
}

test('the newest text counts even if it is damaged, and the complete text before it is a version', () => {
  const store = createTempStore()
  const { id } = saveNote(store, 'First line.\n')
  store.close()
  const again = createTempStore({ folder: store.folder })
  saveNote(again, sentences, { id, baseRevision: 1 })
  const { copy, overwriteInLog } = copyAfterCrash(again)
  overwriteInLog('Sentence 700.')
  const { found, markdown, everything } = runSalvage(copy)
  expect(found).toMatchObject({ notes: 1, cut: 1 })
  expect(markdown[0]).toContain('Sentence 699.')
  expect(everything.versions.map(({ markdown }: { markdown: string }) => markdown)).toContain('First line.\n')
})

test('a page of the file is preferred to a damaged one in the log', () => {
  const store = createTempStore()
  saveNote(store, 'Alpha said that the deadline is the seventeenth and not later.\n')
  const { id } = saveNote(store, 'Beta.\n')
  store.close()
  const again = createTempStore({ folder: store.folder })
  saveNote(again, 'Beta changed.\n', { id, baseRevision: 1 })
  const { copy } = copyAfterCrash(again)
  const log = readFileSync(`${copy}-wal`)
  const text = 'seventeenth'
  for (let at = log.indexOf(text); at >= 0; at = log.indexOf(text, at)) log.fill('#', at, at + text.length)
  writeFileSync(`${copy}-wal`, log)
  expect(runSalvage(copy).markdown).toContain(
    'Alpha said that the deadline is the seventeenth and not later.\n',
  )
})

test('templates, tags and the key message of a note are saved', () => {
  const store = createTempStore()
  unwrap(
    store.call('templates.save', {
      id: randomUUID(),
      name: 'Bilateral',
      markdown: '## Talking points\n',
    }),
  )
  const keyMessage = unwrap(store.call('keyMessages.list', { conference: octopus }))[0]?.guid ?? toGuid('')
  const { id } = saveNote(store, 'On the message.\n', { keyMessage })
  unwrap(store.call('tags.change', { notes: [id], add: ['budget' as never], remove: [] }))
  store.close()
  expect(runSalvage(store.database).everything).toMatchObject({
    notes: [{ id, keyMessage }],
    templates: [{ name: 'Bilateral', markdown: '## Talking points\n' }],
    tags: [{ note: id, tag: 'budget' }],
  })
})
