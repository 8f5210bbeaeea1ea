/** The text of pictures in notes is read in the background, stored, found, and deleted with its picture. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { ConferenceSlug } from '../model.ts'
import { RECOGNISER, type Recogniser } from '../picture-text/recogniser.ts'
import { storePictureText } from '../sql/picture-texts.ts'
import { importFile } from '../testing/bundles.ts'
import { makePdf } from '../testing/make-documents.ts'
import { createSources, pack } from '../testing/packs.ts'
import { createPng } from '../testing/pictures.ts'
import {
  createTempStore,
  octopus,
  resources,
  saveNote,
  type TestStore,
  unwrap,
} from '../testing/temp-store.ts'
import { readPicturesInIdleTime } from './read-pictures.ts'

const slide = new Uint8Array(readFileSync(join(resources, 'tests/fixtures/slides/en.jpg')))
const pace = { afterStart: 0, afterChange: 0, afterCall: 0, afterFailure: 0 }

async function add(store: TestStore, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  return unwrap(await store.request('pictures.add', { bytes })).sha256
}

/** Reads with a substitute for the recognition, which has tests of its own. */
function startReading(store: TestStore, recognise: Recogniser['recognise'], languages = ['eng']): () => void {
  const recogniser: Recogniser = {
    listLanguages: () => languages,
    recognise,
    addLanguage: () => Promise.reject(new Error('not used')),
    listAddedLanguages: () => [],
    removeLanguage: () => {},
  }
  const stop = readPicturesInIdleTime(
    store.lifecycle,
    recogniser,
    { announceChanges: () => {}, onChanges: store.onChanges, getIdleTime: () => Number.POSITIVE_INFINITY },
    pace,
  )
  onTestFinished(stop)
  return stop
}

const getText = (store: TestStore, sha256: string) => unwrap(store.call('pictures.text', { sha256 }))
const search = (store: TestStore, text: string) =>
  unwrap(store.call('search.query', { conference: octopus, text, limit: 20 }))
const show = (sha256: string) => `![](rapporteur:picture/${sha256})`

/** Stores a text as if it had been read. */
function keepText(store: TestStore, sha256: string, text: string): void {
  const { sql } = store.lifecycle.ready().connection
  storePictureText(sql, sha256, { recogniser: RECOGNISER, languages: ['eng'], text, problem: null })
}

test('reads the pictures of notes one by one, also after one that cannot be read, and no others', async () => {
  const store = createTempStore()
  const [first, broken, unused] = [
    await add(store, createPng(2, 2)),
    await add(store, createPng(3, 3)),
    await add(store, createPng(4, 4)),
  ]
  saveNote(store, `${show(first)} ${show(broken)}`)
  const widths: number[] = []
  startReading(store, async (bytes) => {
    const width = bytes[19] ?? 0
    widths.push(width)
    if (width === 3) throw new Error('a fault')
    return `Zanzibar ${width}`
  })
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  await vi.waitFor(() => expect(getText(store, first)).not.toBeNull())
  log.mockRestore()
  expect(widths, 'the latest first').toEqual([3, 2])
  expect(getText(store, first)).toEqual({ text: 'Zanzibar 2', problem: null })
  expect(getText(store, broken)).toMatchObject({ text: '', problem: { code: 'picture-text.failed' } })
  expect(getText(store, unused)).toBeNull()
})

test('reads a picture again when a language is added', async () => {
  const store = createTempStore()
  const sha256 = await add(store, createPng(2, 2))
  saveNote(store, show(sha256))
  const stop = startReading(store, async (_, languages) => languages.join(' '))
  await vi.waitFor(() => expect(getText(store, sha256)?.text).toBe('eng'))
  stop()
  startReading(store, async (_, languages) => languages.join(' '), ['eng', 'rus'])
  await vi.waitFor(() => expect(getText(store, sha256)?.text).toBe('eng rus'))
})

test('waits while a window is in use', async () => {
  vi.useFakeTimers()
  onTestFinished(() => {
    vi.useRealTimers()
  })
  const store = createTempStore()
  const sha256 = await add(store, createPng(2, 2))
  saveNote(store, show(sha256))
  const recognise = vi.fn(async () => 'read')
  let idle = 0
  const stop = readPicturesInIdleTime(
    store.lifecycle,
    {
      listLanguages: () => ['eng'],
      listAddedLanguages: () => [],
      recognise,
      addLanguage: async () => '',
      removeLanguage: () => {},
    },
    { announceChanges: () => {}, onChanges: store.onChanges, getIdleTime: () => idle },
  )
  onTestFinished(stop)
  vi.advanceTimersByTime(60_000)
  expect(recognise).not.toHaveBeenCalled()
  idle = 60_000
  vi.advanceTimersByTime(60_000)
  expect(recognise).toHaveBeenCalledOnce()
})

