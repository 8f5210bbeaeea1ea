/**
 * Checks exported files with programs that we did not write: their text and structure (headings, nested lists, table cells, links) must
 * match the report. On Linux `npm test` installs these programs where they are missing.
 */
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { realData, testWithRealFiles } from '../../tests/real-files.ts'
import type { TestStore } from '../testing/temp-store.ts'
import { docx } from './formats/docx/exporter.ts'
import { html } from './formats/html/exporter.ts'
import { markdown } from './formats/markdown/exporter.ts'
import { odt } from './formats/odt/exporter.ts'
import { layOut } from './report/document.ts'
import { layOutOnPages } from './report/on-pages.ts'
import { makeDocument, makeReport } from './testing/model.ts'
import { type Block, getOutline, type ReaderTraits } from './testing/outline.ts'
import { readPrintedLines, readWithLibreOffice } from './testing/read-with-libreoffice.ts'
import { MARKDOWN, readWithPandoc } from './testing/read-with-pandoc.ts'
import { createStoreWith, richNote, saveAs, type WantedExport, worldNote } from './testing/sample.ts'

const all = { keyMessages: true, actions: true, contacts: true }
const plain = { ...all, tableOfContents: false }

const getModel = (store: TestStore, wanted: WantedExport, reading: ReaderTraits = {}) =>
  getOutline(makeDocument(store, wanted), reading)

/** Characters read from each file: reading all 15 MB takes LibreOffice minutes, which `WHOLE_NOTES=1` in the environment does. */
const LIMIT = process.env.WHOLE_NOTES
  ? Number.POSITIVE_INFINITY
  : 2_000 * Number(process.env.RAPPORTEUR_TEST_SIZE ?? 1)

/** All 335 files of real minutes. */
function readRealNotes(): string[] {
  const corpus = join(realData, 'notes')
  return globSync('**/*.md', { cwd: corpus })
    .sort()
    .map((file) => readFileSync(join(corpus, file), 'utf8'))
    .map((text) => (text.length <= LIMIT ? text : text.slice(0, text.lastIndexOf('\n', LIMIT) + 1)))
}

const ownMinutes = ['minutes.md', 'front-matter.md'].map((name) =>
  readFileSync(join(import.meta.dirname, '../../tests/fixtures/notes', name), 'utf8'),
)
const notes = [richNote, worldNote, 'second note', ...ownMinutes]

const inMarkdown: ReaderTraits = { tasks: 'items', highlight: '==', pictures: 'links' }
const inHtml: ReaderTraits = { tasks: 'items' }

const withContents = { ...all, tableOfContents: true }

test.runIf(process.platform === 'linux')(
  'LibreOffice and pandoc read the same text and structure that the report has',
  { timeout: 400_000 },
  async () => {
    const made = createStoreWith(...notes)
    const files: [name: string, store: TestStore, wanted: WantedExport][] = [
      ['Word, English, A4', made, { format: 'docx', include: withContents }],
      [
        'Word, Russian, letter',
        made,
        { format: 'docx', language: 'ru', paper: 'letter', include: withContents },
      ],
      ['OpenDocument', made, { format: 'odt', paper: 'letter', include: withContents }],
    ]
    const paths = await Promise.all(files.map(([, store, wanted]) => saveAs(store, wanted)))
    const opened = await readWithLibreOffice(...paths)
    for (const [index, [name, store, wanted]] of files.entries()) {
      expect.soft(opened[index]?.blocks, name).toEqual(getModel(store, wanted))
    }
    const [english, russian, document] = opened
    const [title] = getModel(made, { format: 'docx', include: plain })
    // The tables in the notes, and the tables of decisions, tasks and contacts.
    expect(english).toMatchObject({ title: title?.text, pageWidth: 210, tables: 6 })
    // Each line of the table of contents ends with a page number.
    expect(english?.contents).toContainEqual(expect.stringMatching(/^1\sThursday\s17\sNovember\s2016\s*\d+$/))
    expect(russian).toMatchObject({ pageWidth: 216, tables: 6 })
    expect(russian?.contents).toContainEqual(
      expect.stringMatching(/^1\sЧетверг,\s17\sноября\s2016\sг\.\s*\d+$/),
    )
    expect(document).toMatchObject({ title: title?.text, pageWidth: 216, tables: 6 })

    const [md, html] = [
      { format: 'md', include: plain },
      { format: 'html', include: plain },
    ]
    expect
      .soft(await readWithPandoc(await saveAs(made, md), MARKDOWN), 'Markdown')
      .toEqual(getModel(made, md, inMarkdown))
    expect
      .soft(await readWithPandoc(await saveAs(made, html), 'html'), 'HTML')
      .toEqual(getModel(made, html, inHtml))
  },
)

/** Reads all real minutes as one report, so that each program starts once. */
testWithRealFiles.runIf(process.platform === 'linux')(
  'LibreOffice and pandoc read all of the real minutes',
  { timeout: 1_800_000 },
  async () => {
    const store = createStoreWith()
    const report = makeReport(store, { format: 'docx', include: plain }, readRealNotes())
    expect(report.counts.notes).toBe(335)
    const onPages = layOutOnPages(report)
    const [word, open, md, page] = [docx, odt, markdown, html].map((format) => {
      const path = join(store.folder, `real.${format.extension}`)
      writeFileSync(path, format.render(report))
      return path
    }) as [string, string, string, string]
    const outline = getOutline(onPages)
    // Reads two files at a time: LibreOffice takes most of the time and uses one processor.
    const opened = (await Promise.all([word, open].map((path) => readWithLibreOffice(path)))).flat()
    expectSame(opened[0]?.blocks, outline, 'Word')
    expectSame(opened[1]?.blocks, outline, 'OpenDocument')
    expect(opened.map(({ contents }) => contents)).toEqual([[], []])
    expectSame(await readWithPandoc(md, MARKDOWN), getOutline(layOut(report), inMarkdown), 'Markdown')
    expectSame(
      await readWithPandoc(page, 'html'),
      getOutline(layOutOnPages(report, { hasPages: false }), inHtml),
      'HTML',
    )
  },
)

/** Shows only the first blocks that differ, since there are a hundred thousand. */
function expectSame(read: readonly Block[] = [], made: readonly Block[], name: string): void {
  const at = made.findIndex((block, index) => JSON.stringify(block) !== JSON.stringify(read[index]))
  const around = (blocks: readonly Block[]) => (at < 0 ? [] : blocks.slice(Math.max(0, at - 1), at + 3))
  expect.soft(around(read), `${name}, block ${at}`).toEqual(around(made))
  expect.soft(read.length, name).toBe(made.length)
}

test.runIf(process.platform === 'linux')(
  'LibreOffice lays out an OpenDocument file with page numbers in the contents and right-aligned Arabic',
  { timeout: 120_000 },
  async () => {
    const path = await saveAs(createStoreWith(...notes), { format: 'odt', include: withContents })
    expect(await readPrintedLines(path)).toMatch(/^ *1 Thursday 17 November 2016\.{3,} *1$/m)
    const content = strFromU8(unzipSync(readFileSync(path))['content.xml'] ?? new Uint8Array())
    const arabic = /<text:p text:style-name="(P\d+)">العربية أولا/.exec(content)?.[1]
    expect(content).toMatch(new RegExp(`<style:style style:name="${arabic}"[^>]*>[^/]*writing-mode="rl-tb"`))
  },
)
