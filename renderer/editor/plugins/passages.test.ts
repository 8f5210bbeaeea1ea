import fc from 'fast-check'
import { TextSelection } from 'prosemirror-state'
import { expect, test } from 'vitest'
import {
  type Confidentiality,
  getBlocks,
  parseNote,
  serialiseNote,
  withholdFrom,
} from '../../../core/note-format/index.ts'
import { anyNote } from '../../../core/note-format/testing/arbitraries.ts'
import { markdownToDoc } from '../markdown/to-doc.ts'
import { open } from '../testing/typist.ts'
import { getLevels, getPassages } from './passages.ts'

const hidden = '[Private:](rapporteur:private)'
const at = (time: string) => {
  const [hours, minutes] = time.split(':')
  return `[${time}](rapporteur:at/2016-11-17T${Number(hours) - 1}:${minutes}:00Z)`
}
const getShared = (markdown: string) => withholdFrom(markdown, 'shareable').markdown
const text = (note: { markdown: string }) =>
  note.markdown.replaceAll(/\[\d\d:\d\d\]\(rapporteur:at[^)]*\) ?/g, '')

type Level = Confidentiality | null | undefined
type Line = { level: Level; isEmpty: boolean }

test('the editor and the note format agree on which passages are confidential', () => {
  fc.assert(
    fc.property(anyNote, (root) => {
      const markdown = serialiseNote(root)
      const inNote = getBlocks(parseNote(markdown)).map(({ confidentiality }) => confidentiality)
      const doc = markdownToDoc(markdown)
      const inEditor = getLevels(doc).map(({ pos, level }) => ({
        level,
        isEmpty: !doc.nodeAt(pos)?.childCount,
      }))
      expect(isSame(inEditor, inNote), JSON.stringify({ inEditor, inNote })).toBe(true)
    }),
    { numRuns: 300 },
  )
})

/** The editor adds an empty line where a quotation, a list item or the end of the note has no block. */
function isSame([line, ...lines]: Line[], [level, ...levels]: Level[]): boolean {
  if (!line) return level === undefined
  return (
    (line.level === level && isSame(lines, levels)) ||
    (line.isEmpty && isSame(lines, level === undefined ? [] : [level, ...levels]))
  )
}

test('a passage extends from its mark to the next entry', () => {
  const doc = markdownToDoc(
    `Open.\n\n${hidden} one\n\n- two\n\n${hidden} three\n\n[14:33](rapporteur:at/2016-11-17T13:33:07Z) Open.\n`,
  )
  expect(
    getPassages(doc).map(({ level, first, last }) => [
      level,
      doc.nodeAt(first)?.textContent,
      doc.nodeAt(last)?.textContent,
    ]),
  ).toEqual([
    ['private', 'one', 'two'],
    ['private', 'three', 'three'],
  ])
})

test.each([
  ['Ctrl-Shift-i', '[Internal:](rapporteur:internal) between us\n'],
  ['Ctrl-Shift-p', `${hidden} between us\n`],
])('%s marks the block at the caret, and pressing it again removes the mark', (key, written) => {
  const note = open('between us\n').press(key)
  expect(text(note)).toBe(written)
  expect(text(note.press(key))).toBe('between us\n')
})

test('the other key replaces the mark', () => {
  expect(text(open('between us\n').press('Ctrl-Shift-i', 'Ctrl-Shift-p'))).toBe(`${hidden} between us\n`)
})

test('the command list can mark a passage', () => {
  expect(text(open('').type('/priv').press('Enter').type('between us'))).toBe(`${hidden} between us\n`)
})

test('text written after the passage is for everybody again', () => {
  const note = open('')
    .setClock('14:33')
    .press('Ctrl-Shift-p')
    .type('one')
    .press('Enter')
    .setClock('14:34')
    .type('two')
  expect(text(note)).toBe(`${hidden} one\n\ntwo\n`)
  expect(getPassages(note.state.doc)).toHaveLength(1)
})

test.each([
  ['a paragraph', `${at('14:36')} ${hidden} Known. Secret.\n`],
  ['a task', `- [ ] ${at('14:36')} ${hidden} Known. Secret.\n`],
  ['an item', `- ${hidden} Known. Secret.\n`],
  ['a later paragraph', `${at('14:36')} ${hidden} Known.\n\nMore. Secret.\n`],
])('text stays private if %s is split', (_, markdown) => {
  const note = open(markdown).setClock('15:10').placeCaretBefore('Secret').press('Enter')
  expect(getShared(note.markdown)).not.toContain('Secret')
  note.type('And ')
  expect(note.markdown).toContain('And Secret.')
  expect(getShared(note.markdown)).not.toContain('Secret')
})

test.each([['Shift-Tab'], ['Backspace'], ['Ctrl-t', 'Ctrl-t'], ['Ctrl-Shift-8']])(
  'an item that leaves a private one stays private: %s',
  (...keys) => {
    const note = open(`- ${hidden} Known\n  - Secret\n\n    More secret\n`)
    note.placeCaretBefore('Secret').press(...keys)
    expect(note.markdown).not.toContain('  - Secret')
    expect(getShared(note.markdown)).not.toMatch(/secret/i)
  },
)

test.each(['Ctrl-Shift-8', 'Ctrl-t', 'Ctrl->', '- ', '1. ', '> '])(
  'text stays private if the line of its mark becomes an item or a quotation: %s',
  (key) => {
    const note = open(`${hidden} Known\n\nSecret\n\nMore secret\n`).placeCaretBefore('Known')
    if (key.endsWith(' ')) note.type(key)
    else note.press(key)
    expect(note.markdown).toMatch(/^(?:-|1\.|>) /)
    expect(getShared(note.markdown)).not.toMatch(/secret/i)
  },
)

test.each(['- Secret\n', '> Secret\n', '| Secret |\n| - |\n', 'Secret\n'])(
  'text stays private if a line is inserted before it: %j',
  (secret) => {
    const note = open(`${at('14:36')} ${hidden} Known:\n\n${secret}`).setClock('15:10')
    note.run(({ doc, tr }, dispatch) =>
      dispatch(tr.setSelection(TextSelection.create(doc, doc.child(0).nodeSize - 1))),
    )
    note.press('Enter').type('More')
    expect(getShared(note.markdown)).not.toContain('Secret')
  },
)
