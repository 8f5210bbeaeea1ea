/** The text that was read in pictures is in no file that leaves the notebook, whatever the file includes. */
import { readFileSync } from 'node:fs'
import { beforeEach, expect, test } from 'vitest'
import { RECOGNISER } from '../picture-text/recogniser.ts'
import { unpackBundle } from '../sharing/container.ts'
import { shareNotes } from '../sharing/testing/shared-files.ts'
import { storePictureText } from '../sql/picture-texts.ts'
import { createPng } from '../testing/pictures.ts'
import { createTempStore, octopus, saveNote, type TestStore, unwrap } from '../testing/temp-store.ts'
import { exporters } from './formats/index.ts'
import { getText, saveAs, toInput, type WantedExport } from './testing/sample.ts'
import { readSaved } from './testing/unpacked.ts'

/** A name that is on the slide and nowhere else. It is a name because the Chatham House Rule hides names. */
const onSlide = 'Zebulon Quartermain'
const described = 'Slidewords'

let store: TestStore

beforeEach(async () => {
  store = createTempStore()
  const { sha256 } = unwrap(await store.request('pictures.add', { bytes: createPng(40, 30) }))
  for (const alt of [described, '']) {
    saveNote(store, `Seen: ![${alt}](rapporteur:picture/${sha256}) on the wall.\n`, { session: 'workshop-9' })
  }
  const { sql } = store.lifecycle.ready().connection
  const text = `${onSlide}\nDirector of the unit`
  storePictureText(sql, sha256, { recogniser: RECOGNISER, languages: ['eng'], text, problem: null })
})

const include = Object.fromEntries(
  [
    ...['cover', 'notes', 'keyMessages', 'allKeyMessages', 'remarks', 'actions', 'decisions', 'questions'],
    ...['programme', 'contacts', 'contactNotes', 'history'],
  ].map((part) => [part, true]),
)
const whole = { include, confidentiality: 'private' } as const

test('search finds the text, so that these tests can fail', () => {
  const hits = unwrap(store.call('search.query', { conference: octopus, text: 'quartermain', limit: 5 }))
  expect(hits.map(({ kind }) => kind)).toEqual(['note', 'note'])
})

test.each(exporters.map(({ id, outputKind }) => [id, outputKind === 'page'] as const))(
  '%s leaves the text out, with and without the Chatham House Rule',
  async (format, isPrinted) => {
    for (const chathamHouse of [false, true]) {
      const wanted: WantedExport = { ...whole, format, chathamHouse }
      const file = isPrinted ? await getText(store, wanted) : readSaved(await saveAs(store, wanted))
      expect(file).not.toMatch(/zebulon|quartermain/i)
      const preview = unwrap(await store.request('export.preview', toInput(wanted)))
      expect(JSON.stringify(preview)).not.toMatch(/zebulon|quartermain/i)
    }
  },
)

test('a report includes the description that the delegate wrote', async () => {
  for (const format of ['docx', 'html', 'md']) {
    expect(readSaved(await saveAs(store, { ...whole, format })), format).toContain(described)
  }
})

test('the clipboard and a file for colleagues leave the text out', async () => {
  const copied = unwrap(await store.request('export.copy', toInput({ ...whole, format: 'html' })))
  expect(JSON.stringify(copied)).not.toMatch(/zebulon|quartermain/i)
  const path = await shareNotes(store, { confidentiality: 'private', history: true })
  const { bundle } = unpackBundle(new Uint8Array(readFileSync(path)))
  expect(JSON.stringify(bundle.notes)).toContain(described)
  expect(JSON.stringify(bundle)).not.toMatch(/zebulon|quartermain/i)
})
