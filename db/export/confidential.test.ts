/** Internal and private passages are in no export unless it explicitly asks for them. */
import { readFileSync } from 'node:fs'
import { beforeEach, expect, test } from 'vitest'
import type { Confidentiality } from '../model.ts'
import { unpackBundle } from '../sharing/container.ts'
import { shareNotes } from '../sharing/testing/shared-files.ts'
import { createPng } from '../testing/pictures.ts'
import { createTempStore, octopus, saveNote, type TestStore, toGuid, unwrap } from '../testing/temp-store.ts'
import { exporters } from './formats/index.ts'
import { getText, saveAs, toInput, type WantedExport } from './testing/sample.ts'
import { readSaved } from './testing/unpacked.ts'

const at = (minute: number) => `[14:${minute}](rapporteur:at/2016-11-17T13:${minute}:07Z)`
const open = 'Openword'
const internal = 'Internalword'
const hidden = 'Privateword'

/** The word as text, task, decision, question, name, address, picture description, code and table cell. */
function passage(mark: string, word: string): string {
  return `${mark} ${word} said.

- [ ] ${word} to do [for ${word}](rapporteur:for) [by 1 December 2016](rapporteur:due/2016-12-01)

[Decision:](rapporteur:decision) ${word}

[Question:](rapporteur:question) ${word}?

[${word}:](rapporteur:turn) speaks of [@${word}](rapporteur:contact/octopus-2016/eurojust) and [there][${word}].

![${word}](https://example.org/${word}.png)

\`\`\`${word}
${word}
\`\`\`

| ${word} |
|---|
| ${word} |

[${word}]: https://example.org/${word}
`
}

const marked = `${at(10)} ${open}.

${at(11)} ${passage('[Internal:](rapporteur:internal)', internal)}
${at(12)} ${passage('[Private:](rapporteur:private)', hidden)}
${at(13)} ${open} again.

| ${open} | [Internal:](rapporteur:internal) ${internal} |
|---|---|
| [Private:](rapporteur:private) ${hidden} | ${open} |
`

let store: TestStore

beforeEach(() => {
  store = createTempStore()
  saveNote(store, marked, { session: 'workshop-9' })
  saveNote(store, marked)
  for (const [confidentiality, word] of [
    ['internal', internal],
    ['private', hidden],
  ] as const) {
    const { id } = saveNote(store, `${at(20)} A note with ${word}.\n\n- [ ] ${word}\n`, {
      session: 'plenary',
    })
    unwrap(store.call('notes.setConfidentiality', { ids: [id], confidentiality }))
  }
})

const include = {
  tableOfContents: true,
  keyMessages: true,
  actions: true,
  contacts: true,
  contactNotes: true,
}

async function getFile(wanted: WantedExport, printed: boolean): Promise<string> {
  return printed ? getText(store, wanted) : readSaved(await saveAs(store, wanted))
}

const noteExporters = exporters.filter(({ about }) => about === 'report' || about === 'actions')

test.each(exporters.map(({ id, outputKind }) => [id, outputKind === 'page'] as const))(
  '%s contains no internal or private passage, whatever it includes',
  async (format, printed) => {
    for (const sessions of [null, [toGuid('workshop-9'), toGuid('plenary')]]) {
      const text = await getFile({ format, include, sessions }, printed)
      expect(text).not.toMatch(/internalword/i)
      expect(text).not.toMatch(/privateword/i)
    }
    const internally = await getFile({ format, include, confidentiality: 'internal' }, printed)
    expect(internally).not.toMatch(/privateword/i)
  },
)

test.each(noteExporters.map(({ id, outputKind }) => [id, outputKind === 'page'] as const))(
  '%s includes what is asked for',
  async (format, printed) => {
    const words = async (confidentiality: Confidentiality) => {
      const text = await getFile({ format, include, confidentiality }, printed)
      return [open, internal, hidden].filter((word) => text.includes(word))
    }
    // The notes have no task that everyone may read, so a list of tasks has no open word.
    const always = format.startsWith('actions') ? [] : [open]
    expect(await words('shareable')).toEqual(always)
    expect(await words('internal')).toEqual([...always, internal])
    expect(await words('private')).toEqual([...always, internal, hidden])
  },
)

