/** Checks reports in the form that a registry expects: cover, contents, running header, column widths and metadata of the real files. */
import { readFileSync } from 'node:fs'
import { strFromU8, unzipSync } from 'fflate'
import { beforeEach, describe, expect, test } from 'vitest'
import { createPng } from '../testing/pictures.ts'
import {
  createContactId,
  createTempStore,
  octopus,
  saveNote,
  type TestStore,
  unwrap,
} from '../testing/temp-store.ts'
import { ana, getText, saveAs, type WantedExport } from './testing/sample.ts'

const minutes = `[14:33](rapporteur:at/2016-11-17T13:33:07Z) Opening in Room 3, on 25 November 2016.

## Questions and answers

## To do

- [ ] Send it to [@Ana Souza](rapporteur:contact/9b2f5e5c-3b55-4b1f-8a5c-0d2d3a1b2c3d) [by 25 November 2016](rapporteur:due/2016-11-25)

[14:47](rapporteur:at/2016-11-17T13:47:31Z) [Decision:](rapporteur:decision) Report both.

> A procedure is necessary.
>
> [Key message 3](rapporteur:key-message/octopus-2016/km-3)

1. one
   - within
2. two

| State | What was said about it at some length, so that it takes the room that there is |
|---|---|
| Peru | x |

[15:02](rapporteur:at/2016-11-17T14:02:07Z)

| A | B |
|---|---|
| 1 | 2 |
`
const french = 'Les autorités ont demandé que la France réponde aux demandes dans les délais.'

const include = { cover: true, tableOfContents: true, notes: true, actions: true, decisions: true }
const wanted: Omit<WantedExport, 'format'> = {
  include,
  reference: 'IC 4-2016/118',
  distribution: 'Head of Division',
  confidentiality: 'internal',
}
let store: TestStore

beforeEach(() => {
  store = createTempStore()
  unwrap(store.call('people.saveMe', { name: 'Ana Ferreira', delegation: '' }))
  unwrap(
    store.call('people.saveOffice', {
      role: 'Senior Prosecutor',
      office: 'Federal Prosecutor’s Office',
      division: 'International Cooperation',
    }),
  )
  saveNote(store, minutes, { session: 'workshop-9' })
  saveNote(store, french, { session: 'workshop-8' })
})

async function getParts(format: 'docx' | 'odt'): Promise<(name: string) => string> {
  const files = unzipSync(readFileSync(await saveAs(store, { ...wanted, format })))
  return (name) => strFromU8(files[name] ?? new Uint8Array())
}
const getWords = (xml: string) => xml.replaceAll(/<[^>]*>/g, '')

test('the cover shows the known facts and the counts', async () => {
  const text = await getText(store, { ...wanted, format: 'txt' })
  expect(text).toMatch(
    /^Federal Prosecutor’s Office\tInternal\n\nInternational Cooperation\n\nMission report\n=+\n/,
  )
  expect(text).toContain('\n\nOctopus Conference 2016\n\nCooperation against Cybercrime\n\n')
  expect(text).toContain('Author\tAna Ferreira, Senior Prosecutor\n')
  expect(text).toMatch(/^Date\t\d{1,2} \w+ \d{4}$/m)
  expect(text).toContain('Reference\tIC 4-2016/118\n')
  expect(text).toContain('Distribution\tHead of Division\n')
  expect(text).toContain('Sessions attended\tWorkshop 8, Workshop 9\n')
  expect(text).toContain('In brief\n\n1 decision, 1 open task (due on 25 November 2016).\n')
  expect(text).toContain('Programme: version 20 November 2016\n')
  const bare = await getText(createTempStore(), { format: 'txt', include })
  expect(bare).not.toMatch(/Author|Reference|Distribution|Sessions attended|In brief|Unnamed/)
})

test('things that help only in the app are left out: the "@" of contacts, empty headings of a template', async () => {
  const text = await getText(store, { ...wanted, format: 'md' })
  expect(text).toContain('Send it to Ana Souza')
  expect(text).not.toContain('Questions and answers')
  expect(text).toContain('To do')
})

