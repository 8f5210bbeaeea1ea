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
