/** Files for readers, opened by programs that nobody here wrote. On Linux `npm test` installs them where they are missing. */
import { execFileSync } from 'node:child_process'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import type { TestStore } from '../testing/temp-store.ts'
import { documentOf } from './testing/model.ts'
import { oneLine, outlineOf } from './testing/outline.ts'
import { printedByLibreOffice, readWithLibreOffice } from './testing/read-with-libreoffice.ts'
import { richNote, saveAs, storeWith, type Wanted } from './testing/sample.ts'

const all = { keyMessages: true, actions: true, contacts: true }

const modelOf = (store: TestStore, wanted: Wanted) => outlineOf(documentOf(store, wanted))

/** Every tenth of the real minutes: enough to meet what people write, and not minutes of LibreOffice. */
function realNotes(): string[] {
  const corpus = join(import.meta.dirname, '../../../shared/data/notes')
  const files = globSync('**/*.md', { cwd: corpus }).sort()
  return files.filter((_, index) => index % 10 === 0).map((file) => readFileSync(join(corpus, file), 'utf8'))
}

describe.runIf(process.platform === 'linux')('LibreOffice', { timeout: 180_000 }, () => {
  test.each([
    ['en', 'a4', 210, 'Thursday 17 November 2016'],
    ['ru', 'letter', 216, 'Четверг 17 ноября 2016'],
  ] as const)('reads in a Word file what was put into it: %s, %s', async (language, paper, width, day) => {
    const store = storeWith(richNote, 'second note')
    const wanted = { format: 'docx', language, paper, include: { ...all, tableOfContents: true } }
    const model = modelOf(store, wanted)
    const opened = readWithLibreOffice(await saveAs(store, wanted))
    expect(opened.blocks).toEqual(model)
    expect(opened.contents).toContain(day)
    expect(opened.title).toBe(model[0]?.text)
    expect(opened.pageWidth).toBe(width)
    // The note's, and that of the tasks.
    expect(opened.tables).toBe(2)
  })

  test('reads in an OpenDocument file what was put into it', async () => {
    const store = storeWith(richNote, 'second note')
    const wanted = { format: 'odt', paper: 'letter', include: { ...all, tableOfContents: true } } as const
    const model = modelOf(store, wanted)
    const path = await saveAs(store, wanted)
    const opened = readWithLibreOffice(path)
    expect(opened.blocks).toEqual(model)
    // Laid out, the contents say on which page the heading is.
    expect(printedByLibreOffice(path)).toMatch(/^ *Thursday 17 November 2016\.{3,}1$/m)
    expect(opened).toMatchObject({ title: model[0]?.text, pageWidth: 216, tables: 2 })
    const content = strFromU8(unzipSync(readFileSync(path))['content.xml'] ?? new Uint8Array())
    const arabic = /<text:p text:style-name="(P\d+)">العربية أولا/.exec(content)?.[1]
    expect(content).toMatch(new RegExp(`<style:style style:name="${arabic}"[^>]*>[^/]*writing-mode="rl-tb"`))
  })

  test.each(['docx', 'odt'])(
    'reads the minutes of real meetings as they were written: %s',
    async (format) => {
      const store = storeWith(...realNotes())
      const wanted = { format, include: { ...all, tableOfContents: false } }
      const opened = readWithLibreOffice(await saveAs(store, wanted))
      expect(opened.blocks).toEqual(modelOf(store, wanted))
      expect(opened.contents).toEqual([])
    },
  )
})

describe.runIf(process.platform === 'linux')('pandoc', { timeout: 120_000 }, () => {
  const plain = (path: string, from: string) =>
    execFileSync('pandoc', ['-f', from, '-t', 'plain', '--standalone', '--wrap=none', path], {
      encoding: 'utf8',
    })
  const headings = (path: string, from: string) =>
    (
      JSON.parse(execFileSync('pandoc', ['-f', from, '-t', 'json', path], { encoding: 'utf8' })) as {
        blocks: { t: string; c: [number] }[]
      }
    ).blocks.flatMap(({ t, c }) => (t === 'Header' ? [c[0]] : []))

  test.each([
    ['docx', 'docx'],
    ['md', 'gfm'],
    ['html', 'html'],
  ])('reads every word of %s', async (format, from) => {
    const store = storeWith(richNote, 'second note')
    const wanted = { format, include: { ...all, tableOfContents: false } }
    const path = await saveAs(store, wanted)
    const read = oneLine(plain(path, from))
    // Title and subtitle of a Word file are its metadata to pandoc; LibreOffice has read them above.
    const model = modelOf(store, wanted).slice(format === 'docx' ? 2 : 0)
    for (const { text } of model) {
      for (const word of text.match(/[\p{L}\p{N}]+/gu) ?? []) expect(read).toContain(word)
    }
  })

  test('sees the levels of the headings', async () => {
    const store = storeWith(richNote)
    const include = { keyMessages: false, actions: false, decisions: false, tableOfContents: false }
    // Title, day, session, and the two of the note.
    expect(
      headings(await saveAs(store, { format: 'md', include }), 'commonmark+yaml_metadata_block'),
    ).toEqual([1, 2, 3, 4, 5])
    expect(headings(await saveAs(store, { format: 'docx', include }), 'docx')).toEqual([1, 2, 3, 4])
  })
})