describe('Word', () => {
  test('the table of contents has leaders and estimated pages, and is marked for update', async () => {
    const document = (await getParts('docx'))('word/document.xml')
    const [, ...lines] = document.split(/<w:pStyle w:val="TOC[12]"\/>/)
    expect(lines.length).toBeGreaterThan(3)
    for (const line of lines.slice(0, -1))
      expect(line).toMatch(/<w:tab\/>.*PAGEREF _Toc_part_\d+ \\h .*"separate"\/><\/w:r><w:r><w:t>\d+<\/w:t>/)
    const styles = (await getParts('docx'))('word/styles.xml')
    expect(styles).toMatch(/w:styleId="TOC1".*?<w:tab w:val="right" w:leader="dot" w:pos="9072"\/>/)
  })

  test('every page but the cover has a header and footer; the file has author and date', async () => {
    const part = await getParts('docx')
    expect(part('word/header.xml')).toMatch(/w:instr="STYLEREF 1".*IC 4-2016\/118 · Internal/)
    expect(getWords(part('word/footer.xml'))).toMatch(/^\s*Ana Ferreira, \d{1,2} \w+ \d{4}1 \/ 1$/)
    expect(part('word/document.xml')).toContain('<w:titlePg/>')
    expect(getWords(part('word/header-first.xml')).trim()).toBe('')
    const core = part('docProps/core.xml')
    expect(core).toContain('<dc:creator>Ana Ferreira</dc:creator>')
    expect(core).toMatch(/<dcterms:created xsi:type="dcterms:W3CDTF">\d{4}-\d\d-\d\dT[\d:]+Z</)
  })

  test('columns fit their content, dates are not split between lines, times stay with their entry, notes have their language', async () => {
    const document = (await getParts('docx'))('word/document.xml')
    const [, state = 0, said = 0] = (
      /<w:gridCol w:w="(\d+)"\/><w:gridCol w:w="(\d+)"\/><\/w:tblGrid>/.exec(document) ?? []
    ).map(Number)
    expect(said).toBeGreaterThan(4 * state)
    expect(document).toContain('Room\u00a03, on 25\u00a0November\u00a02016.')
    expect(document).toMatch(
      /<w:keepNext\/><\/w:pPr><w:r><w:rPr><w:rStyle w:val="ReportTime"\/><\/w:rPr><w:t[^>]*>15:02</,
    )
    expect(document).toMatch(/<w:lang w:val="fr"\/><\/w:rPr><w:t[^>]*>Les autorités/)
  })
})

test('parts have numbers and annexes letters only on paper', async () => {
  unwrap(store.call('contacts.save', { id: createContactId(), conference: octopus, fields: ana }))
  const withContacts = { ...wanted, include: { ...include, contacts: true, keyMessages: true } }
  const page = await getText(store, { ...withContacts, format: 'pdf' })
  const parts = [...page.matchAll(/<h2[^>]*>([^<]*)<\/h2>/g)].map(([, title]) =>
    title?.replaceAll('\u00a0', ' '),
  )
  expect(parts).toEqual([
    'Contents',
    '1 Thursday 17 November 2016',
    '2 Follow-up',
    'Annex A: Key messages referred to',
    'Annex B: Contacts met',
  ])
  expect(page).toMatch(
    /<\/strong>, Prosecutor<\/td><td[^>]*>=EUROJUST, Portugal<\/td><td[^>]*>ana@[^<]*<\/td><td[^>]*>Workshop\s9</,
  )
  const text = await getText(store, { ...withContacts, format: 'md' })
  expect(text).toContain('\n## Thursday 17 November 2016\n')
  expect(text).toContain('\n## Contacts met\n')
})

