/** The version of the programme is at the foot of the cover, where the office that receives the report looks for it. */
import { readFileSync } from 'node:fs'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { readPrintedLines } from './testing/read-with-libreoffice.ts'
import { createStoreWith, saveAs } from './testing/sample.ts'

const VERSION = 'Programme: version 20 November 2016'

test.each([
  ['docx', 'word/document.xml', 'word/footer-first.xml'],
  ['odt', 'content.xml', 'styles.xml'],
])('in %s it is the footer of the cover', async (format, text, footer) => {
  const include = { notes: true, cover: true }
  const parts = unzipSync(readFileSync(await saveAs(createStoreWith('A note.'), { format, include })))
  const read = (name: string) => strFromU8(parts[name] ?? new Uint8Array())
  expect(read(footer)).toContain(VERSION)
  expect(read(text)).not.toContain(VERSION)
})

test.runIf(process.platform === 'linux').each(['docx', 'odt'])(
  'LibreOffice prints it on the first page of %s only',
  { timeout: 120_000 },
  async (format) => {
    const include = { notes: true, cover: true, tableOfContents: true }
    const pages = (
      await readPrintedLines(await saveAs(createStoreWith('A note.'), { format, include }))
    ).split('\f')
    expect(pages[0]?.trimEnd().split('\n').at(-1)?.trim()).toBe(VERSION)
    expect(pages.slice(1).join()).not.toContain(VERSION)
  },
)
