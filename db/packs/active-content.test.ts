/** Documents that would run or load something when another program opens them, and harmless documents that look similar. */
import { deflateSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { documentTypes } from '../../core/document-types.ts'
import { toEnglish } from '../../core/i18n/english-messages.ts'
import { writeZip } from '../formats/write-zip.ts'
import { parseFile } from '../import/formats/index.ts'
import { getBytes } from '../testing/bundles.ts'
import { createSources, forgePack, pack } from '../testing/packs.ts'
import { findForbiddenContent } from './check-content.ts'
import { sha256 } from './write-pack.ts'

function getRefusal(name: string, bytes: Uint8Array): string | null {
  const problem = findForbiddenContent(documentTypes[name.split('.').at(-1) ?? ''] ?? '', bytes)
  return problem && toEnglish(problem)
}

const makeOfficeFile = (parts: Record<string, string | Uint8Array>) =>
  writeZip(Object.entries(parts).map(([name, content]) => ({ name, bytes: toBytes(content) })))
const toBytes = (content: string | Uint8Array) => (typeof content === 'string' ? getBytes(content) : content)

const TYPES = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const rels = (type: string, target: string, mode = '') =>
  `<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${TYPES}/${type}" Target="${target}"${mode && ` TargetMode="${mode}"`}/></Relationships>`
const types = (type: string) =>
  `<Types><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`
const plain = {
  '[Content_Types].xml': types(
    'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml',
  ),
  '_rels/.rels': rels('officeDocument', 'word/document.xml'),
  'word/document.xml': '<w:document xmlns:w="x"><w:p><w:t>DDE is a word</w:t></w:p></w:document>',
}
const field = (...codes: string[]) =>
  `<w:p><w:fldChar/>${codes.map((code) => `<w:r><w:instrText>${code}</w:instrText></w:r>`).join('')}<w:fldChar/></w:p>`
const openDocument = (content: string, more = {}) =>
  makeOfficeFile({ mimetype: 'application/vnd.oasis.opendocument.text', 'content.xml': content, ...more })

const ATTACHED = 'https://evil.invalid/x.dotm'
const pdf = (...objects: (string | Uint8Array)[]) =>
  Buffer.concat([
    getBytes('%PDF-1.7\n'),
    ...objects.map((object) => toBytes(object)),
    getBytes('\ntrailer<<>>\n%%EOF\n'),
  ])
const getStream = (dictionary: string, bytes: Uint8Array) =>
  Buffer.concat([
    getBytes(`7 0 obj\n<<${dictionary}>>\nstream\r\n`),
    bytes,
    getBytes('\nendstream\nendobj\n'),
  ])
const objects = (text: string, dictionary = '/Type/ObjStm/N 1/First 5/Filter/FlateDecode') =>
  getStream(dictionary, deflateSync(getBytes(`12 0\n${text}`)))

describe.each<[string, string, Uint8Array, RegExp]>([
  ['a macro', 'a.docx', makeOfficeFile({ ...plain, 'word/vbaProject.bin': 'x' }), /^it contains macros, and/],
  [
    'a macro under another file name',
    'a.docx',
    makeOfficeFile({ ...plain, 'word/_rels/document.xml.rels': rels('vbaProject', 'media/image1.png') }),
    /macros/,
  ],
  [
    'a content type for macros',
    'a.docx',
    makeOfficeFile({
      ...plain,
      '[Content_Types].xml': types('application/vnd.ms-word.document.macroEnabled.main+xml'),
    }),
    /macros/,
  ],
  [
    'a sheet of macros',
    'a.xlsx',
    makeOfficeFile({ ...plain, 'xl/macrosheets/sheet1.xml': '<x/>' }),
    /macros/,
  ],
  [
    'a remote template',
    'a.docx',
    makeOfficeFile({
      ...plain,
      'word/_rels/settings.xml.rels': rels('attachedTemplate', ATTACHED, 'External'),
    }),
    /a template that is loaded from elsewhere \(https:\/\/evil/,
  ],
  [
    'a remote template with an escaped letter',
    'a.docx',
    makeOfficeFile({
      ...plain,
      'word/_rels/settings.xml.rels': rels('attachedTemplate', ATTACHED, '&#69;xternal'),
    }),
    /a template/,
  ],
  [
    'a remote picture',
    'a.pptx',
    makeOfficeFile({ 'ppt/_rels/p.xml.rels': rels('image', '//evil/a.png', 'External') }),
    /elsewhere/,
  ],
  ['an OLE object', 'a.docx', makeOfficeFile({ ...plain, 'word/embeddings/oleObject1.bin': 'x' }), /OLE/],
  [
    'an OLE object under another file name',
    'a.docx',
    makeOfficeFile({ 'word/_rels/a.rels': rels('oleObject', 'media/a') }),
    /OLE/,
  ],
  ['a control', 'a.docx', makeOfficeFile({ ...plain, 'word/activeX/activeX1.xml': '<x/>' }), /ActiveX/],
  [
    'a link to another workbook',
    'a.xlsx',
    makeOfficeFile({ 'xl/_rels/workbook.xml.rels': rels('externalLink', 'a.xml') }),
    /elsewhere/,
  ],
  [
    'a file inside',
    'a.docx',
    makeOfficeFile({ ...plain, 'word/embeddings/setup.exe': 'x' }),
    /a file inside the file/,
  ],
  [
    'a macro in the workbook of a chart',
    'a.pptx',
    makeOfficeFile({ 'ppt/embeddings/a.xlsx': makeOfficeFile({ 'xl/vbaProject.bin': 'x' }) }),
    /macros/,
  ],
  [
    'a DDE field in pieces',
    'a.docx',
    makeOfficeFile({
      ...plain,
      'word/document.xml': `<w:x>${field('PAGE')}${field(' DDE', 'AUTO c:\\a')}</w:x>`,
    }),
    /DDE/,
  ],
  [
    'a button that starts a program',
    'a.pptx',
    makeOfficeFile({ 'ppt/slides/slide1.xml': '<p:s><a:hlinkClick action="ppaction://program"/></p:s>' }),
    /starts a program/,
  ],
  [
    'a library of macros',
    'a.odt',
    openDocument('<a/>', { 'Basic/Standard/script-lb.xml': '<a/>' }),
    /macros/,
  ],
  ['a script', 'a.odp', openDocument('<a/>', { 'Scripts/python/a.py': 'x' }), /macros/],
  [
    'a macro on an event',
    'a.ods',
    openDocument(
      '<o:b><script:event-listener script:language="ooo:script" xlink:href="vnd.sun.star.script:a"/></o:b>',
    ),
    /macros/,
  ],
  [
    'a remote picture',
    'a.odt',
    openDocument('<o:b><draw:image xlink:href="https://evil.invalid/a.png"/></o:b>'),
    /elsewhere/,
  ],
  ['an OLE object', 'a.odt', openDocument('<o:b><draw:object-ole xlink:href="./Object 1"/></o:b>'), /OLE/],
  [
    'a password',
    'a.odt',
    openDocument('x', { 'META-INF/manifest.xml': '<manifest:encryption-data/>' }),
    /^it is encrypted, so its contents/,
  ],
  ['macros of OpenDocument in a Word file', 'a.docx', openDocument('<a/>', { 'Basic/a.xml': 'x' }), /macros/],
  ['a missing ZIP directory', 'a.docx', makeOfficeFile(plain).subarray(0, -22), /cannot be checked/],
  [
    'a launch action',
    'a.pdf',
    pdf('1 0 obj<</OpenAction<</S/Launch/F(cmd.exe)>>>>endobj'),
    /starts a program/,
  ],
  [
    'a launch action with an escaped letter',
    'a.pdf',
    pdf('1 0 obj<</S/L#61unch>>endobj'),
    /starts a program/,
  ],
  ['a script', 'a.pdf', pdf('1 0 obj<</S /JavaScript /JS (app.alert(1))>>endobj'), /a script/],
  ['a script without an action', 'a.pdf', pdf('1 0 obj<</JS(app.alert(1))>>endobj'), /a script/],
  ['an attachment', 'a.pdf', pdf('1 0 obj<</Names<</EmbeddedFiles 2 0 R>>>>endobj'), /a file inside/],
  ['a script in an object stream', 'a.pdf', pdf(objects('<</S/JavaScript>>')), /a script/],
  ['a script without an action in an object stream', 'a.pdf', pdf(objects('<</JS 3 0 R>>')), /a script/],
  [
    'a launch action in an object stream without a type',
    'a.pdf',
    pdf(objects('<</S/Launch>>', '/Filter/FlateDecode')),
    /program/,
  ],
  [
    'an object stream that is compressed twice',
    'a.pdf',
    pdf(objects('', '/Type/ObjStm/Filter[/A85/FlateDecode]')),
    /unusual way/,
  ],
  [
    'a script after a comment that looks like a stream',
    'a.pdf',
    pdf('%<<>>stream\n/JS (x)\n%endstream\n'),
    /a script/,
  ],
  ['a password', 'a.pdf', pdf('1 0 obj<</Encrypt 2 0 R>>endobj'), /encrypted/],
  ['a formula', 'a.csv', getBytes('a,b\r\n1,=1+1'), /^it contains the formula “=1\+1” in line 2, and/],
  ['a formula in quotes', 'a.csv', getBytes(`a;"-cmd|' /c calc'!A0"`), /“-cmd\|' \/c calc'!A0” in line 1/],
  ['a formula with an at sign', 'a.csv', getBytes('a\n@SUM(1)'), /@SUM/],
  ['a formula after a tab', 'a.csv', getBytes('a,"\t+A1"'), /\+A1/],
  ['a formula in wide letters', 'a.csv', getBytes('a,＝A1'), /＝A1/],
  ['a formula in UTF-16', 'a.csv', Uint8Array.from(Buffer.from('\ufeffa;=A1', 'utf16le')), /=A1/],
  [
    'a formula after letters of another encoding',
    'a.csv',
    Uint8Array.of(0xe9, ...getBytes('\n=A1')),
    /line 2/,
  ],
])('%s in %s', (_, name, bytes, reason) => {
  test('is refused', () => expect(getRefusal(name, bytes)).toMatch(reason))
})

test.each<[string, Uint8Array]>([
  [
    'a.docx',
    makeOfficeFile({ ...plain, 'word/_rels/document.xml.rels': rels('hyperlink', ATTACHED, 'External') }),
  ],
  ['a.docx', makeOfficeFile({ ...plain, 'word/document.xml': `<w:x>${field(' PAGE ')}</w:x>` })],
  [
    'a.pptx',
    makeOfficeFile({ 'ppt/embeddings/a.xlsx': makeOfficeFile({ 'xl/worksheets/sheet1.xml': '<x/>' }) }),
  ],
  [
    'a.odt',
    openDocument(
      '<o:b><draw:image xlink:href="Pictures/a.png"/><text:a xlink:href="https://a.example">a</text:a><presentation:event-listener presentation:action="next-page"/></o:b>',
    ),
  ],
  ['a.pdf', pdf('1 0 obj<</OpenAction[2 0 R/Fit]/LaunchPad(a)/URI(https://a.example)>>endobj')],
  ['a.pdf', pdf(getStream('/Filter/DCTDecode', getBytes('\u0001/JS (')), objects('<</Type/Page>>'))],
  ['a.csv', getBytes('name;phone;-\r\n"Ada";+33 (0)3 88 41 20 00;-5.5 %\r\n"a, - b";a=b;x@example.org')],
])('%s without active content is accepted', (name, bytes) => {
  expect(getRefusal(name, bytes)).toBeNull()
})

const macro = makeOfficeFile({ ...plain, 'word/vbaProject.bin': 'x' })

test('a document with macros is refused by name when a pack is built', () => {
  const files = createSources().map((file) =>
    file.role === 'document' ? { ...file, fileName: 'agenda.docx', bytes: macro } : file,
  )
  expect(() => pack(() => {}, { files })).toThrow(/^agenda\.docx: it contains macros, and packs must not/)
})

test('a document with macros is refused when a pack from elsewhere is read', () => {
  const path = 'documents/agenda.docx'
  const bytes = forgePack(
    (entries) => {
      entries.delete('documents/conclusions.pdf')
      entries.set(path, macro)
    },
    ({ files }) => {
      Object.assign((files as object[])[1] ?? {}, { path, size: macro.length, sha256: sha256(macro) })
    },
  )
  expect(() => parseFile(bytes, 'x.rapporteur-pack')).toThrow(/“documents\/agenda\.docx”: it contains macros/)
})
