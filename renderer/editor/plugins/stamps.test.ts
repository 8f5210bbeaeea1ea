import { closeHistory } from 'prosemirror-history'
import { TextSelection } from 'prosemirror-state'
import { expect, test } from 'vitest'
import { toggleList } from '../commands/lists.ts'
import { schema } from '../schema/schema.ts'
import { open } from '../testing/typist.ts'
import { countEntries } from './entries.ts'

const at = (time: string) => {
  const [hours, minutes] = time.split(':')
  return `[${time}](rapporteur:at/2016-11-17T${Number(hours) - 1}:${minutes}:00Z)`
}

test('a block gets its time with its first character, not when the line is created', () => {
  const note = open('').setClock('14:33').type('Opening').press('Enter').setClock('14:38').type('Scope')
  expect(note.markdown).toBe(`${at('14:33')} Opening\n\n${at('14:38')} Scope\n`)
})

test('typing more text later changes no time', () => {
  const note = open(`${at('14:33')} Opening\n`)
    .setClock('15:00')
    .type(', in Room 3')
  expect(note.markdown).toBe(`${at('14:33')} Opening, in Room 3\n`)
})

test('correcting an imported text adds no times', () => {
  expect(open('one\n\ntwo\n').setClock('15:00').type('!').markdown).toBe('one\n\ntwo!\n')
})

test('a time deleted with its text is set again with the next text', () => {
  const note = open('').setClock('14:33').type('a').press('Enter').setClock('14:40').type('b')
  note.run((state, dispatch) => dispatch(state.tr.delete(state.selection.from - 1, state.selection.from)))
  expect(note.markdown).toBe(`${at('14:33')} a\n`)
  expect(note.setClock('14:41').type('c').markdown).toBe(`${at('14:33')} a\n\n${at('14:41')} c\n`)
})

test('an old line keeps its time while it is rewritten', () => {
  const note = open(`${at('14:33')} a\n`).setClock('15:00')
  note.run((state, dispatch) => dispatch(state.tr.delete(state.selection.from - 1, state.selection.from)))
  expect(note.type('b').markdown).toBe(`${at('14:33')} b\n`)
})

test('splitting keeps the time on the first part; the second gets one when typed in', () => {
  const note = open(`${at('14:33')} one two\n`)
    .placeCaretBefore('two')
    .setClock('14:40')
    .press('Enter')
  expect(note.markdown).toBe(`${at('14:33')} one\n\ntwo\n`)
  expect(note.type('and ').markdown).toBe(`${at('14:33')} one\n\n${at('14:40')} and two\n`)
})

test('Enter at the start inserts a line before, and the text keeps its time', () => {
  const note = open(`${at('14:33')} one\n`)
    .placeCaretBefore('one')
    .press('Enter')
  expect(note.markdown).toBe(`${at('14:33')} one\n`)
  expect(note.state.doc.childCount).toBe(2)
})

test('joining keeps the time of the first block', () => {
  const note = open(`${at('14:33')} one\n\n${at('14:34')} two\n`)
    .placeCaretBefore('two')
    .press('Backspace')
  expect(note.markdown).toBe(`${at('14:33')} onetwo\n`)
})

test('deleting an empty line before keeps the time of the text', () => {
  const note = open('')
    .setClock('14:33')
    .press('Enter')
    .type('one')
    .placeCaretBefore('one')
    .press('Backspace')
  expect(note.markdown).toBe(`${at('14:33')} one\n`)
  expect(note.state.doc.childCount).toBe(1)
})

test('undo removes the time with the character, and redo restores the same time', () => {
  const note = open('').setClock('14:33').type('a').press('Enter')
  note.run((state, dispatch) => dispatch(closeHistory(state.tr)))
  note.setClock('14:40').type('b').press('Ctrl-z')
  expect(note.state.doc.lastChild?.attrs.at).toBeNull()
  expect(note.markdown).toBe(`${at('14:33')} a\n`)
  expect(note.setClock('14:50').press('Ctrl-y').markdown).toBe(`${at('14:33')} a\n\n${at('14:40')} b\n`)
})

test('a list that continues an entry has no time of its own', () => {
  const note = open('')
    .setClock('14:41')
    .type('Two kinds:')
    .press('Enter')
    .type('- one')
    .press('Enter')
    .type('two')
  expect(note.markdown).toBe(`${at('14:41')} Two kinds:\n\n- one\n- two\n`)
})

test('a list that the toolbar makes from the new line has no time of its own either', () => {
  const note = open('').setClock('14:41').type('Two kinds:').press('Enter').type('one')
  note.run(toggleList(schema.nodes.bullet_list))
  expect(note.markdown).toBe(`${at('14:41')} Two kinds:\n\n- one\n`)
})