describe('a note on paper', () => {
  test('has times beside its text, also beside tasks', async () => {
    const page = await getText(store, { ...wanted, format: 'pdf' })
    expect(page).toMatch(
      /<p class="entry in-note"[^>]*><strong class="time">14:33<\/strong>\tOpening in Room/,
    )
    const document = (await getParts('docx'))('word/document.xml')
    expect(document).toMatch(/<w:pStyle w:val="ReportEntry"\/>.*?>14:33<.*?<w:tab\/>/)
    expect((await getParts('odt'))('content.xml')).toMatch(
      /text:style-name="Report_20_Entry"><text:span[^>]*>14:33<\/text:span><text:tab\/>/,
    )
  })

  test('has a timed task below its label, with its assignee and due date apart', async () => {
    saveNote(
      store,
      '- [ ] [15:20](rapporteur:at/2016-11-17T14:20:07Z) Send it [for Ana Ek](rapporteur:for) [by 1 December 2016](rapporteur:due/2016-12-01)\n- [ ] Call',
      { session: 'workshop-7' },
    )
    const page = await getText(store, { ...wanted, format: 'pdf' })
    expect(page.replaceAll('\u00a0', ' ')).toMatch(
      /<p class="task-label keep-next in-note"[^>]*><strong class="time">15:20<\/strong>\tTASK<\/p><ul class="in-note"><li class="task"[^>]*><p><span class="box">☐ <\/span>Send it <span class="aside">— Ana Ek, by 1 December 2016<\/span><\/p><\/li><li class="task"[^>]*><p><span class="box">☐ <\/span>Call</,
    )
    const document = (await getParts('docx'))('word/document.xml')
    expect(document).toMatch(
      /<w:pStyle w:val="ReportLabel"\/>(?:(?!<w:p>).)*15:20(?:(?!<w:p>).)*TASK<(?:(?!<w:p>).)*<w:p><w:pPr><w:pStyle w:val="ListTask"\/><w:ind w:left="1267" w:hanging="360"\/>/,
    )
    expect(document).toMatch(/<w:rStyle w:val="ReportAside"\/><\/w:rPr><w:t[^>]*>Ana Ek</)
    expect((await getParts('odt'))('content.xml')).toMatch(
      /15:20<\/text:span><text:tab\/>TASK<\/text:p><text:p [^>]*>☐ Send it<text:s text:c="1"\/><text:span [^>]*>—<text:s text:c="1"\/><\/text:span><text:span [^>]*>Ana Ek</,
    )
    expect(await getText(store, { ...wanted, format: 'md' })).toContain(
      'Send it for Ana Ek by 1 December 2016',
    )
  })

  test('has a decision below its label, and a quotation above its source', async () => {
    const page = await getText(store, { ...wanted, format: 'pdf' })
    expect(page).toMatch(
      /<p id="entry-0" class="decision-label keep-next in-note"[^>]*><strong class="time">14:47<\/strong>\tDECISION<\/p><p class="decision in-note"[^>]*>Report both\.</,
    )
    expect(page).toMatch(/<p class="source"[^>]*>Key message 3, Annex A, page\s<a /)
    const document = (await getParts('docx'))('word/document.xml')
    expect(document).toMatch(
      /<w:pStyle w:val="ReportLabel"\/>.*?DECISION<.*?<w:pStyle w:val="ReportDecision"\/>/,
    )
    expect(document).toContain('<w:pStyle w:val="ReportSource"/>')
    const content = (await getParts('odt'))('content.xml')
    expect(content).toContain('text:style-name="Report_20_Decision">Report both.')
  })
})

test('the contents have the start of each session', async () => {
  const page = await getText(store, { ...wanted, format: 'pdf' })
  expect(page).toMatch(/<a href="#part-3"><span class="start">14:30<\/span><span>Workshop\s9 · /)
  const document = (await getParts('docx'))('word/document.xml')
  expect(document).toMatch(
    /<w:pStyle w:val="TOC2"\/><w:ind [^>]*>(?:(?!<w:p>).)*>14:30<\/w:t><\/w:r><w:r><w:tab\/><\/w:r><w:r><w:t[^>]*>Workshop\s9 · /,
  )
  // Word would rebuild a table that is marked as dirty, without the times.
  expect(document).toMatch(/<w:fldChar w:fldCharType="begin"\/><\/w:r><w:r><w:instrText[^>]*> TOC /)
  expect((await getParts('odt'))('content.xml')).toMatch(
    /text:style-name="Contents_20_Session"><text:span[^>]*>14:30<\/text:span><text:tab\/><text:a [^>]*>Workshop\s9 · /,
  )
})

