import { expect, test } from 'vitest'
import { documentTypes } from '../../core/document-types.ts'
import { getBytes } from '../testing/bundles.ts'
import { makeDocx, makeOdt, makePdf } from '../testing/make-documents.ts'
import { extractPages } from './extractor.ts'

const getType = (ending: string) => documentTypes[ending] ?? ''

test.each([
  ['pdf', makePdf(['Draft conclusions', 'Zanzibar agreed.']), ['Draft conclusions', 'Zanzibar agreed.']],
  [
    'docx',
    makeDocx(
      '<w:p><w:r><w:t>Draft</w:t><w:tab/><w:t>conclusions</w:t></w:r></w:p><w:p><w:del><w:r><w:t>Gone.</w:t></w:r></w:del><w:r><w:br w:type="page"/><w:t>Zanzibar &amp; others</w:t></w:r></w:p>',
    ),
    ['Draft conclusions', 'Zanzibar & others'],
  ],
  [
    'odt',
    makeOdt(
      '<text:h>Draft<text:s/>conclusions</text:h><text:p>One <text:span>line</text:span></text:p><text:p><text:soft-page-break/>Zanzibar.</text:p>',
    ),
    ['Draft conclusions\nOne line', 'Zanzibar.'],
  ],
  ['txt', getBytes('Draft\r\n\r\n conclusions \fZanzibar.'), ['Draft\nconclusions', 'Zanzibar.']],
  [
    'md',
    getBytes('# Draft *conclusions*\n\n- [Zanzibar](https://example.org/) agreed.\n'),
    ['Draft conclusions\nZanzibar agreed.'],
  ],
  ['csv', getBytes('a;b'), []],
] as const)('reads the text of each page of a document: %s', async (ending, bytes, pages) => {
  expect(await extractPages(bytes, getType(ending))).toEqual(pages)
})

test('counts a page that the author began once, as Word marks it', async () => {
  const bytes = makeDocx(
    `<w:p><w:r><w:t>First.</w:t></w:r></w:p><w:p><w:r><w:br w:type="page"/></w:r></w:p>
    <w:p><w:r><w:lastRenderedPageBreak/><w:t>Second</w:t></w:r></w:p>
    <w:p><w:r><w:t>goes</w:t><w:lastRenderedPageBreak/><w:t>on.</w:t><w:br w:type="page"/></w:r></w:p>
    <w:p><w:r><w:lastRenderedPageBreak/><w:br w:type="page"/><w:lastRenderedPageBreak/><w:t>Fifth.</w:t></w:r></w:p>`,
  )
  expect(await extractPages(bytes, getType('docx'))).toEqual(['First.', 'Second\ngoes', 'on.', '', 'Fifth.'])
})

test('begins a page at each page break of an OpenDocument text', async () => {
  const bytes = makeOdt(
    `<office:automatic-styles>
      <style:style style:name="P1" style:family="paragraph" style:master-page-name="Standard"/>
      <style:style style:name="P2" style:family="paragraph" style:master-page-name=""><style:paragraph-properties fo:break-before="page"/></style:style>
      <style:style style:name="P3" style:family="paragraph"><style:paragraph-properties fo:break-before="auto"/></style:style>
      <style:style style:name="T1" style:family="table"><style:table-properties fo:break-before="page"/></style:style>
    </office:automatic-styles>
    <text:p text:style-name="P1">First</text:p><text:p text:style-name="P3">page</text:p><text:h text:style-name="P2">Second</text:h>
    <table:table table:style-name="T1"><text:p>Third</text:p></table:table><text:p><text:soft-page-break/>Fourth</text:p>`,
  )
  const pages = await extractPages(bytes, getType('odt'))
  expect(pages).toEqual(['First\npage', 'Second', 'Third', 'Fourth'])
})

test('leaves out moved text in its old place, and the second copy of a text box', async () => {
  const bytes = makeDocx(
    `<w:p><w:moveFrom><w:r><w:t>Old.</w:t></w:r></w:moveFrom><mc:AlternateContent><mc:Choice><w:r><w:t>Box.</w:t></w:r></mc:Choice><mc:Fallback><w:r><w:t>Box.</w:t></w:r></mc:Fallback></mc:AlternateContent></w:p>`,
  )
  expect(await extractPages(bytes, getType('docx'))).toEqual(['Box.'])
})

test.each([
  ['pdf', getBytes('%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n')],
  ['docx', makeDocx('<w:p>')],
  ['odt', makeDocx('<w:p/>')],
] as const)('refuses a damaged document: %s', async (ending, bytes) => {
  await expect(extractPages(bytes, getType(ending))).rejects.toMatchObject({
    code: 'bad-file',
    details: { code: 'document-text.not-readable' },
  })
})

test('says that a document has no text', async () => {
  await expect(extractPages(makePdf(['', '']), getType('pdf'))).rejects.toMatchObject({
    code: 'bad-file',
    details: { code: 'document-text.no-text' },
  })
})
