import { TextSelection } from 'prosemirror-state'
import { expect, test } from 'vitest'
import { markdownToDoc } from '../markdown/to-doc.ts'
import { docToMarkdown } from '../markdown/to-mdast.ts'
import { open } from '../testing/typist.ts'

const table = '| Country | Requests |\n| - | -: |\n| Estonia | 12 |\n| Romania | 40 |\n'

test('a Markdown table is a table in the editor, and keeps every byte', () => {
  const doc = markdownToDoc(table)
  expect(doc.firstChild?.type.name).toBe('table')
  expect(docToMarkdown(doc)).toBe(table)
  const marked = '| **a** | `b \\| c` |\n| :- | :-: |\n| [x](https://coe.int) | |\n'
  expect(markdownToDoc(marked).firstChild?.type.name).toBe('table')
  expect(docToMarkdown(markdownToDoc(marked))).toBe(marked)
})

test('a table that would be written differently stays as source', () => {
  const ragged = '| a | b |\n| - | - |\n| 1 |\n'
  expect(docToMarkdown(markdownToDoc(ragged))).toBe(ragged)
})

test('typing a table: column names, Enter, then Tab from cell to cell', () => {
  const note = open('')
  note.setClock('14:40').type('| Country | Requests |').press('Enter')
  note.type('Estonia').press('Tab').type('12').press('Tab').type('Romania')
  expect(note.markdown).toBe('| Country | Requests |\n| - | - |\n| Estonia | 12 |\n| Romania | |\n')
  note.press('Shift-Tab', 'Shift-Tab').type('x')
  // As in a spreadsheet, moving to a cell selects its content.
  expect(note.markdown).toContain('| x | 12 |')
})

test('keys add rows and columns; Enter moves down and adds a row after the last', () => {
  const note = open(table)
  note.placeCaretBefore('12').press('Ctrl-Enter')
  expect(note.markdown).toBe(
    '| Country | Requests |\n| - | -: |\n| Estonia | 12 |\n| | |\n| Romania | 40 |\n',
  )
  note.press('Ctrl-Shift-Enter')
  expect(note.markdown).toBe(
    '| Country | Requests | |\n| - | -: | - |\n| Estonia | 12 | |\n| | | |\n| Romania | 40 | |\n',
  )
  note.placeCaretBefore('40').press('Enter').type('52')
  expect(note.markdown).toContain('| Romania | 40 | |\n| | 52 | |\n')
})

test('deleting at the edge of a cell joins nothing; an empty table is deleted', () => {
  const note = open(table)
  note.placeCaretBefore('12').press('Backspace')
  expect(note.markdown).toBe(table)
  const empty = open('before\n\n| | |\n| - | - |\n| | |\n')
  empty.run(({ tr }, dispatch) => dispatch(tr.setSelection(TextSelection.near(tr.doc.resolve(12)))))
  empty.press('Backspace')
  expect(empty.markdown).toBe('before\n')
})

test('a pasted Markdown table becomes a table', () => {
  const note = open('')
  note.paste(table)
  expect(note.markdown).toBe(table)
  expect(note.state.doc.firstChild?.type.name).toBe('table')
})

test('lines pasted into a cell become one line, and words stay apart', () => {
  const paste = (text: string) =>
    open('| a | b |\n| - | - |\n| c | d |\n').placeCaretBefore('c').paste(text).markdown
  expect(paste('Palais\n67075 Strasbourg\n\nFrance ')).toContain('| Palais 67075 Strasbourg France c | d |')
  expect(paste('- one\n- two\n\n<div>three</div>')).toContain('| one two \\<div>three\\</div>c | d |')
})

test('a cell is marked as internal, and pressing again removes the mark', () => {
  const table = '| a | b |\n| - | - |\n| c | d |\n'
  const marked = table.replace('c', '[Internal:](rapporteur:internal) c')
  const note = open(table).placeCaretBefore('c').press('Ctrl-Shift-i')
  expect(note.markdown).toBe(marked)
  expect(
    open(marked).placeCaretBefore('d').press('Ctrl-Shift-i').placeCaretBefore('d').press('Ctrl-Shift-i')
      .markdown,
  ).toBe(marked)
  expect(note.press('Ctrl-Shift-p').markdown).toBe(table.replace('c', '[Private:](rapporteur:private) c'))
  expect(note.press('Ctrl-Shift-p').markdown).toBe(table)
})

test('one arrow key leaves the last row downwards and the first one upwards', () => {
  expect(open(`${table}\nAfter.\n`).placeCaretBefore('40').press('ArrowDown').type('x').markdown).toBe(
    `${table}\nxAfter.\n`,
  )
  expect(open(table).placeCaretBefore('40').press('ArrowDown').type('x').markdown).toContain(`${table}\n`)
  expect(open(`Before.\n\n${table}`).placeCaretBefore('Country').press('ArrowUp').type('x').markdown).toBe(
    `Before.x\n\n${table}`,
  )
})
