/** The Chatham House Rule: no file of any format contains anybody's name. */
import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { fold } from '../../../core/fold.ts'
import { root } from '../../../scripts/lib/paths.ts'
import { openStore, type Store } from '../../open-store.ts'
import { createContactId, createNoteId, createTempStore, saveNote, unwrap } from '../../testing/temp-store.ts'
import { exporters } from '../formats/index.ts'
import {
  allNames,
  firstNames,
  makeSignedPicture,
  people,
  slug,
  surnames,
  writeNamedNotes,
} from '../testing/named-notes.ts'
import { toInput, type WantedExport } from '../testing/sample.ts'
import { readSaved } from '../testing/unpacked.ts'

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 })

let folder: string
let store: Store

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rapporteur-chatham-'))
  store = openStore({ folder, resources: root })
  await writeNamedNotes(store, folder)
})

afterAll(() => {
  store.close()
  rmSync(folder, { recursive: true, force: true })
})

const title = 'What Ada Lovelace and Boateng told us'

const everything = Object.fromEntries(
  [
    ...[
      'cover',
      'tableOfContents',
      'facts',
      'notes',
      'keyMessages',
      'allKeyMessages',
      'actions',
      'decisions',
    ],
    ...['questions', 'programme', 'contacts', 'contactNotes', 'history'],
  ].map((part) => [part, true]),
)

/** Options for a file with everything that can be included. */
const whole = { include: everything, confidentiality: 'private', title } as const

async function getFile(wanted: WantedExport): Promise<string> {
  const format = exporters.find(({ id }) => id === wanted.format)
  const asked = { ...toInput(wanted), conference: slug as never }
  if (format?.outputKind === 'page') {
    const [page, ...beside] = unwrap(await store.request('export.files', asked))
    const pictures = beside.map(({ name, bytes }) => `${name}\n${Buffer.from(bytes).toString('latin1')}`)
    return [Buffer.from(page?.bytes ?? []).toString(), ...pictures].join('\n')
  }
  const grant = randomUUID()
  const path = join(folder, randomUUID())
  store.grants.add(grant, { path, mode: 'write' })
  unwrap(await store.request('export.save', { options: asked, grant }))
  return readSaved(path)
}

