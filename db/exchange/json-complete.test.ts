/** A whole copy as JSON makes an equal database: every table and column, but for what docs/json-format.md leaves out. */
import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { richNote } from '../exporters/testing/sample.ts'
import { ConferenceSlug, type NoteId } from '../model.ts'
import { bundle as programme, session } from '../testing/bundles.ts'
import { decisions, everyTable, type Table, tablesOf } from '../testing/every-table.ts'
import { grantOf, importPack, pack } from '../testing/packs.ts'
import { png } from '../testing/pictures.ts'
import {
  guid,
  must,
  newContactId,
  newNoteId,
  octopus,
  someone,
  type TestStore,
  tempStore,
} from '../testing/temp-store.ts'
import { exportJson, handOver, takeIn } from './testing.ts'

vi.setConfig({ testTimeout: 180_000 })

const testing = ConferenceSlug.parse('testing-days')
const everything = { confidentiality: 'private', include: { contactNotes: true, history: true } } as const

type Where = { session?: string; keyMessage?: string; id?: NoteId; baseRevision?: number }

function save(store: TestStore, conference: ConferenceSlug, markdown: string, where: Where = {}): NoteId {
  const { id = newNoteId(), session: at, keyMessage, baseRevision = 0 } = where
  const [session, about] = [at ? guid(at) : null, keyMessage ? guid(keyMessage) : null]
  must(store.call('notes.save', { id, conference, session, keyMessage: about, markdown, baseRevision }))
  store.clock.pass({ minutes: 3 })
  return id
}

function meet(store: TestStore, conference: ConferenceSlug, fields: object) {
  const id = newContactId()
  must(store.call('contacts.save', { id, conference, fields: { ...someone, ...fields } }))
  return id
}

/** All that can be written on a conference that has these two sessions. */
async function fill(store: TestStore, conference: ConferenceSlug, [first, second]: [string, string]) {
  const picture = must(await store.request('pictures.add', { bytes: png(40, 30) }))
  const shows = `![slide](rapporteur:picture/${picture.sha256})`
  const id = save(store, conference, 'As first written', { session: first })
  save(store, conference, `${richNote}\n${shows}\n`, { session: first, id, baseRevision: 1 })
  const about = must(store.call('keyMessages.list', { conference }))[0]?.guid
  if (!about) throw new Error('the conference has no key messages')
  const ana = meet(store, conference, { metAt: guid(first), note: 'owes me a coffee' })
  save(store, conference, `Said by [@Ana](rapporteur:contact/${ana}).`, { keyMessage: about })
  const hidden = save(store, conference, 'For nobody but me', { session: second })
  must(store.call('notes.setConfidentiality', { ids: [hidden], confidentiality: 'private' }))
  save(store, conference, 'open\n\n[Internal:](rapporteur:internal) but not all of it')
  save(store, conference, '', { session: second })
  // In the trash, and removed for good.
  const trashed = save(store, conference, 'In the trash')
  const purged = save(store, conference, 'Removed for good', { session: first })
  const [left, gone] = [meet(store, conference, { name: 'Left' }), meet(store, conference, { name: 'Gone' })]
  must(store.call('notes.remove', { ids: [trashed, purged] }))
  for (const one of [left, gone]) must(store.call('contacts.remove', { id: one }))
  must(store.call('trash.remove', { notes: [purged], contacts: [gone] }))

  must(store.call('tags.change', { notes: [id], add: ['Доказательства', 'cloud', 'old'], remove: [] }))
  must(store.call('tags.change', { notes: [id], add: [], remove: ['old'] }))
  must(store.call('pins.set', { notes: [id, hidden], pinned: true }))
  must(store.call('pins.set', { notes: [hidden], pinned: false }))
  for (const at of [first, second]) {
    must(store.call('stars.set', { conference, session: guid(at), starred: true }))
  }
  must(store.call('reminders.set', { conference, session: guid(first), minutes: 25 }))
  must(store.call('reminders.set', { conference, session: guid(second), minutes: null }))
  must(store.call('stars.set', { conference, session: guid(second), starred: false }))

  must(store.call('spelling.choose', { note: id, language: 'fr' }))
  must(store.call('spelling.ignore', { note: id, word: 'procès-verbal', ignored: true }))
  must(store.call('spelling.teach', { word: `Rapporteur${conference.length}`, conference, known: true }))
  const href = 'rapporteur:speaker/testing-days/ada'
  must(store.call('suggestions.dismiss', { note: id, hrefs: [href], dismissed: true }))
}

