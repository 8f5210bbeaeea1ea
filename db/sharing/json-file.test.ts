/** The JSON export follows its schema, and importing it gives the same database. */
import { createHash, randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fc from 'fast-check'
import { beforeEach, describe, expect, test, vi } from 'vitest'
import { richNote } from '../export/testing/sample.ts'
import { applyDamage, damage } from '../import/testing/damage.ts'
import { ConferenceSlug, type NoteId } from '../model.ts'
import { importFile, bundle as programme, session } from '../testing/bundles.ts'
import { createPng } from '../testing/pictures.ts'
import {
  createContactId,
  createTempFolder,
  createTempStore,
  octopus,
  resources,
  saveNote,
  someone,
  type TestStore,
  toGuid,
  unwrap,
  unwrapError,
} from '../testing/temp-store.ts'
import { getJsonExportSchema } from './bundle.ts'
import { unpackBundle } from './container.ts'
import { writeJsonExport } from './json-file.ts'
import {
  exportJson,
  getProgramme,
  getRows,
  importShared,
  openShared,
  shareNotes,
} from './testing/shared-files.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 60_000 })

const testing = ConferenceSlug.parse('testing-days')
const everything = {
  conference: testing,
  confidentiality: 'private',
  include: { contactNotes: true, history: true },
} as const
const picture = createPng(40, 30)
const sha256 = createHash('sha256').update(picture).digest('hex')

let anna: TestStore

/** Creates a conference that nobody else has, with all kinds of data on it. */
async function fill(store: TestStore): Promise<NoteId> {
  unwrap(store.call('people.saveMe', { name: 'Anna Ek', delegation: 'Швеция' }))
  unwrap(
    await importFile(
      store,
      programme((made) => {
        made.sessions.push(
          session('shadow', {
            label: 'Workshop 1',
            type: 'Podium',
            track: 'Security',
            recording: { licence: 'CC BY', optOut: true },
            links: [{ kind: 'attachment', title: 'Слайды', url: null }],
          }),
        )
      }),
    ),
  )
  await store.request('pictures.add', { bytes: picture })
  const { id } = save(store, richNote, 'opening')
  store.clock.pass({ minutes: 7 })
  save(store, `${richNote}\n![slide](rapporteur:picture/${sha256})\n`, 'opening', id, 1)
  unwrap(store.call('tags.change', { notes: [id], add: ['Доказательства', 'cloud', 'old'], remove: [] }))
  unwrap(store.call('tags.change', { notes: [id], add: [], remove: ['old'] }))
  unwrap(store.call('pins.set', { notes: [id], pinned: true }))
  const hidden = save(store, 'for nobody but me', 'closing')
  unwrap(store.call('notes.setConfidentiality', { ids: [hidden.id], confidentiality: 'private' }))
  save(store, 'open\n\n[Internal:](rapporteur:internal) but not all of it', null)
  unwrap(store.call('notes.remove', { ids: [save(store, 'REMOVED', null).id] }))
  unwrap(
    store.call('contacts.save', {
      id: createContactId(),
      conference: testing,
      fields: { ...someone, metAt: toGuid('opening'), note: 'owes me a coffee' },
    }),
  )
  unwrap(store.call('stars.set', { conference: testing, session: toGuid('closing'), starred: true }))
  return id
}

function save(store: TestStore, markdown: string, at: string | null, id?: NoteId, baseRevision = 0) {
  const note = { id: id ?? (randomUUID() as NoteId), conference: testing, keyMessage: null }
  unwrap(
    store.call('notes.save', { ...note, session: at === null ? null : toGuid(at), markdown, baseRevision }),
  )
  return note
}

const read = (path: string) => JSON.parse(readFileSync(path, 'utf8'))

function writeJson(content: unknown): string {
  const path = join(createTempFolder(), 'notes.json')
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

beforeEach(async () => {
  anna = createTempStore()
  await fill(anna)
})

describe('importing', () => {
  test('into an empty profile gives an equal database including the programme; twice changes nothing', async () => {
    const path = await exportJson(anna, everything)
    const other = createTempStore()
    other.clock.pass({ hours: 1 })
    const { preview } = await importShared(other, path, { stars: true })
    expect(preview).toMatchObject({
      from: { name: 'Anna Ek' },
      conference: { slug: testing, title: 'Testing Days' },
      programme: { sessions: 3 },
      tags: 2,
      pins: 1,
    })
    expect(preview?.notes.map(({ sessionName }) => sessionName)).toContain('Opening')
    expect(getRows(other)).toEqual(getRows(anna))
    expect(getProgramme(other, testing)).toEqual(getProgramme(anna, testing))
    const input = { conference: testing }
    for (const call of ['keyMessages.list', 'sessions.list', 'directory.list'] as const) {
      expect(unwrap(other.call(call, input)), call).toEqual(unwrap(anna.call(call, input)))
    }
    // Anna's own notes are a colleague's here.
    const lists = unwrap(anna.call('actions.list', input))
    expect(unwrap(other.call('actions.list', input))).toEqual(
      lists.map((list) => ({ ...list, createdBy: list.createdBy ?? preview?.from.id })),
    )
    const again = await importShared(other, path, { stars: true })
    expect(again).toMatchObject({ id: null, preview: { notes: [], tags: 0, pins: 0, programme: null } })
    // Imports the file back into the notebook from which it came.
    expect((await importShared(anna, await exportJson(other, everything), { stars: true })).id).toBeNull()
    expect(getRows(other)).toEqual(getRows(anna))
  })

  test('edits on both sides are resolved as with a file for colleagues', async () => {
    const id = unwrap(anna.call('notes.list', { conference: testing })).find(({ pinned }) => pinned)
      ?.id as NoteId
    const boris = createTempStore()
    await importShared(boris, await exportJson(anna, everything))
    expect(unwrap(boris.call('notes.list', { conference: testing })).some(({ pinned }) => pinned)).toBe(false)
    save(anna, 'Anna wrote on', 'opening', id, 2)
    save(boris, 'Boris wrote on', 'opening', id, 2)
    unwrap(boris.call('tags.change', { notes: [id], add: ['hers'], remove: ['cloud'] }))
    const merged = await importShared(anna, await exportJson(boris, everything))
    expect(merged.preview).toMatchObject({ notes: [{ step: 'both' }], tags: 2 })
    expect(unwrap(anna.call('notes.get', { id }))).toMatchObject({
      markdown: 'Anna wrote on',
      tags: ['hers', 'Доказательства'],
    })
    unwrap(anna.call('sharing.undo', { id: merged.id ?? 0 }))
    expect(unwrap(anna.call('notes.get', { id })).tags).toEqual(['cloud', 'Доказательства'])
  })

  test('colleagues get tags with their notes, and pins with the stars', async () => {
    const boris = createTempStore()
    await importShared(boris, await exportJson(anna, { conference: testing }))
    const path = await shareNotes(anna, { conference: testing, stars: true })
    expect((await importShared(boris, path, { stars: true })).preview).toMatchObject({ tags: 0, pins: 1 })
    expect(unwrap(boris.call('notes.list', { conference: testing }))).toContainEqual(
      expect.objectContaining({ pinned: true, tags: ['cloud', 'Доказательства'] }),
    )
  })
})

describe('the export contains', () => {
  test('nothing internal or private and no earlier versions, unless requested', async () => {
    const plain = await exportJson(anna, { conference: testing })
    expect(readFileSync(plain, 'utf8')).not.toMatch(/nobody but me|not all of it|REMOVED|owes me/)
    const { notes } = read(plain)
    const of = (text: string) =>
      notes.find(({ markdown }: { markdown: string }) => markdown?.startsWith(text))
    expect(of('[14:33]')).toMatchObject({ partial: false, versions: [] })
    expect(of('open')).toMatchObject({ partial: true, markdown: 'open\n' })
    // A deleted note is included without its text.
    expect(notes.map(({ markdown }: { markdown: string | null }) => markdown)).toContain(null)
    expect(readFileSync(await exportJson(anna, everything), 'utf8')).toMatch(/REMOVED/)
    // A partial text never replaces the complete one.
    expect((await importShared(anna, plain)).id).toBeNull()
  })

  test('only the chosen sessions, days and tags', async () => {
    const of = async (wanted: object) => read(await exportJson(anna, { ...everything, ...wanted }))
    const one = await of({ sessions: [toGuid('closing')] })
    expect(one.programme.sessions).toHaveLength(1)
    expect(one).toMatchObject({
      notes: [{ session: 'closing' }],
      contacts: [],
      stars: [{ session: 'closing' }],
    })
    expect((await of({ days: ['2026-05-04'] })).notes).toMatchObject([{ session: 'opening' }])
    const tagged = await of({ tags: ['CLOUD'] })
    expect(tagged.notes).toMatchObject([{ session: 'opening' }])
    expect(tagged.pictures).toMatchObject([{ sha256, base64: Buffer.from(picture).toString('base64') }])
    expect((await of({ tags: ['none'] })).pictures).toEqual([])
  })

  test('no names under the Chatham House Rule, and can still be imported', async () => {
    const path = await exportJson(anna, { ...everything, chathamHouse: true })
    expect(readFileSync(path, 'utf8')).not.toMatch(/Lovelace|Ferreira|UNODC|ana@example/)
    expect(read(path)).toMatchObject({ contacts: [], programme: { speakers: [], directory: [] } })
    // One of the three notes has three entries.
    expect((await importShared(createTempStore(), path)).summary).toMatchObject({ newNotes: 5, contacts: 0 })
    expect((await importShared(anna, path)).id).toBeNull()
  })
})

describe('the schema in docs/', () => {
  const schema = JSON.parse(readFileSync(join(resources, 'docs', 'json-format.schema.json'), 'utf8'))

  test('is generated from the one used for reading', () => {
    expect(schema).toEqual(JSON.parse(JSON.stringify(getJsonExportSchema())))
  })

  test('accepts real exports, as another program validates them', async () => {
    const optional = ['device', 'programme', 'own', 'past', 'files']
    // Patterns check the formats too.
    const validate = new Ajv2020({ validateFormats: false, allErrors: true }).compile(schema)
    saveNote(anna, richNote, { session: 'workshop-9' })
    const wanted = [
      everything,
      { conference: testing },
      { ...everything, chathamHouse: true },
      { conference: octopus },
      { conference: octopus, sessions: [toGuid('workshop-8')] },
    ]
    for (const one of wanted) {
      const file = read(await exportJson(anna, one))
      expect(validate(file), JSON.stringify(validate.errors)).toBe(true)
      expect(validate({ ...file, extra: 1 })).toBe(false)
      for (const key of Object.keys(file).filter((name) => !optional.includes(name))) {
        const { [key]: _, ...less } = file
        expect(validate(less), key).toBe(false)
      }
    }
  })
})

describe('is refused, and nothing is written', () => {
  test.each<[string, (file: ReturnType<typeof read>) => unknown, string]>([
    ['another version', (file) => ({ ...file, formatVersion: 3 }), 'newer Rapporteur'],
    ['an unknown field in format 1', (file) => ({ ...file, formatVersion: 1, extra: 1 }), 'extra'],
    ['a missing field', ({ stars: _, ...file }) => file, 'stars'],
    [
      'a picture with another hash',
      (file) => ({
        ...file,
        pictures: [{ ...file.pictures[0], base64: Buffer.from(createPng(2, 2)).toString('base64') }],
      }),
      'picture',
    ],
    [
      'a picture without bytes',
      (file) => ({ ...file, pictures: [{ ...file.pictures[0], base64: 7 }] }),
      'picture',
    ],
    [
      'a programme that contradicts itself',
      (file) => ({
        ...file,
        programme: { ...file.programme, sessions: [...file.programme.sessions, ...file.programme.sessions] },
      }),
      'twice',
    ],
    [
      'the programme of another conference',
      (file) => ({ ...file, conference: { ...file.conference, slug: 'other' } }),
      'slug',
    ],
    ['broken text', (file) => `${JSON.stringify(file).slice(0, 900)}\n,,`, 'invalid JSON at “"[14:33]'],
    ['a JSON file of another format', () => '{"format":"rapporteur-pack"}', 'not a file of notes'],
    ['an empty object', () => '{}', 'not a file of notes'],
  ])('%s', async (_, change, message) => {
    const other = createTempStore()
    const before = getRows(other)
    const failure = unwrapError(
      await openShared(other, writeJson(change(read(await exportJson(anna, everything))))),
    )
    expect(failure).toMatchObject({ code: 'bad-file', message: expect.stringContaining(message) })
    expect(getRows(other)).toEqual(before)
  })

  test('in any damaged form', async () => {
    const intact = readFileSync(await exportJson(anna, everything))
    fc.assert(
      fc.property(damage, (faults) => {
        try {
          unpackBundle(applyDamage(intact, faults))
        } catch (error) {
          expect(error).toMatchObject({ code: 'bad-file' })
        }
      }),
      { numRuns: 100 },
    )
  })
})

test('an export with more pictures than an import allows is refused before it is written', () => {
  const [one] = read(writeJson({ pictures: [{ sha256, type: 'image/png', width: 40, height: 30 }] })).pictures
  const pictures = [{ ...one, size: 200 * 1024 * 1024, bytes: new Uint8Array() }]
  expect(() => writeJsonExport({ pictures } as never)).toThrow('With its pictures and documents (200 MB)')
})

test('the content distinguishes a file of notes from a programme', async () => {
  const getKind = (path: string) => {
    const grant = randomUUID()
    anna.grants.add(grant, { path, mode: 'read' })
    return unwrap(anna.call('import.kind', { grant }))
  }
  expect(getKind(await exportJson(anna, everything))).toBe('notes')
  expect(getKind(await shareNotes(anna))).toBe('notes')
  expect(getKind(await shareNotes(anna, {}, 'correct horse battery'))).toBe('notes')
  expect(getKind(join(resources, 'assets/conferences/octopus-2016.json'))).toBe('programme')
})

test('importing a file of notes as a programme is refused, and it can still be imported as notes', async () => {
  const grant = randomUUID()
  anna.grants.add(grant, { path: await exportJson(anna, everything), mode: 'read' })
  expect(unwrapError(await anna.request('import.preview', { grant }))).toMatchObject({ code: 'bad-file' })
  expect(unwrap(anna.call('import.kind', { grant }))).toBe('notes')
})