test('the preview shows the same as the file, and reports what was left out', async () => {
  for (const { id: format } of noteExporters) {
    const preview = unwrap(await store.request('export.preview', toInput({ format, include })))
    expect(JSON.stringify(preview)).not.toMatch(/internalword|privateword/i)
    expect(preview.withheld).toEqual({
      internal: { notes: 1, passages: 4 },
      private: { notes: 1, passages: 4 },
    })
  }
  const internally = unwrap(
    await store.request('export.preview', toInput({ format: 'docx', include, confidentiality: 'internal' })),
  )
  expect(internally.withheld.internal).toEqual({ notes: 0, passages: 0 })
  expect(internally.withheld.private).toEqual({ notes: 1, passages: 4 })
})

test('a session is not listed for notes that are all left out', async () => {
  expect(await getText(store, { format: 'md', include: { keyMessages: false } })).not.toContain('Plenary')
})

test('confidential text of one export is not in the next one', async () => {
  expect(await getText(store, { format: 'md', confidentiality: 'private' })).toContain(hidden)
  expect(await getText(store, { format: 'md' })).not.toContain(hidden)
})

test('a picture in a private passage is left out with it', async () => {
  const [seen, unseen] = [createPng(30, 20), createPng(40, 20)]
  const add = async (bytes: typeof seen) => unwrap(await store.request('pictures.add', { bytes })).sha256
  const [open, hidden] = [await add(seen), await add(unseen)]
  saveNote(
    store,
    `![](rapporteur:picture/${open})\n\n[Private:](rapporteur:private) ![](rapporteur:picture/${hidden})\n`,
    { session: 'workshop-9' },
  )
  const base64 = Buffer.from(unseen).toString('base64')
  for (const format of ['docx', 'odt', 'html', 'json']) {
    const text = await getFile({ format, include }, false)
    expect(text, format).not.toContain(hidden)
    expect(text, format).not.toContain(base64)
    expect(await getFile({ format, include, confidentiality: 'private' }, false), format).toMatch(
      format === 'html' ? base64 : hidden,
    )
  }
  const printed = async (confidentiality: Confidentiality) => {
    const files = unwrap(
      await store.request('export.files', toInput({ format: 'pdf', include, confidentiality })),
    )
    return files
      .map(({ bytes }) => Buffer.from(bytes))
      .map((bytes) => [seen, unseen].findIndex((one) => bytes.equals(one)))
  }
  expect(await printed('shareable')).toEqual([-1, 0])
  expect(await printed('private')).toEqual([-1, 0, 1])
})

const getBundle = async (wanted: Parameters<typeof shareNotes>[1]) =>
  unpackBundle(new Uint8Array(readFileSync(await shareNotes(store, wanted)))).bundle

test('a file for colleagues has no internal or private passage, and marks the notes from which one was removed', async () => {
  expect(unwrap(store.call('sharing.contents', { conference: octopus }))).toMatchObject({
    // Two texts with two entries each.
    notes: 4,
    withheld: 2,
    // One entry and one cell of each level, in each text.
    withheldPassages: 8,
  })
  const bundle = await getBundle({})
  expect(JSON.stringify(bundle)).not.toMatch(/internalword|privateword/i)
  expect(bundle.notes.map(({ partial }) => partial)).toEqual([true, true])
  const internally = await getBundle({ confidentiality: 'internal' })
  expect(JSON.stringify(internally)).not.toMatch(/privateword/i)
  const all = await getBundle({ confidentiality: 'private' })
  expect(all.notes.map(({ markdown, partial }) => [markdown?.includes(hidden), partial])).toContainEqual([
    true,
    false,
  ])
})

test('an earlier version in which a passage was not yet marked as private is not shared', async () => {
  const { id, revision } = saveNote(store, `Before: Earlierword.`)
  store.clock.pass({ minutes: 10 })
  saveNote(store, `Open.\n\n[Private:](rapporteur:private) Earlierword.`, { id, baseRevision: revision })
  expect(JSON.stringify(await getBundle({ history: true }))).not.toContain('Earlierword')
  expect(JSON.stringify(await getBundle({ history: true, confidentiality: 'private' }))).toContain(
    'Before: Earlierword',
  )
})

test('a note that is a single private passage is not shared at all', async () => {
  const { id } = saveNote(store, '[Private:](rapporteur:private) nothing else')
  expect((await getBundle({})).notes.map((note) => note.id)).not.toContain(id)
  expect(await getText(store, { format: 'json' })).not.toContain(id)
})
