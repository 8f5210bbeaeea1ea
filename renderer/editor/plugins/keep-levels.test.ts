import fc from 'fast-check'
import { deleteSelection, joinBackward, joinForward, lift } from 'prosemirror-commands'
import { redoDepth, undoDepth } from 'prosemirror-history'
import { sinkListItem } from 'prosemirror-schema-list'
import { type Command, type EditorState, TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { expect, test } from 'vitest'
import { withholdFrom } from '../../../core/note-format/index.ts'
import { setTextStyle, toggleQuote, toggleStrong } from '../commands/commands.ts'
import { backspace, enter } from '../commands/enter.ts'
import { toggleList, toggleTask } from '../commands/lists.ts'
import { applyExternalText } from '../markdown/external-text.ts'
import { schema } from '../schema/schema.ts'
import { open, type Typist } from '../testing/typist.ts'
import { insertTable } from './tables.ts'
import { insertTemplate } from './templates.ts'

const hidden = '[Private:](rapporteur:private)'
const internal = '[Internal:](rapporteur:internal)'
const at = '[14:33](rapporteur:at/2016-11-17T13:33:00Z)'
const getShared = (note: { markdown: string }) => withholdFrom(note.markdown, 'shareable').markdown

/** Selects a range in whatever form the editor allows there. */
function selectRange(note: Typist, from: number, length: number): void {
  note.run(({ doc, tr }, dispatch) => {
    const start = from % (doc.content.size + 1)
    const end = Math.min(start + length, doc.content.size)
    dispatch(tr.setSelection(TextSelection.between(doc.resolve(start), doc.resolve(end))))
  })
}

const marks = ['', '', '', `${at} `, `${hidden} `, `${internal} `, `${at} ${hidden} `]
const shapes = ['', '', '- ', '- [ ] ', '> ', '  - ', '## ', '1. ']
const anyBlock = fc.record({
  mark: fc.constantFrom(...marks),
  shape: fc.constantFrom(...shapes, 'code', 'table'),
})

/** Every line has two words that occur nowhere else. */
const anyText = fc.array(anyBlock, { minLength: 2, maxLength: 8 }).map((blocks) =>
  blocks
    .map(({ mark, shape }, index) => {
      const words = `word${index}a word${index}b`
      if (shape === 'code') return `\`\`\`\n${words}\n\`\`\`\n`
      if (shape === 'table') return `| ${mark.replace(at, '')} ${words} |\n| - |\n| cell${index} |\n`
      return `${shape}${mark}${words}\n`
    })
    .join('\n'),
)

const commands: Record<string, Command> = {
  backspace,
  deleteSelection,
  enter,
  joinBackward,
  joinForward,
  lift,
  sink: sinkListItem(schema.nodes.list_item),
  bullets: toggleList(schema.nodes.bullet_list),
  toggleTask,
  toggleQuote,
  heading: setTextStyle('heading-2'),
  text: setTextStyle('text'),
  code: setTextStyle('code'),
  template: insertTemplate('# New\n\n- item\n'),
  table: insertTable,
  bold: toggleStrong,
}
const anyEdit = fc.record({
  name: fc.constantFrom(...Object.keys(commands), 'type', 'paste', 'move', 'move', 'time'),
  from: fc.nat(2000),
  to: fc.nat(2000),
  length: fc.oneof(fc.constant(0), fc.nat(60)),
})

function edit(note: Typist, name: string, to: number): void {
  if (name === 'type') note.type('x y')
  else if (name === 'paste') note.paste(`${at} new\n\nlines\n`)
  else if (name === 'move') {
    if (note.state.selection.empty) return
    note.cut()
    selectRange(note, to, 0)
    note.pasteCopied()
  } else if (name === 'time') note.press('Ctrl-Alt-t')
  else note.run((state, dispatch) => commands[name]?.(state, dispatch, createView(state)))
}

function createView(state: EditorState): EditorView {
  const { parentOffset, parent } = state.selection.$head
  const endOfTextblock = (side: string) => parentOffset === (side === 'backward' ? 0 : parent.content.size)
  return { state, endOfTextblock } as unknown as EditorView
}

/** How strict the level of each word is: 0 if it is in what is shared with everybody. */
function readLevels(markdown: string): Map<string, number> {
  const getWords = (text: string) => [...text.matchAll(/\b(word\d[ab]|cell\d)\b/g)].map(([word]) => word)
  const levels = new Map(getWords(markdown).map((word) => [word, 2]))
  for (const [index, level] of (['internal', 'shareable'] as const).entries())
    for (const word of getWords(withholdFrom(markdown, level).markdown)) levels.set(word, 1 - index)
  return levels
}

/** @returns the text of the block whose mark the next key removes: Backspace before the text, or any key if the mark's own word is selected */
function findUnmarked({ doc, selection: { $from, $to, empty } }: EditorState, name: string): string {
  if (!$from.sameParent($to)) return ''
  const isAtMark = empty && $from.parentOffset === 0 && $from.parent.attrs.guard && name === 'backspace'
  const isMarkSelected = /Private:|Internal:/.test(doc.textBetween($from.pos, $to.pos))
  return isAtMark || isMarkSelected ? $from.parent.textContent : ''
}

test('no edit makes text that stays in the note less confidential, and Undo restores the note', () => {
  fc.assert(
    fc.property(anyText, fc.array(anyEdit, { minLength: 1, maxLength: 8 }), (markdown, edits) => {
      const note = open(markdown).setClock('15:10')
      const first = note.markdown
      let text = first
      for (const { name, from, to, length } of edits) {
        selectRange(note, from, length)
        const before = readLevels(text)
        const unmarked = findUnmarked(note.state, name)
        edit(note, name, to)
        const old = text
        text = note.markdown
        for (const [word, level] of readLevels(text)) {
          if (unmarked.includes(word)) continue
          expect(level, `${name}: ${word}\n${old}\n=>\n${text}`).toBeGreaterThanOrEqual(before.get(word) ?? 0)
        }
      }
      while (undoDepth(note.state) > 0) note.press('Ctrl-z')
      expect(note.markdown).toBe(first)
      while (redoDepth(note.state) > 0) note.press('Ctrl-y')
      expect(note.markdown).toBe(text)
    }),
    { numRuns: 40 },
  )
})

const passage = `Public\n\n${at} ${hidden} Known\n\nSecret\n\n- Secret\n\n| Secret |\n| - |\n`
const selectCell: Command = ({ tr, doc, selection: { $from } }, dispatch) => {
  dispatch?.(tr.setSelection(TextSelection.create(doc, $from.start(), $from.end())))
  return true
}
const deleteLine: Command = ({ tr, selection: { $from } }, dispatch) => {
  dispatch?.(tr.delete($from.before(), $from.after()))
  return true
}

test.each<[string, (note: Typist) => void]>([
  ['its first line is deleted', (note) => note.placeCaretBefore('Known').run(deleteLine)],
  ['its mark is deleted', (note) => note.placeCaretBefore('Known').press('Backspace')],
  ['its first line becomes code', (note) => note.placeCaretBefore('Known').run(setTextStyle('code'))],
  ['its second line gets a time', (note) => note.placeCaretBefore('Secret').press('Ctrl-Alt-t')],
])('a private passage stays private if %s, and one Undo restores the note', (_, act) => {
  const note = open(passage).setClock('15:10')
  act(note)
  expect(note.markdown).not.toBe(passage)
  expect(getShared(note)).not.toContain('Secret')
  expect(note.press('Ctrl-z').markdown).toBe(passage)
})

test('a public line that private text joins becomes private, and the caret stays', () => {
  const note = open(`${at} Public\n\n${hidden} Secret\n`).run(({ tr, doc }, dispatch) =>
    dispatch(tr.setSelection(TextSelection.create(doc, 'Public'.length + 1))),
  )
  note.run(joinForward)
  expect(note.markdown).toBe(`${at} ${hidden} PublicSecret\n`)
  expect(note.type('.').markdown).toContain('Public.Secret')
})

test.each<[string, string, (note: Typist) => void]>([
  ['a table typed as text', '| Name | Offer |', (note) => note.press('Enter').type('secret')],
  ['an inserted table', '', (note) => note.run(insertTable).type('secret')],
  ['code', '```', (note) => note.press('Enter').type('secret')],
  ['a template', '', (note) => note.run(insertTemplate('- secret\n'))],
  ['a pasted list', '', (note) => note.paste('- secret\n- secret\n')],
  ['a pasted table', '', (note) => note.paste('| secret | b |\n| - | - |\n| c | d |\n')],
])('what replaces a private line is private: %s', (_, text, act) => {
  const note = open('').setClock('15:10').press('Ctrl-Shift-p').type(text)
  act(note)
  expect(note.markdown).toContain('secret')
  expect(getShared(note)).not.toMatch(/secret|Offer/)
})

test('an empty line before a private one is public', () => {
  const note = open(`${at} ${hidden} Secret\n`).placeCaretBefore('Secret').press('Enter', 'ArrowUp')
  note.run(({ tr, doc }, dispatch) => dispatch(tr.setSelection(TextSelection.atStart(doc)))).type('Public')
  expect(getShared(note)).toContain('Public')
  expect(getShared(note)).not.toContain('Secret')
})

test.each<[string, (note: Typist) => void]>([
  ['something is typed before its mark', (note) => note.placeCaretBefore('Private:').type('x')],
  ['its text becomes bold', (note) => note.run(selectCell).press('Ctrl-b')],
])('a private table cell stays private if %s, and one Undo restores it', (_, act) => {
  const table = `| a | b |\n| - | - |\n| c | ${hidden} Secret |\n`
  const note = open(table).placeCaretBefore('Secret')
  act(note)
  expect(note.markdown).not.toBe(table)
  expect(getShared(note)).not.toContain('Secret')
  expect(note.press('Ctrl-z').markdown).toBe(table)
})

test.each([
  ['a heading', (text: string) => `## ${text}\n`],
  ['a table cell', (text: string) => `| a | b |\n| - | - |\n| c | ${text} |\n`],
])('what is typed before the mark of %s comes after it, and the mark is there once', (_, write) => {
  const note = open(write(`${internal} Known`))
    .placeCaretBefore('Internal:')
    .type('Well ')
  expect(note.type('x').markdown).toBe(write(`${internal} Well xKnown`))
  open(`${hidden} secret\n`).select('secret').copy()
  expect(note.placeCaretBefore('Known').pasteCopied().markdown).toBe(write(`${hidden} Well xsecretKnown`))
})

test('deleting the mark of a table cell makes it public', () => {
  const note = open(`| a | b |\n| - | - |\n| c | ${hidden} known |\n`)
  expect(getShared(note.select('Private:').press('Backspace'))).toContain('known')
})

test('the command still makes a whole passage public', () => {
  const note = open(passage).placeCaretBefore('Known').press('Ctrl-Shift-p')
  expect(getShared(note).match(/Secret/g)).toHaveLength(3)
})

test('text from another window keeps the levels that it has there', () => {
  const note = open(passage)
  const written = passage.replace(`${hidden} `, '')
  note.run((state, dispatch) => applyExternalText({ state, dispatch } as unknown as EditorView, written))
  expect(note.markdown).toBe(written)
})