test('the follow-up and a quotation’s source refer to pages if the format has pages', async () => {
  const page = await getText(store, { ...wanted, format: 'pdf' })
  const [, decision = ''] =
    /<p id="([\w-]+)" class="decision-label[^>]*><strong class="time">14:47</.exec(page) ?? []
  const [, annex] = /<h2 id="(part-\d+)"[^>]*>Annex\sA: /.exec(page) ?? []
  expect(page).toMatch(/<th[^>]*>Session<\/th><th[^>]*>Page<\/th>/)
  expect(page).toMatch(
    new RegExp(
      `Workshop\\s9</td><td[^>]*><a href="#${decision}" class="page-ref" data-page-of="${decision}"></a>`,
    ),
  )
  expect(page).toMatch(new RegExp(`Annex A, page\\s<a href="#${annex}"`))
  const document = (await getParts('docx'))('word/document.xml')
  for (const id of [decision, annex])
    expect(document).toContain(`> PAGEREF _Toc_${id?.replace('-', '_')} \\h <`)
  expect(document).toMatch(/<w:bookmarkStart [^>]*w:name="_Toc_entry_0"\/>(?:(?!<w:p>).)*>14:47</)
  expect(document).toMatch(/Workshop\s9<(?:(?!<\/w:tr>).)*?PAGEREF (?:(?!<\/w:tr>).)*?<w:t[^>]*>\d+</)
  const content = (await getParts('odt'))('content.xml')
  expect(content).toMatch(
    new RegExp(`Workshop\\s9<(?:(?!</table:table-row>).)*?text:ref-name="${decision}">\\d+<`),
  )
  expect(content).toMatch(new RegExp(`<text:bookmark text:name="${decision}"/>(?:(?!<text:p ).)*>14:47<`))
  for (const format of ['html', 'md'] as const) {
    const text = await getText(store, { ...wanted, format })
    expect(text).toContain('Decision')
    expect(text).not.toContain('Page')
  }
})

test('the cover has a rule above the title and a box around the level', async () => {
  const [word, open] = [await getParts('docx'), await getParts('odt')]
  expect(word('word/document.xml')).toMatch(
    /<w:pStyle w:val="ReportRule"\/><\/w:pPr><\/w:p><w:p><w:pPr><w:pStyle w:val="Title"/,
  )
  expect(word('word/document.xml')).toMatch(/<w:rStyle w:val="ReportLevelBox"\/><\/w:rPr><w:t[^>]*>Internal</)
  expect(word('word/styles.xml')).toMatch(/w:styleId="ReportLevelBox".*?<w:bdr w:val="single"/)
  expect(open('content.xml')).toMatch(
    /<text:p text:style-name="Report_20_Rule"\/><text:p text:style-name="Title">/,
  )
  expect(open('content.xml')).toMatch(/fo:border="0\.75pt solid #1b1a17"/)
})

test('labels on the cover and heads of tables have styles of their own', async () => {
  const [word, open] = [await getParts('docx'), await getParts('odt')]
  const document = word('word/document.xml')
  expect(document).toMatch(/<w:rStyle w:val="ReportCoverLabel"\/><\/w:rPr><w:t [^>]*>Author</)
  expect(document).toMatch(/<w:pStyle w:val="TableHead"\/>(?:(?!<\/w:p>).)*<w:t [^>]*>State</)
  expect(document).toMatch(/<w:pStyle w:val="TableText"\/>(?:(?!<\/w:p>).)*<w:t [^>]*>Peru</)
  for (const id of ['TableHead', 'ReportCoverLabel'])
    expect(word('word/styles.xml')).toMatch(new RegExp(`w:styleId="${id}".*?w:ascii="Calibri"`))
  expect(open('content.xml')).toMatch(/style:parent-style-name="Table_20_Heading"/)
  expect(open('styles.xml')).toMatch(/style:name="Table_20_Heading"/)
})

