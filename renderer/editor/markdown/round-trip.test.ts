import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { Node } from 'prosemirror-model'
import { expect, test } from 'vitest'
import { parseNote, serialiseNote } from '../../../core/note-format/index.ts'
import { anyMarkdown, anyNote } from '../../../core/note-format/testing/arbitraries.ts'
import { readRealNote, realNotes, testWithRealFiles } from '../../../tests/real-files.ts'
import { schema } from '../schema/schema.ts'
import { markdownToDoc, toDoc } from './to-doc.ts'
import { docToMarkdown, toMdast } from './to-mdast.ts'

const size = Number(process.env.RAPPORTEUR_TEST_SIZE ?? 1)
const sized = (runs: number) => ({ numRuns: Math.max(1, Math.round(runs * size)) })
const timeout = 120_000 * Math.max(1, size)

function expectKept(markdown: string): void {
  const doc = markdownToDoc(markdown)
  doc.check()
  expect(docToMarkdown(doc)).toBe(serialiseNote(parseNote(markdown)))
}

/** @returns the share of the text that can only be edited as source */
function measureSource(names: readonly string[], read: (name: string) => string): number {
  let text = 0
  let source = 0
  for (const file of names) {
    const root = parseNote(read(file))
    const doc = toDoc(root)
    expect(docToMarkdown(doc), file).toBe(serialiseNote(root))
    doc.descendants((node) => {
      if (node.isText) text += node.text?.length ?? 0
      else if (node.attrs.node) source += node.attrs.text.length
    })
  }
  return source / (text + source)
}

test('opening and saving our own minutes changes no byte, and nearly all of it can be edited', () => {
  const fixtures = join(import.meta.dirname, '../../../tests/fixtures/notes')
  const own = globSync('*.md', { cwd: fixtures }).map((name) => join(fixtures, name))
  expect(own).toHaveLength(3)
  expect(measureSource(own, (file) => readFileSync(file, 'utf8'))).toBeLessThan(0.05)
})

testWithRealFiles(
  'opening a note of the corpus and saving it changes no byte, and nearly all of it can be edited',
  { timeout: 600_000 },
  () => {
    expect(realNotes.length).toBeGreaterThan(300)
    expect(measureSource(realNotes, readRealNote)).toBeLessThan(0.05)
  },
)

test(
  'opening and saving any Markdown gives the same as parsing and writing it',
  () => {
    fc.assert(fc.property(anyMarkdown, expectKept), sized(200))
  },
  timeout,
)

test(
  'any tree that Markdown can express is kept',
  () => {
    fc.assert(
      fc.property(anyNote, (root) => expectKept(serialiseNote(root))),
      sized(100),
    )
  },
  timeout,
)

test(
  'blocks written one by one give the same as the whole document',
  () => {
    fc.assert(
      fc.property(anyNote, (root) => {
        const doc = toDoc(root)
        expect(docToMarkdown(doc)).toBe(serialiseNote(toMdast(doc)))
      }),
      sized(100),
    )
  },
  timeout,
)

test(
  'the document survives JSON, as undo history and the clipboard need it to',
  () => {
    fc.assert(
      fc.property(anyNote, (root) => {
        const doc = toDoc(root)
        expect(Node.fromJSON(schema, JSON.parse(JSON.stringify(doc.toJSON()))).eq(doc)).toBe(true)
      }),
      sized(100),
    )
  },
  timeout,
)

test.each([
  [
    'times and decisions',
    '[14:47](rapporteur:at/2016-11-17T13:47:31Z) [Decision:](rapporteur:decision) Report.\n',
  ],
  [
    'every part that may be at the start of a block',
    '[14:47](rapporteur:at/2016-11-17T13:47:31Z) [Internal:](rapporteur:internal) [UNODC:](rapporteur:turn/contact/octopus-2016/unodc) [Question:](rapporteur:question) Who pays?\n',
  ],
  ['a turn alone', '[The chair:](rapporteur:turn)\n'],
  ['marks in another order', '[Question:](rapporteur:question) [UNODC:](rapporteur:turn) Who pays?\n'],
  ['two decisions', '[Decision:](rapporteur:decision) [Decision:](rapporteur:decision) x\n'],
  ['a turn in a heading', '# [UNODC:](rapporteur:turn) x\n'],
  [
    'a task with an assignee and a due date',
    '- [ ] [Private:](rapporteur:private) Send it [for Jane](rapporteur:for/contact/7d3b) [by 1 December](rapporteur:due/2016-12-01), see [Workshop 8](rapporteur:session/octopus-2016/w8)\n',
  ],
  ['a time in the form of another language', '[9 h 47](rapporteur:at/2016-11-17T13:47:31Z) Ouverture.\n'],
  ['a time alone', '[14:47](rapporteur:at/2016-11-17T13:47:31Z)\n'],
  ['a time before a line break', '[14:47](rapporteur:at/2016-11-17T13:47:31Z)\\\nnext\n'],
  ['a time before a line end', '[14:47](rapporteur:at/2016-11-17T13:47:31Z)\nnext\n'],
  ['a time without a space after it', '[14:47](rapporteur:at/2016-11-17T13:47:31Z)**b**\n'],
  ['a time of another precision', '[14:47](rapporteur:at/2016-11-17T13:47:31.5Z) x\n'],
  ['a heading with a time', '## [14:47](rapporteur:at/2016-11-17T13:47:31Z) Discussion\n'],
  [
    'mentions',
    'See [Key message 3](rapporteur:key-message/octopus-2016/km-3) and **[@EUROJUST](rapporteur:contact/octopus-2016/eurojust)**.\n',
  ],
  ['a mention with a mark in it', '[Key *message*](rapporteur:key-message/octopus-2016/km-3)\n'],
  ['marks in either order', '**==a==** ==**a**== [**a**](b) **[a](b)** *~~a~~* ~~*a*~~\n'],
  ['marks that overlap', '**a _b_** ==c **d**== [a **b**](c)\n'],
  ['a list of both kinds', '- a\n- [ ] b\n- [x] c\n  - d\n    1. e\n'],
  ['loose and tight lists', '- a\n\n- b\n\n3. c\n4. d\n'],
  [
    'pictures',
    `![slide](rapporteur:picture/${'0a'.repeat(32)}) and **![](rapporteur:picture/${'1b'.repeat(32)} "title")**, [![a](rapporteur:picture/${'2c'.repeat(32)})](https://coe.int)\n`,
  ],
  ['a picture with an invalid address', '![slide](rapporteur:picture/0A0A)\n'],
  [
    'tables, HTML, definitions, images',
    '| a | b |\n| - | :-: |\n| c | d |\n\n<div>x</div>\n\n![a](b) [c][d] <br>\n\n[d]: e\n',
  ],
])('%s', (_, markdown) => {
  expect(docToMarkdown(markdownToDoc(markdown))).toBe(markdown)
})
