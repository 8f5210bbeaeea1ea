/** A complete JSON copy makes an equal database: every table and column except those that docs/json-format.md leaves out. */
import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test, vi } from 'vitest'
import { documentedTables, getTables, readAllTables, type Table } from '../testing/all-tables.ts'
import { fillConference, fillProfile, fillSettings, testingDays } from '../testing/full-profile.ts'
import { importPack } from '../testing/packs.ts'
import { createTempStore, octopus, type TestStore, toGuid, unwrap } from '../testing/temp-store.ts'
import { exportJson, importShared, shareNotes } from './testing/shared-files.ts'

vi.setConfig({ testTimeout: 180_000 })

const everything = { confidentiality: 'private', include: { contactNotes: true, history: true } } as const

test('with one file for each conference, imported into an empty profile', async () => {
  const anna = createTempStore()
  const conferences = await fillProfile(anna)

  const copy = createTempStore()
  copy.clock.pass({ hours: 24 })
  const files = []
  for (const conference of conferences) {
    files.push(await exportJson(anna, { ...everything, conference }))
  }
  for (const file of files) await importShared(copy, file, { stars: true })
  const [before, after] = [readAllTables(anna), readAllTables(copy)]
  expect(Object.keys(after)).toEqual(Object.keys(before))
  for (const [table, rows] of Object.entries(before)) {
    expect(after[table], table).toEqual(rows)
    expectFull(table, rows)
  }
  for (const file of files) expect((await importShared(copy, file, { stars: true })).id).toBeNull()
  expect(readAllTables(copy)).toEqual(after)

  // The exports are identical, except for the time and place of writing.
  const dated = /"createdAt": "[^"]+"|"from": "[^"]+"|^ {2}"device": "[^"]+"/gm
  const words = (path: string) => readFileSync(path, 'utf8').replaceAll(dated, '')
  expect(words(await exportJson(copy, { ...everything, conference: testingDays }))).toBe(
    words(files[0] ?? ''),
  )
})

/** Requires rows in every table, since empty tables would be equal without being copied. */
function expectFull(table: string, rows: Table): void {
  expect(rows.length, table).toBeGreaterThan(0)
  for (const column of Object.keys(rows[0] ?? {})) {
    expect(
      rows.some((row) => row[column] !== null && row[column] !== ''),
      `${table}.${column}`,
    ).toBe(true)
  }
}

test('with a file for the other computer, where both have the conference', async () => {
  const anna = createTempStore()
  unwrap(anna.call('people.saveMe', { name: 'Anna Ek', delegation: 'Швеция' }))
  fillSettings(anna)
  await fillConference(anna, octopus, ['workshop-8', 'workshop-9'])
  const wanted = { stars: true, contactNotes: true, history: true, confidentiality: 'private' } as const
  const file = await shareNotes(anna, wanted, 'correct horse battery')
  const copy = createTempStore()
  copy.clock.pass({ hours: 24 })
  const { opened } = unwrap(await openFile(copy, file))
  const preview = unwrap(
    await copy.request('sharing.unlock', { opened, passphrase: 'correct horse battery' }),
  )
  expect(preview.own).toBe(12)
  const before = readAllTables(copy)
  const { id } = unwrap(copy.call('sharing.merge', { opened, choices: { stars: true } }))
  expect(readAllTables(copy)).toEqual(readAllTables(anna))
  // Undo removes everything except names of people, and pictures and contents of documents, which upkeep deletes.
  unwrap(copy.call('sharing.undo', { id: id ?? 0 }))
  const kept = { person: [], picture: [], file_content: [] }
  expect({ ...readAllTables(copy), ...kept }).toEqual({ ...before, ...kept })
})

function openFile(store: TestStore, path: string) {
  const grant = randomUUID()
  store.grants.add(grant, { path, mode: 'read' })
  return store.request('sharing.open', { grant })
}

test('a colleague’s own data is imported only on request; existing data is not overwritten', async () => {
  const anna = createTempStore()
  fillSettings(anna)
  await fillConference(anna, octopus, ['workshop-8', 'workshop-9'])
  const file = await exportJson(anna, everything)
  const boris = createTempStore()
  const [preset] = unwrap(boris.call('presets.list', {})).presets
  if (!preset) throw new Error('the app comes with presets')
  unwrap(boris.call('presets.save', { id: randomUUID(), name: 'for the MINISTRY', choice: preset.choice }))
  await importShared(boris, file)
  expect(unwrap(boris.call('templates.list', {}))).toEqual([])
  expect(unwrap(boris.call('spelling.words', {}))).toEqual([])
  await importShared(boris, file, { stars: true })
  expect(unwrap(boris.call('templates.list', {}))).toMatchObject([{ name: 'Bilateral' }])
  const names = unwrap(boris.call('presets.list', {})).presets.flatMap(({ name }) => name ?? [])
  expect(names).toEqual(['for the MINISTRY', 'For the ministry (2)'])
})

test('added words are included only with private notes, and never under the Chatham House Rule', async () => {
  const anna = createTempStore()
  unwrap(await importPack(anna))
  fillSettings(anna)
  await fillConference(anna, testingDays, ['opening', 'closing'])
  const of = async (wanted: object) =>
    JSON.parse(
      readFileSync(await exportJson(anna, { ...everything, conference: testingDays, ...wanted }), 'utf8'),
    )
  expect((await of({ confidentiality: 'internal' })).own).toMatchObject({
    ...{ words: [], notes: [], templates: [{}, {}], presets: [{}] },
  })
  for (const wanted of [{ chathamHouse: true }, { tags: ['cloud'] }, { sessions: [toGuid('opening')] }]) {
    const file = await of(wanted)
    for (const key of ['own', 'past', 'files']) expect(file, key).not.toHaveProperty(key)
  }
})

test('documents that do not match their hash are refused, and nothing is written', async () => {
  const anna = createTempStore()
  unwrap(await importPack(anna))
  const path = await exportJson(anna, { ...everything, conference: testingDays })
  const whole = JSON.parse(readFileSync(path, 'utf8'))
  expect(whole.files).toHaveLength(2)
  const base64 = Buffer.from('<svg onload="alert(1)"/>').toString('base64')
  const changed: [object, string][] = [
    [{ base64 }, 'was changed after the file was made'],
    [{ guid: 'documents/run.exe' }, 'was changed after the file was made'],
    [{ guid: '../level-1.svg' }, 'files[0].guid'],
    [{ guid: whole.files[1].guid }, ''],
  ]
  const copy = createTempStore()
  const before = readAllTables(copy)
  for (const [change, message] of changed) {
    writeFileSync(
      path,
      JSON.stringify({ ...whole, files: [{ ...whole.files[0], ...change }, whole.files[1]] }),
    )
    const result = await openFile(copy, path)
    expect(result).toMatchObject({ ok: false, error: { code: 'bad-file' } })
    expect(JSON.stringify(result)).toContain(message)
  }
  expect(readAllTables(copy)).toEqual(before)
})

test('every table is listed in the documentation', () => {
  expect([...documentedTables.keys()].sort()).toEqual([...getTables(createTempStore()), '…_search'].sort())
})