/** Of one's own, whatever the conference. */
function settle(store: TestStore) {
  const [kept, removed] = [randomUUID(), randomUUID()]
  must(store.call('templates.save', { id: kept, name: 'Bilateral', markdown: '## With' }))
  must(store.call('templates.save', { id: kept, name: 'Bilateral', markdown: '## With {{who}}' }))
  must(store.call('templates.save', { id: removed, name: 'Old', markdown: 'Old' }))
  must(store.call('templates.remove', { id: removed }))
  const [preset] = must(store.call('presets.list', {})).presets
  if (!preset) throw new Error('the app comes with presets')
  must(store.call('presets.save', { id: randomUUID(), name: 'For the ministry', choice: preset.choice }))
  must(store.call('presets.remember', { preset: null, choice: preset.choice }))
  must(store.call('reminders.setUsual', { minutes: 15 }))
}

/** A pack, two updates of it of which one was undone, and another conference under the same name. */
async function follow(store: TestStore): Promise<ConferenceSlug> {
  must(await importPack(store))
  store.clock.pass({ hours: 1 })
  const moved = pack((made) => {
    made.conference.revision = 2
    made.rooms.unshift({ guid: 'annex', name: 'Annex', languages: ['es'] } as never)
    made.sessions[0] = session('opening', {
      ...{
        title: 'Opening',
        label: 'P1',
        description: 'Welcome.',
        speakers: ['ada'],
        room: 'annex',
        type: 'Podium',
        track: 'Security',
      },
      recording: { licence: 'CC BY', optOut: true },
      links: [{ kind: 'attachment', title: 'Слайды', url: null }],
    })
    Object.assign(made.speakers?.[0] ?? {}, { biography: 'Wrote the first programme.' })
    made.sessions.push(session('shadow'))
    Object.assign(made.conference, { url: 'https://example.org/' })
    Object.assign(made.directory?.[0] ?? {}, { partOf: 'UN', url: 'https://unodc.example/' })
  })
  must(await importPack(store, moved))
  store.clock.pass({ hours: 1 })
  const shorter = pack((made) => {
    made.conference.revision = 3
    // The other one has a document, which a pack may not hold without its session.
    made.sessions.shift()
  })
  must(await importPack(store, shorter))
  const [last] = must(store.call('updates.list', { conference: testing }))
  must(store.call('updates.undo', { conference: testing, id: last?.id ?? 0 }))
  const other = programme((made) => {
    made.conference.title = 'Another thing altogether'
    made.sessions = [session('one'), session('two')]
  })
  const made = must(
    await store.request('import.file', {
      grant: grantOf(store, new TextEncoder().encode(JSON.stringify(other)), 'other.json'),
      choice: { update: null },
    }),
  )
  const { slug } = made.conference
  must(store.call('conferences.rename', { conference: slug, title: 'What it is about' }))
  return slug
}

async function colleague(conference: ConferenceSlug): Promise<string> {
  const boris = tempStore()
  must(boris.call('people.saveMe', { name: 'Boris', delegation: '' }))
  must(await importPack(boris))
  const id = save(boris, conference, 'By a colleague', { session: 'opening' })
  save(boris, conference, 'By a colleague, and changed', { session: 'opening', id, baseRevision: 1 })
  save(boris, conference, 'open\n\n[Private:](rapporteur:private) and more')
  meet(boris, conference, { name: 'Met by Boris' })
  return handOver(boris, { conference, history: true })
}

test('through one file for each conference into an empty profile', async () => {
  const anna = tempStore()
  must(anna.call('people.saveMe', { name: 'Anna Ek', delegation: 'Швеция' }))
  const other = await follow(anna)
  await takeIn(anna, await colleague(testing))
  const theirs = must(anna.call('notes.list', { conference: testing })).find(({ excerpt }) =>
    excerpt.startsWith('By a colleague'),
  )
  if (!theirs) throw new Error('the note of the colleague is not there')
  save(anna, testing, 'Changed here', { id: theirs.id, session: 'opening', baseRevision: 2 })
  settle(anna)
  await fill(anna, testing, ['opening', 'closing'])
  await fill(anna, other, ['one', 'two'])
  await fill(anna, octopus, ['workshop-8', 'workshop-9'])

  const copy = tempStore()
  const files = []
  for (const conference of [testing, other, octopus]) {
    files.push(await exportJson(anna, { ...everything, conference }))
  }
  for (const file of files) await takeIn(copy, file, { stars: true })
  const [before, after] = [everyTable(anna), everyTable(copy)]
  expect(Object.keys(after)).toEqual(Object.keys(before))
  for (const [table, rows] of Object.entries(before)) {
    expect(after[table], table).toEqual(rows)
    expectFull(table, rows)
  }
  for (const file of files) expect((await takeIn(copy, file, { stars: true })).id).toBeNull()
  expect(everyTable(copy)).toEqual(after)

  // Word for word the same, but for when they were written.
  const dated = /"createdAt": "[^"]+"|"from": "[^"]+"/g
  const words = (path: string) => readFileSync(path, 'utf8').replaceAll(dated, '')
  expect(words(await exportJson(copy, { ...everything, conference: testing }))).toBe(words(files[0] ?? ''))
})

