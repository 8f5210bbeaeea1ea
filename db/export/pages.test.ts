/** Headers, labels, headings and page breaks of a report on paper. */
import { readFileSync } from 'node:fs'
import { strFromU8, unzipSync } from 'fflate'
import { beforeEach, expect, test } from 'vitest'
import { createTempStore, saveNote, type TestStore } from '../testing/temp-store.ts'
import { getText, saveAs, type WantedExport } from './testing/sample.ts'

let store: TestStore

beforeEach(() => {
  store = createTempStore()
})

async function getPart(wanted: WantedExport, name: string): Promise<string> {
  const files = unzipSync(readFileSync(await saveAs(store, wanted)))
  return strFromU8(files[name] ?? new Uint8Array())
}

// On the pages before the first part, Word would show the title of that part in the header.
test('in Word, the cover and the contents are a section with a header of its own', async () => {
  saveNote(store, 'Opening.', { session: 'workshop-7' })
  const wanted = { format: 'docx', include: { cover: true, tableOfContents: true } }
  const document = await getPart(wanted, 'word/document.xml')
  const [front, body] = document.match(/<w:sectPr>.*?<\/w:sectPr>/g) ?? []
  expect(front).toContain('<w:headerReference w:type="default" r:id="header-contents"/>')
  expect(body).toContain('<w:headerReference w:type="default" r:id="header"/>')
  expect(body).not.toContain('<w:titlePg/>')
  const header = await getPart(wanted, 'word/header-contents.xml')
  expect(header).toContain('>Mission report: Octopus Conference 2016<')
  expect(header).not.toContain('STYLEREF')
})

test('labels of decisions are in the language of the report', async () => {
  saveNote(store, '[Decision:](rapporteur:decision) Report both.', { session: 'workshop-7' })
  expect(await getText(store, { format: 'pdf', language: 'fr' })).toContain('>DÉCISION</p>')
})

test('a heading in a note is in line with its text', async () => {
  saveNote(store, 'Before.\n\n## Discussion\n\nAfter.', { session: 'workshop-7' })
  expect(await getPart({ format: 'docx' }, 'word/document.xml')).toMatch(
    /<w:pStyle w:val="Heading\d"\/><w:ind w:left="907"\/>(?:(?!<w:p>).)*Discussion</,
  )
  const content = await getPart({ format: 'odt' }, 'content.xml')
  const [, style] =
    /<text:h text:style-name="(P\d+)"[^>]*>(?:(?!<\/text:h>).)*Discussion</.exec(content) ?? []
  expect(content).toMatch(new RegExp(`style:name="${style}"[^>]*><[^>]*fo:margin-left="1.600cm"`))
})

test('a line that ends with a colon stays on the page of the table below it', async () => {
  saveNote(store, 'The figures:\n\n| A | B |\n|---|---|\n| 1 | 2 |\n', { session: 'workshop-7' })
  const page = await getText(store, { format: 'pdf' })
  expect(page).toMatch(/<p class="keep-next in-note"[^>]*>The figures:</)
})

test('the points of a numbered list keep their numbers if tasks are among them', async () => {
  const timed = '[14:47](rapporteur:at/2016-11-17T13:47:31Z)'
  saveNote(store, `4. Agree\n5. [ ] Draft\n6. Publish\n7. [ ] ${timed} Print\n8. Send`, {
    session: 'workshop-7',
  })
  const starts = (text: string, pattern: RegExp) => [...text.matchAll(pattern)].map(([, number]) => number)
  const page = await getText(store, { format: 'pdf' })
  expect(starts(page, /<ol class="in-note" start="(\d+)">/g)).toEqual(['4', '7'])
  const numbering = await getPart({ format: 'docx' }, 'word/numbering.xml')
  expect(starts(numbering, /w:ilvl="0"><w:startOverride w:val="(\d+)"/g)).toEqual(['4', '6', '8'])
  const content = await getPart({ format: 'odt' }, 'content.xml')
  expect(starts(content, /text:start-value="(\d+)"/g)).toEqual(['4', '6', '8'])
})