/** Every form in which a reader or a program could find a name in a file. */
function collectReadings(text: string): string {
  const words = text
    .replaceAll(/<[^>]*>/g, '')
    .replaceAll(/&#x([0-9a-f]+);/gi, (_, code) => String.fromCodePoint(Number.parseInt(code, 16)))
    .replaceAll(/\\u([0-9a-f]{4})/gi, (_, code) => String.fromCharCode(Number.parseInt(code, 16)))
  const unfolded = text.replaceAll(/\r?\n[ \t]/g, '')
  const escaped = text.replaceAll(/(?:%[0-9a-f]{2})+/gi, (codes) => {
    try {
      return decodeURIComponent(codes)
    } catch {
      return codes
    }
  })
  const packed = [...text.matchAll(/[A-Za-z0-9+/]{80,}={0,2}/g)].map(([base64]) =>
    Buffer.from(base64, 'base64').toString('latin1'),
  )
  return fold([text, words, unfolded, escaped, ...packed].join('\n'))
}

function findLeakedNames(text: string): string[] {
  const read = collectReadings(text)
  const found = [...allNames, '王先生', ...people.flatMap(({ email, telephone }) => [email, telephone])]
    .filter((name) => name !== '')
    .filter((name) => read.includes(fold(name)))
  const alone = [...surnames, ...firstNames].filter((name) =>
    new RegExp(`(?<![\\p{L}\\p{N}])${fold(name)}(?![\\p{L}\\p{N}])`, 'u').test(read),
  )
  return [...found, ...alone]
}

describe.each(exporters.map(({ id }) => id))('%s', (format) => {
  test('contains nobody’s name', async () => {
    for (const order of ['agenda', 'keyMessages', 'authors'] as const) {
      const text = await getFile({ ...whole, format, chathamHouse: true, order })
      expect(findLeakedNames(text)).toEqual([])
      expect(text).not.toMatch(/speaker\/testing-days|turn\/contact|SECRET/)
    }
  })
})

test('the clipboard contains nobody’s name', async () => {
  const asked = {
    ...toInput({ ...whole, format: 'html', chathamHouse: true }),
    conference: slug as never,
  }
  const { html, text } = unwrap(await store.request('export.copy', asked))
  expect(text).toContain('Point 199')
  expect(findLeakedNames(`${html}\n${text}`)).toEqual([])
})

test('without the rule, only the JSON file, which can be imported again, has the metadata of pictures', async () => {
  for (const format of ['docx', 'odt', 'html', 'pdf', 'md-folder', 'json']) {
    const text = collectReadings(await getFile({ ...whole, format }))
    expect(text.includes(fold('Kwame Boateng, Ada Lovelace speaking')), format).toBe(format === 'json')
  }
})

test('without the rule, the names are there: the test can fail', async () => {
  for (const format of ['docx', 'odt', 'md', 'html', 'txt', 'json', 'pdf']) {
    const found = findLeakedNames(await getFile({ ...whole, format }))
    for (const name of [...allNames, ...firstNames, 'Каренину', '王先生'])
      expect(found, format).toContain(name)
  }
})

test.each([
  ['en', /A participant:\W+We cannot/, /A delegation:\W+We cannot/],
  ['fr', /Un participant\s?:\W+We cannot/, /Une délégation\s?:\W+We cannot/],
  ['es', /Un participante:\W+We cannot/, /Una delegación:\W+We cannot/],
  ['ru', /Участник:\W+We cannot/, /Делегация:\W+We cannot/],
] as const)(
  'replaced names are in the language of the headings: %s',
  async (language, person, delegation) => {
    const text = await getFile({ format: 'txt', chathamHouse: true, language })
    expect(text).toMatch(person)
    expect(text).toMatch(delegation)
  },
)

test('the preview and its file name contain no names; replacements are counted and marked', async () => {
  const preview = unwrap(
    await store.request('export.preview', {
      ...toInput({
        format: 'docx',
        include: everything,
        chathamHouse: true,
        title: 'What Ada Lovelace said',
      }),
      conference: slug as never,
    }),
  )
  const { chathamHouse, ...rest } = preview
  expect(findLeakedNames(JSON.stringify(rest))).toEqual([])
  expect(preview.fileName).toBe('What a participant said.docx')
  expect(chathamHouse?.changed).toBeGreaterThan(400)
  expect(preview.page?.markup).toContain('<mark class="replaced">')
})

test('lists each picture, since it may show a person', async () => {
  const own = createTempStore()
  const { sha256 } = unwrap(await own.request('pictures.add', { bytes: makeSignedPicture() }))
  saveNote(own, `Seen: ![the slide](rapporteur:picture/${sha256})`, { session: 'workshop-9' })
  const { chathamHouse } = unwrap(
    await own.request('export.preview', toInput({ format: 'docx', chathamHouse: true })),
  )
  expect(chathamHouse?.hints).toMatchObject([{ kind: 'picture', text: 'the slide', session: 'Workshop 9' }])
})

test('lists passages that may still identify a speaker, with their session', async () => {
  const own = createTempStore()
  unwrap(
    own.call('contacts.save', {
      id: createContactId(),
      conference: 'octopus-2016' as never,
      fields: {
        name: 'Mark Korolenko',
        organisation: 'Interpol Kyiv',
        country: 'Ukraine',
        role: '',
        email: '',
        telephone: '',
        metAt: null,
        note: '',
      } as never,
    }),
  )
  unwrap(
    own.call('notes.save', {
      id: createNoteId(),
      conference: 'octopus-2016' as never,
      session: 'workshop-9' as never,
      keyMessage: null,
      markdown:
        'Mark said: “my minister will never sign this text”. From Ukraine. Ask Korolenkolta at ak@example.org, 030 1234567. The Korolenkos agreed. A mark.\n',
      baseRevision: 0,
    }),
  )
  const { chathamHouse } = unwrap(
    await own.request('export.preview', toInput({ format: 'md', chathamHouse: true })),
  )
  expect(chathamHouse?.changed).toBe(1)
  expect(chathamHouse?.hints.map(({ kind, text, session }) => [kind, text, session])).toEqual([
    ['name', 'Mark', 'Workshop 9'],
    ['name', 'Korolenkolta', 'Workshop 9'],
    ['affiliation', 'Ukraine', 'Workshop 9'],
    ['contact', 'ak@example.org', 'Workshop 9'],
    ['number', '030 1234567', 'Workshop 9'],
    ['quotation', '“my minister will never sign this text”', 'Workshop 9'],
    ['role', 'my minister', 'Workshop 9'],
  ])
})
