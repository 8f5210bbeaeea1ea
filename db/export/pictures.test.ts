import { readFileSync } from 'node:fs'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { createPng } from '../testing/pictures.ts'
import { saveNote, unwrap } from '../testing/temp-store.ts'
import { readWithLibreOffice } from './testing/read-with-libreoffice.ts'
import { createStoreWith, saveAs, toInput } from './testing/sample.ts'

const bytes = createPng(1200, 300)

async function createStoreWithPicture() {
  const store = createStoreWith('before\n')
  const { sha256 } = unwrap(await store.request('pictures.add', { bytes }))
  saveNote(
    store,
    `Seen: ![a "slide"](rapporteur:picture/${sha256}) and ![again](rapporteur:picture/${sha256}).\n`,
    {
      session: 'workshop-9',
    },
  )
  saveNote(store, `![gone](rapporteur:picture/${'0'.repeat(64)}) ![elsewhere](https://example.org/a.png)\n`, {
    session: 'workshop-9',
  })
  const unused = unwrap(await store.request('pictures.add', { bytes: createPng(3, 3) }))
  return { store, sha256, unused: unused.sha256 }
}

test.each([
  ['docx', 'word/media/', 'png', 'word/document.xml', /<wp:extent cx="5181600" cy="1295400"\/>/],
  ['odt', 'Pictures/', 'png', 'content.xml', /svg:width="14.393cm" svg:height="3.598cm"/],
] as const)(
  '%s holds each picture once, with its description, as wide as the text of its note',
  async (format, folder, extension, part, size) => {
    const { store, sha256, unused } = await createStoreWithPicture()
    const path = await saveAs(store, { format })
    const parts = unzipSync(readFileSync(path))
    expect(parts[`${folder}${sha256}.${extension}`]).toEqual(bytes)
    expect(Object.keys(parts).some((name) => name.includes(unused))).toBe(false)
    const text = strFromU8(parts[part] ?? new Uint8Array())
    expect(text).toMatch(size)
    expect(text).toContain('slide')
    for (const words of ['gone', 'elsewhere']) expect(text).toContain(words)
  },
)

test('HTML embeds the picture and fetches nothing', async () => {
  const { store } = await createStoreWithPicture()
  const page = readFileSync(await saveAs(store, { format: 'html' }), 'utf8')
  expect(page.match(/<img /g)).toHaveLength(2)
  expect(page).toContain(`src="data:image/png;base64,${Buffer.from(bytes).toString('base64')}"`)
  expect(page).toContain('<a href="https://example.org/a.png" rel="noreferrer">elsewhere</a>')
  expect(page).not.toMatch(/(?:src|data)="https:/)
})

test('under the Chatham House Rule pictures stay, and the delegate is told to check them', async () => {
  const { store, sha256 } = await createStoreWithPicture()
  const chathamHouse = true
  const { chathamHouse: rule } = unwrap(
    await store.request('export.preview', toInput({ format: 'docx', chathamHouse })),
  )
  expect(rule?.hints.filter(({ kind }) => kind === 'picture')).toMatchObject([
    { text: 'a "slide"', session: 'Workshop 9' },
    { text: 'again', session: 'Workshop 9' },
    { text: 'gone', session: 'Workshop 9' },
  ])
  const parts = unzipSync(readFileSync(await saveAs(store, { format: 'docx', chathamHouse })))
  expect(parts[`word/media/${sha256}.png`]).toEqual(bytes)
})

test('Markdown gives the description of a picture that it cannot hold', async () => {
  const { store } = await createStoreWithPicture()
  const file = readFileSync(await saveAs(store, { format: 'md' }), 'utf8')
  expect(file).toContain('Seen: *Picture: a "slide"* and *Picture: again*.')
  expect(file).not.toContain('rapporteur:')
})

test('JSON holds the picture with the notes', async () => {
  const { store, sha256 } = await createStoreWithPicture()
  const file = JSON.parse(readFileSync(await saveAs(store, { format: 'json' }), 'utf8'))
  expect(file.pictures).toMatchObject([{ sha256, type: 'image/png', width: 1200, height: 300 }])
  expect(Buffer.from(file.pictures[0].base64, 'base64')).toEqual(Buffer.from(bytes))
})

test.runIf(process.platform === 'linux')(
  'LibreOffice opens both files',
  async () => {
    const { store } = await createStoreWithPicture()
    const paths = [await saveAs(store, { format: 'docx' }), await saveAs(store, { format: 'odt' })]
    for (const { blocks, pictures } of await readWithLibreOffice(...paths)) {
      expect(pictures).toBe(2)
      expect(blocks.map(({ text }) => text).join(' ')).toContain('Seen:')
    }
  },
  180_000,
)
