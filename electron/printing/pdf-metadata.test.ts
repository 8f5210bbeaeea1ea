import { expect, test } from 'vitest'
import { setPdfMetadata } from './pdf-metadata.ts'
import { findNamedPages } from './pdf-pages.ts'

/** Objects and trailer as Chromium writes them, with a page tree of two levels. */
function createChromiumPdf(marked: boolean): Uint8Array {
  const objects = [
    '<</Creator (Mozilla on this computer)>>',
    '<</Type /Page\n/Parent 5 0 R>>',
    '<</Type /Page\n/Parent 6 0 R>>',
    '<</Type /Page\n/Parent 6 0 R>>',
    '<</Type /Pages\n/Count 3\n/Kids [2 0 R 6 0 R]>>',
    '<</Type /Pages\n/Count 2\n/Kids [3 0 R 4 0 R]>>',
    '<</part-1 [2 0 R /XYZ 0 502.16998 0]\n/part-2 [4 0 R /XYZ 0 12 0]>>',
    `<</Type /Catalog\n/Pages 5 0 R\n/Dests 7 0 R\n/MarkInfo <</Type /MarkInfo\n/Marked ${marked}>>\n/Lang (en)>>`,
  ]
  let text = '%PDF-1.4\n'
  const tableLines = objects.map((object, index) => {
    const offset = text.length
    text += `${index + 1} 0 obj\n${object}\nendobj\n`
    return `${String(offset).padStart(10, '0')} 00000 n \n`
  })
  const table = `xref\n0 9\n0000000000 65535 f \n${tableLines.join('')}`
  const trailer = `trailer\n<</Size 9\n/Root 8 0 R\n/Info 1 0 R>>\nstartxref\n${text.length}\n%%EOF\n`
  return Buffer.from(text + table + trailer, 'latin1')
}
const metadata = { title: 'Report & more', author: 'Ana', program: 'Rapporteur' }
const pdfOfOtherProgram = new TextEncoder().encode(
  '%PDF-1.5\n1 0 obj\n<</Type /XRef>>\nendobj\nstartxref\n9\n%%EOF\n',
)

test('a file that Chromium did not write stays unchanged', () => {
  expect(setPdfMetadata(pdfOfOtherProgram, { title: 'T', author: '', program: 'Rapporteur' })).toEqual(
    pdfOfOtherProgram,
  )
  expect(findNamedPages(pdfOfOtherProgram)).toEqual(new Map())
})

test('a tagged file has its title, author and the PDF/UA identifier in XMP', () => {
  const text = Buffer.from(setPdfMetadata(createChromiumPdf(true), metadata)).toString()
  expect(text).toContain('<pdfuaid:part>1</pdfuaid:part>')
  expect(text).toContain('<rdf:li xml:lang="x-default">Report &amp; more</rdf:li>')
  expect(text).toContain('<rdf:li>Ana</rdf:li>')
  expect(text).toMatch(
    /8 0 obj\n<<\/Type \/Catalog[\s\S]*\/Metadata 10 0 R>>\nendobj[\s\S]*\/Size 11\n\/Root 8 0 R/,
  )
  expect(text).not.toContain('Mozilla')
  expect(Buffer.from(setPdfMetadata(createChromiumPdf(false), metadata)).toString()).not.toContain('pdfuaid')
})

test('XMP stays well-formed if the title has a control character', () => {
  const text = Buffer.from(
    setPdfMetadata(createChromiumPdf(true), { ...metadata, title: 'Re\u0001port' }),
  ).toString()
  expect(text).toContain('<rdf:li xml:lang="x-default">Re\ufffdport</rdf:li>')
})

test('finds the pages of named destinations through the page tree', () => {
  expect(findNamedPages(createChromiumPdf(true))).toEqual(
    new Map([
      ['part-1', 1],
      ['part-2', 3],
    ]),
  )
})