test('in a note of bullets, the first one and each one started in a later minute have a time', () => {
  const note = open('').setClock('14:33').type('- one').press('Enter').type('two').press('Enter')
  expect(note.setClock('14:35').type('three').press('Enter').type('four').markdown).toBe(
    `- ${at('14:33')} one\n- two\n- ${at('14:35')} three\n- four\n`,
  )
  expect(countEntries(note.state.doc)).toBe(2)
})

test('numbered items, and lists after a quotation, heading or rule, have times, too', () => {
  expect(open('').setClock('14:33').type('1. one').markdown).toBe(`1. ${at('14:33')} one\n`)
  for (const before of ['> quoted', '# Questions', '---']) {
    const note = open(`${before}\n\nx\n`).select('x').press('Backspace').setClock('14:40').type('- one')
    expect(note.press('Enter').setClock('14:41').type('two').markdown).toBe(
      `${before}\n\n- ${at('14:40')} one\n- ${at('14:41')} two\n`,
    )
  }
})

test('a list started in the same minute as the text before it has no time of its own', () => {
  const note = open(`# ${at('14:40')} Questions\n\nx\n`)
    .select('x')
    .press('Backspace')
  expect(note.setClock('14:40').type('- one').markdown).toBe(`# ${at('14:40')} Questions\n\n- one\n`)
})

test('items of an introduced list never have a time, nor do nested items', () => {
  const note = open('').setClock('14:41').type('Two kinds:').press('Enter').type('- one').press('Enter')
  expect(note.setClock('14:59').type('two').markdown).toBe(`${at('14:41')} Two kinds:\n\n- one\n- two\n`)
  const nested = open('').setClock('14:33').type('- one').press('Enter', 'Tab').setClock('14:40').type('two')
  expect(nested.markdown).toBe(`- ${at('14:33')} one\n  - two\n`)
})

test('an item inserted between untimed items gets no time, so that the later ones keep theirs', () => {
  const note = open(`- ${at('14:33')} one\n- two\n`)
    .placeCaretBefore('two')
    .press('Enter', 'ArrowUp')
  expect(note.setClock('15:00').type('x').markdown).not.toContain('15:00')
})

test.each(['- one\n', '> one\n', '| one |\n| - |\n', '```\none\n```\n'])(
  'a line inserted before a part of an earlier entry gets no time, so that this part keeps its own: %j',
  (below) => {
    const first = `${at('14:33')} Two kinds:\n`
    const note = open(`${first}\n${below}`)
    note.run(({ doc, tr }, dispatch) =>
      dispatch(tr.setSelection(TextSelection.create(doc, doc.child(0).nodeSize - 1))),
    )
    note.setClock('15:00').press('Enter').type('x')
    expect(note.markdown).toBe(`${first}\nx\n\n${below}`)
    expect(note.press('Ctrl-Alt-t').markdown).toContain('15:00')
  },
)

test.each(['- one\n', `${at('14:33')} a\n\n## b\n`, `${at('14:33')} a\n\nb\n`])(
  'a line inserted above other text gets a time: %j',
  (below) => {
    const note = open(below).placeCaretBefore(below.includes('one') ? 'one' : 'b')
    note.run(({ tr, selection }, dispatch) => {
      const pos = selection.$from.before(1)
      tr.insert(pos, schema.nodes.paragraph.create())
      dispatch(tr.setSelection(TextSelection.create(tr.doc, pos + 1)))
    })
    expect(note.setClock('15:00').type('x').markdown).toContain('15:00')
  },
)

test('an earlier line keeps its time as a list item', () => {
  const note = open(`a\n\n${at('14:33')} one\n`).run(toggleList(schema.nodes.bullet_list))
  expect(note.markdown).toBe(`a\n\n- ${at('14:33')} one\n`)
})

test('each task has its time', () => {
  const note = open('').setClock('14:44').type('[] one').press('Enter').setClock('14:45').type('two')
  expect(note.markdown).toBe(`- [ ] ${at('14:44')} one\n- [ ] ${at('14:45')} two\n`)
})

test('a paste into a new line starts one entry', () => {
  const note = open('').setClock('14:44').paste('one\n\ntwo')
  expect(note.markdown).toBe(`${at('14:44')} one\n\ntwo\n`)
})

test('the Time key gives any line the current time', () => {
  const note = open(`${at('14:33')} one\n`)
    .setClock('14:44')
    .press('Ctrl-Alt-t')
  expect(note.markdown).toBe(`${at('14:44')} one\n`)
})

test('a line gets its time even if the window reports the caret late', () => {
  const note = open(`one\n\n${at('14:33')} two\n`)
    .placeCaretBefore('one')
    .press('Enter')
    .setClock('14:44')
  // The view still reports the caret in "one" when the character arrives in the empty line above.
  note.run((state, dispatch) => {
    const tr = state.tr.insertText('x', 1)
    dispatch(tr.setSelection(TextSelection.create(tr.doc, 2)))
  })
  expect(note.markdown).toBe(`${at('14:44')} x\n\none\n\n${at('14:33')} two\n`)
})
