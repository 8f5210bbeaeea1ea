/**
 * Files for readers, opened by programs that nobody here wrote: text and structure (headings and their levels, lists in lists, tables
 * by their cells, links) are those of the report. On Linux `npm test` installs these programs where they are missing.
 */
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import type { TestStore } from '../testing/temp-store.ts'
import { documentOf } from './testing/model.ts'
import { outlineOf, type Reading } from './testing/outline.ts'
import { printedByLibreOffice, readWithLibreOffice } from './testing/read-with-libreoffice.ts'
import { MARKDOWN, readWithPandoc } from './testing/read-with-pandoc.ts'
import { richNote, saveAs, storeWith, type Wanted, worldNote } from './testing/sample.ts'

const all = { keyMessages: true, actions: true, contacts: true }
const plain = { ...all, tableOfContents: false }

const modelOf = (store: TestStore, wanted: Wanted, reading: Reading = {}) =>
  outlineOf(documentOf(store, wanted), reading)

/** Every tenth of the real minutes: enough to meet what people write, and not minutes of LibreOffice. */
function realNotes(): string[] {
  const corpus = join(import.meta.dirname, '../../../shared/data/notes')
  const files = globSync('**/*.md', { cwd: corpus }).sort()
  return files.filter((_, index) => index % 10 === 0).map((file) => readFileSync(join(corpus, file), 'utf8'))
}

const notes = [richNote, worldNote, 'second note']

const withContents = { ...all, tableOfContents: true }

test.runIf(process.platform === 'linux')(
  'LibreOffice and pandoc read in a file what was put into it',
  { timeout: 400_000 },
  async () => {
    const [made, real] = [storeWith(...notes), storeWith(...realNotes())]
    const files: [name: string, store: TestStore, wanted: Wanted][] = [
      ['Word, English, A4', made, { format: 'docx', include: withContents }],
      [
        'Word, Russian, letter',
        made,
        { format: 'docx', language: 'ru', paper: 'letter', include: withContents },
      ],
      ['OpenDocument', made, { format: 'odt', paper: 'letter', include: withContents }],
      ['Word, real minutes', real, { format: 'docx', include: plain }],
      ['OpenDocument, real minutes', real, { format: 'odt', include: plain }],
    ]
    const paths = await Promise.all(files.map(([, store, wanted]) => saveAs(store, wanted)))
    const opened = readWithLibreOffice(...paths)
    for (const [index, [name, store, wanted]] of files.entries()) {
      expect.soft(opened[index]?.blocks, name).toEqual(modelOf(store, wanted))
    }
    const [english, russian, document, ...without] = opened
    const [title] = modelOf(made, { format: 'docx', include: plain })
    // The tables of the notes and that of the tasks.
    expect(english).toMatchObject({ title: title?.text, pageWidth: 210, tables: 3 })
    expect(english?.contents).toContain('Thursday 17 November 2016')
    expect(russian).toMatchObject({ pageWidth: 216, tables: 3 })
    expect(russian?.contents).toContain('Четверг 17 ноября 2016')
    expect(document).toMatchObject({ title: title?.text, pageWidth: 216, tables: 3 })
    expect(without.map(({ contents }) => contents)).toEqual([[], []])

    for (const [name, store] of [
      ['', made],
      [', real minutes', real],
    ] as const) {
      const [md, html] = [
        { format: 'md', include: plain },
        { format: 'html', include: plain },
      ]
      expect
        .soft(readWithPandoc(await saveAs(store, md), MARKDOWN), `Markdown${name}`)
        .toEqual(modelOf(store, md, { tasks: 'items', highlight: '==' }))
      expect
        .soft(readWithPandoc(await saveAs(store, html), 'html'), `HTML${name}`)
        .toEqual(modelOf(store, html, { tasks: 'items' }))
    }
  },
)

test.runIf(process.platform === 'linux')(
  'LibreOffice lays an OpenDocument file out: contents with pages, Arabic from the right',
  { timeout: 120_000 },
  async () => {
    const path = await saveAs(storeWith(...notes), { format: 'odt', include: withContents })
    expect(printedByLibreOffice(path)).toMatch(/^ *Thursday 17 November 2016\.{3,}1$/m)
    const content = strFromU8(unzipSync(readFileSync(path))['content.xml'] ?? new Uint8Array())
    const arabic = /<text:p text:style-name="(P\d+)">العربية أولا/.exec(content)?.[1]
    expect(content).toMatch(new RegExp(`<style:style style:name="${arabic}"[^>]*>[^/]*writing-mode="rl-tb"`))
  },
)