test('a picture is beside its time, with the caption below', async () => {
  const { sha256 } = unwrap(await store.request('pictures.add', { bytes: createPng(40, 30) }))
  saveNote(store, `[15:10](rapporteur:at/2016-11-17T14:10:07Z)\n\n![slide](rapporteur:picture/${sha256})`, {
    session: 'workshop-7',
  })
  expect(await getText(store, { ...wanted, format: 'pdf' })).toMatch(
    /<p class="entry keep-next pictured in-note"[^>]*><strong class="time">15:10<\/strong>\t<img [^>]*\/><\/p><p class="caption in-note"[^>]*>Figure\s1: slide<\/p>/,
  )
  expect((await getParts('docx'))('word/document.xml')).toMatch(
    /<\/w:drawing>(?:(?!<w:p>).)*<w:p><w:pPr><w:pStyle w:val="Caption"\/><\/w:pPr>(?:(?!<w:p>).)*Figure\s1: slide</,
  )
  expect((await getParts('docx'))('word/document.xml')).toContain('<w:textAlignment w:val="top"/>')
  expect((await getParts('odt'))('content.xml')).toContain('style:vertical-align="top"')
  expect((await getParts('odt'))('content.xml')).toMatch(
    /<\/draw:frame><\/text:p><text:p text:style-name="Caption">Figure\s1: slide</,
  )
})

describe('OpenDocument', () => {
  test('no table row is split between two pages', async () => {
    const content = (await getParts('odt'))('content.xml')
    expect(content).toContain(
      '<style:style style:name="Row" style:family="table-row"><style:table-row-properties fo:keep-together="always"/>',
    )
    expect(content).not.toContain('<table:table-row>')
  })

  test('nested lists stay nested lists', async () => {
    const content = (await getParts('odt'))('content.xml')
    const [list = ''] =
      /<text:list text:style-name="Note_20_Numbers">.*?two<\/text:p><\/text:list-item><\/text:list>/.exec(
        content,
      ) ?? []
    expect(list.replaceAll(/ text:[\w-]+="[^"]*"/g, '')).toBe(
      '<text:list><text:list-item><text:p>one</text:p><text:list><text:list-item><text:p>within</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>two</text:p></text:list-item></text:list>',
    )
  })

  test('header and footer, dates and author, page numbers, column widths and languages', async () => {
    const part = await getParts('odt')
    expect(part('styles.xml')).toMatch(
      /<style:header>.*<text:chapter .*IC 4-2016\/118 · Internal.*<\/style:header>/,
    )
    expect(part('styles.xml')).toMatch(/<style:footer>.*Ana Ferreira, \d{1,2} \w+ \d{4}<text:tab\/>/)
    // The page break belongs to the paragraph before. An empty paragraph with the break would add a blank line above the heading.
    expect(part('styles.xml')).toMatch(/style:name="Page_20_Break"[^>]*><[^>]*fo:break-after="page"/)
    const meta = part('meta.xml')
    expect(meta).toMatch(/<meta:creation-date>\d{4}-\d\d-\d\dT[\d:]+</)
    expect(meta).toContain('<meta:initial-creator>Ana Ferreira</meta:initial-creator>')
    const content = part('content.xml')
    expect(content).toMatch(/text:ref-name="part-1">\d+</)
    const widths = [...content.matchAll(/style:column-width="([\d.]+)cm"/g)].map(([, width]) => Number(width))
    expect((widths[1] ?? 0) / (widths[0] ?? 1)).toBeGreaterThan(4)
    expect(content).toMatch(/fo:language="fr"/)
    expect(content).toMatch(/style:master-page-name="Cover"/)
  })
})

test('the printed page has a header and footer, and room for page numbers in the contents', async () => {
  const page = await getText(store, { ...wanted, format: 'pdf', title: 'A "title" </style>' })
  expect(page).toContain('@top-right { content: "IC 4-2016\\2f 118 · Internal"')
  expect(page).toMatch(/@bottom-left \{ content: "Ana Ferreira, \d{1,2} \w+ \d{4}"/)
  expect(page).toContain(
    'running-head { system: cyclic; symbols: "A \\22 title\\22  \\3c \\2f style\\3e  · Octopus Conference 2016"; }',
  )
  expect(page).toMatch(
    /<a href="#part-1"><span>[^<]*<\/span><span class="leader"><\/span><span class="page" data-page-of="part-1"><\/span><\/a>/,
  )
  expect(page).toMatch(/<p [^>]*lang="fr"[^>]*>Les autorités/)
  // A long title and distribution list continue on a second page instead of covering the contents.
  expect(page).toMatch(/\.cover \{[^}]* min-height: \d+mm/)
  const html = await getText(store, { ...wanted, format: 'html' })
  expect(html).not.toContain('data-page-of')
})