/** What is empty everywhere would be equal without being copied. */
function expectFull(table: string, rows: Table): void {
  expect(rows.length, table).toBeGreaterThan(0)
  for (const column of Object.keys(rows[0] ?? {})) {
    expect(
      rows.some((row) => row[column] !== null && row[column] !== ''),
      `${table}.${column}`,
    ).toBe(true)
  }
}

test('through a file for another computer of one’s own, where both have the conference', async () => {
  const anna = tempStore()
  must(anna.call('people.saveMe', { name: 'Anna Ek', delegation: 'Швеция' }))
  settle(anna)
  await fill(anna, octopus, ['workshop-8', 'workshop-9'])
  const wanted = { stars: true, contactNotes: true, history: true, confidentiality: 'private' } as const
  const file = await handOver(anna, wanted, 'correct horse battery')
  const copy = tempStore()
  const { opened } = must(await openedBy(copy, file))
  const preview = must(await copy.request('exchange.unlock', { opened, passphrase: 'correct horse battery' }))
  expect(preview.own).toBe(7)
  const before = everyTable(copy)
  const { id } = must(copy.call('exchange.merge', { opened, choices: { stars: true } }))
  expect(everyTable(copy)).toEqual(everyTable(anna))
  // And back out, but for who is known by name and the pictures, which upkeep removes.
  must(copy.call('exchange.undo', { id: id ?? 0 }))
  const { person: _, picture: __, ...rest } = everyTable(copy)
  const { person: ___, picture: ____, ...restBefore } = before
  expect(rest).toEqual(restBefore)
})

function openedBy(store: TestStore, path: string) {
  const grant = randomUUID()
  store.grants.add(grant, { path, mode: 'read' })
  return store.request('exchange.open', { grant })
}

test('a colleague’s own things stay theirs unless they are asked for; what is here is not overwritten', async () => {
  const anna = tempStore()
  settle(anna)
  await fill(anna, octopus, ['workshop-8', 'workshop-9'])
  const file = await exportJson(anna, everything)
  const boris = tempStore()
  const [preset] = must(boris.call('presets.list', {})).presets
  if (!preset) throw new Error('the app comes with presets')
  must(boris.call('presets.save', { id: randomUUID(), name: 'for the MINISTRY', choice: preset.choice }))
  await takeIn(boris, file)
  expect(must(boris.call('templates.list', {}))).toEqual([])
  expect(must(boris.call('spelling.words', {}))).toEqual([])
  await takeIn(boris, file, { stars: true })
  expect(must(boris.call('templates.list', {}))).toMatchObject([{ name: 'Bilateral' }])
  const names = must(boris.call('presets.list', {})).presets.flatMap(({ name }) => name ?? [])
  expect(names).toEqual(['for the MINISTRY', 'For the ministry (2)'])
})

test('single words go only where private notes do, and none of it under the Chatham House Rule', async () => {
  const anna = tempStore()
  must(await importPack(anna))
  settle(anna)
  await fill(anna, testing, ['opening', 'closing'])
  const of = async (wanted: object) =>
    JSON.parse(
      readFileSync(await exportJson(anna, { ...everything, conference: testing, ...wanted }), 'utf8'),
    )
  expect((await of({ confidentiality: 'internal' })).own).toMatchObject({
    ...{ words: [], notes: [], templates: [{}, {}], presets: [{}] },
  })
  for (const wanted of [{ chathamHouse: true }, { tags: ['cloud'] }, { sessions: [guid('opening')] }]) {
    const file = await of(wanted)
    for (const key of ['own', 'past', 'files']) expect(file, key).not.toHaveProperty(key)
  }
})

test('documents that are not what they were are refused, and nothing is written', async () => {
  const anna = tempStore()
  must(await importPack(anna))
  const path = await exportJson(anna, { ...everything, conference: testing })
  const whole = JSON.parse(readFileSync(path, 'utf8'))
  expect(whole.files).toHaveLength(2)
  const base64 = Buffer.from('<svg onload="alert(1)"/>').toString('base64')
  const changed: [object, string][] = [
    [{ base64 }, 'is not the document that it was'],
    [{ guid: 'documents/run.exe' }, 'is not the document that it was'],
    [{ guid: '../level-1.svg' }, 'files[0].guid'],
    [{ guid: whole.files[1].guid }, ''],
  ]
  const copy = tempStore()
  const before = everyTable(copy)
  for (const [change, message] of changed) {
    writeFileSync(
      path,
      JSON.stringify({ ...whole, files: [{ ...whole.files[0], ...change }, whole.files[1]] }),
    )
    const result = await openedBy(copy, path)
    expect(result).toMatchObject({ ok: false, error: { code: 'bad-file' } })
    expect(JSON.stringify(result)).toContain(message)
  }
  expect(everyTable(copy)).toEqual(before)
})

test('of every table there is it is said whether it goes along', () => {
  expect([...decisions.keys()].sort()).toEqual([...tablesOf(tempStore()), '…_search'].sort())
})