test('a word of a picture leads to the note that shows it, with the time of the entry', async () => {
  const store = createTempStore()
  const sha256 = await add(store, slide)
  const { id } = saveNote(
    store,
    `[14:33](rapporteur:at/2016-11-17T13:33:07Z) First.

[14:41](rapporteur:at/2016-11-17T13:41:52Z) ${show(sha256)}
`,
  )
  keepText(store, sha256, 'Conference\nSince 2014: Zanzibar freezing in 68 countries')
  expect(search(store, 'zanzibar')).toMatchObject([
    {
      kind: 'note',
      guid: id,
      tier: 'exact',
      place: {
        text: 'Since 2014: Zanzibar freezing in 68 countries',
        words: ['Zanzibar'],
        at: '2016-11-17T13:41:52.000Z',
        picture: sha256,
      },
    },
  ])
  expect(search(store, 'zanzibar freeze type:note').map(({ tier }) => tier)).toEqual(['inflected'])
  expect(unwrap(store.call('search.correct', { text: 'zanzbar' }))).toBe('zanzibar')
  unwrap(store.call('notes.remove', { ids: [id] }))
  expect(search(store, 'zanzibar type:note')).toEqual([])
})

test('the text is deleted with its picture, by the upkeep and by a wipe', async () => {
  const store = createTempStore()
  const [one, other] = [await add(store, createPng(2, 2)), await add(store, createPng(3, 3))]
  saveNote(store, `${show(one)} ${show(other)}`)
  keepText(store, one, 'Zanzibar')
  keepText(store, other, 'Madagascar')
  store.lifecycle.ready().connection.sql('DELETE FROM picture WHERE sha256 = ?').run(one)
  expect(search(store, 'zanzibar')).toEqual([])
  expect(search(store, 'madagascar')).toHaveLength(1)
  store.lifecycle.wipe(octopus, true)
  const { sql } = store.lifecycle.ready().connection
  expect(sql('SELECT * FROM picture_text').all()).toEqual([])
  expect(sql('SELECT * FROM note_picture').all()).toEqual([])
  expect(sql(`SELECT * FROM picture_text_search WHERE picture_text_search MATCH 'madagascar'`).all()).toEqual(
    [],
  )
  expect(readFileSync(store.database).includes('adagascar')).toBe(false)
})

test('a word of a document of a pack leads to its page', async () => {
  const store = createTempStore()
  const [plan, conclusions] = createSources()
  if (!plan || !conclusions) throw new Error('the pack has no files')
  const damaged = { ...conclusions, fileName: 'damaged.pdf', title: 'Damaged' }
  const bytes = makePdf(['Draft conclusions', 'Zanzibar freezing'])
  unwrap(
    await importFile(
      store,
      pack(() => {}, { files: [plan, damaged, { ...conclusions, bytes }] }),
    ),
  )
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  startReading(store, async () => '')
  await vi.waitFor(() => expect(searchAll(store, 'zanzibar')).toHaveLength(1), { timeout: 30_000 })
  log.mockRestore()
  const place = { page: 2, text: 'Zanzibar freezing', words: ['Zanzibar'] }
  const found = { kind: 'document', guid: 'documents/conclusions.pdf', place }
  expect(searchAll(store, 'zanzibar')).toMatchObject([found])
  expect(searchAll(store, 'freeze type:document')).toMatchObject([
    { ...found, place: { ...place, words: ['freezing'] }, tier: 'inflected' },
  ])
  expect(searchAll(store, 'zanzibar type:note')).toEqual([])
  expect(searchAll(store, 'type:document').map(({ guid }) => guid)).toEqual([
    'floor-plans/level-1.svg',
    'documents/damaged.pdf',
    found.guid,
  ])
  const files = unwrap(store.call('files.list', { conference: ConferenceSlug.parse('testing-days') }))
  expect(files.map(({ pages, problem }) => ({ pages, problem }))).toEqual([
    { pages: 0, problem: null },
    { pages: 0, problem: { code: 'document-text.not-readable', parameters: {} } },
    { pages: 2, problem: null },
  ])
  expect(unwrap(store.call('files.text', { sha256: files[2]?.sha256 ?? '' }))).toEqual([
    { number: 1, text: 'Draft conclusions' },
    { number: 2, text: 'Zanzibar freezing' },
  ])
})

test('documents are found by title and file name, also those whose text cannot be read', async () => {
  const store = createTempStore()
  unwrap(await importFile(store, pack()))
  const getGuids = (text: string) => searchAll(store, text).map(({ guid }) => guid)
  const [plan, conclusions] = ['floor-plans/level-1.svg', 'documents/conclusions.pdf']
  expect(getGuids('draft concl')).toEqual([conclusions])
  expect(searchAll(store, 'drafts type:document')).toMatchObject([
    { guid: conclusions, tier: 'inflected', place: null },
  ])
  expect(searchAll(store, 'level-1.svg')[0]).toMatchObject({
    guid: plan,
    snippet: [{ text: 'level-1.svg', match: true }],
  })
  expect(unwrap(store.call('search.correct', { text: 'conclusoins' }))).toBe('conclusions')
  const renamed = createSources().map((source) => ({ ...source, title: 'Final text' }))
  unwrap(
    await importFile(
      store,
      pack(({ conference }) => Object.assign(conference, { revision: 2 }), { files: renamed.slice(1) }),
    ),
  )
  expect(getGuids('draft type:document')).toEqual([])
  expect(getGuids('level type:document')).toEqual([])
  expect(getGuids('final type:document')).toEqual([conclusions])
})

const searchAll = (store: TestStore, text: string) =>
  unwrap(store.call('search.query', { conference: null, text, limit: 20 }))
