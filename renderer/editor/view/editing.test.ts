import { TextSelection } from 'prosemirror-state'
import { expect, test } from 'vitest'
import { findLinkRange, setLink, setTextStyle, toggleQuote } from '../commands/commands.ts'
import { toggleList } from '../commands/lists.ts'
import { openPicker } from '../commands/open-picker.ts'
import { startNewLine } from '../commands/start-new-line.ts'
import { pickerKey } from '../plugins/picker-state.ts'
import { schema } from '../schema/schema.ts'
import { open } from '../testing/typist.ts'

const { bullet_list, ordered_list } = schema.nodes
/** The Markdown without times. */
const text = (note: { markdown: string }) =>
  note.markdown.replaceAll(/\[\d\d:\d\d\]\(rapporteur:at[^)]*\) ?/g, '')

test.each([
  ['# a', '# a\n'],
  ['### a', '### a\n'],
  ['- a', '- a\n'],
  ['* a', '- a\n'],
  ['3. a', '3. a\n'],
  ['> a', '> a\n'],
  ['[] a', '- [ ] a\n'],
  ['[ ] a', '- [ ] a\n'],
  ['[x] a', '- [x] a\n'],
  ['- [ ] a', '- [ ] a\n'],
  ['---a', '---\n\na\n'],
  ['a **b** c', 'a **b** c\n'],
  ['a *b* c', 'a *b* c\n'],
  ['*a* b', '*a* b\n'],
  ['a ==b== c', 'a ==b== c\n'],
  ['a ~~b~~ c', 'a ~~b~~ c\n'],
  ['a `b` c', 'a `b` c\n'],
  ['2*3*4', '2\\*3\\*4\n'],
  ['a * b *', 'a \\* b \\*\n'],
])('typing %s gives %j', (typed, written) => {
  expect(text(open('').type(typed))).toBe(written)
})

test('text typed after a mark is plain', () => {
  expect(open('').type('**b** c').state.doc.firstChild?.lastChild?.marks).toEqual([])
})

test('Backspace right after a conversion restores the typed text', () => {
  const { doc } = open('').type('- ').press('Backspace').type('x').state
  expect([doc.firstChild?.type.name, doc.textContent]).toEqual(['paragraph', '- x'])
})

test.each([
  ['```', '```\na\n```\n'],
  ['```ts', '```ts\na\n```\n'],
  ['- ```', '- ```\n  a\n  ```\n'],
  ['``', '\\`\\`\n\na\n'],
])('%s and Enter start a code block without an empty line', (typed, written) => {
  expect(text(open('').type(typed).press('Enter').type('a'))).toBe(written)
})

test('Markdown in code stays unchanged', () => {
  expect(open('```\na\n```\n').placeCaretBefore('a').type('# **b** ').markdown).toBe('```\n# **b** a\n```\n')
})

test('Enter adds list items, and an empty one leaves the list', () => {
  const note = open('').type('- a').press('Enter').type('b').press('Enter', 'Enter').type('c')
  expect(text(note)).toBe('- a\n- b\n\nc\n')
})

test('Tab and Shift+Tab indent and outdent an item; elsewhere they leave the editor', () => {
  const note = open('- a\n- b\n').press('Tab')
  expect(note.markdown).toBe('- a\n  - b\n')
  expect(note.press('Shift-Tab').markdown).toBe('- a\n- b\n')
  const handles = (markdown: string, ...keys: string[]) => {
    const other = open(markdown).press(...keys)
    const event = { key: 'Tab', keyCode: 9 } as KeyboardEvent
    const view = { state: other.state, dispatch: () => {} }
    return other.state.plugins.some((plugin) =>
      plugin.props.handleKeyDown?.call(plugin, view as never, event),
    )
  }
  expect(handles('a\n')).toBe(false)
  expect(handles('- a\n')).toBe(true)
})

test('Enter replaces a selection that ends in code by a new line', () => {
  const note = open('a\n\n```\nb\n```\n').run(({ doc, tr }, dispatch) =>
    dispatch(tr.setSelection(TextSelection.create(doc, 1, doc.content.size - 1))),
  )
  expect(text(note.press('Enter').type('c'))).toBe('c\n')
})

test('a new item after a completed task is not completed', () => {
  expect(text(open('- [x] a\n').press('Enter').type('b'))).toBe('- [x] a\n- [ ] b\n')
})

test('Ctrl+T makes a task, or a paragraph again; Ctrl+Enter ticks it', () => {
  const note = open('a\n').press('Ctrl-t')
  expect(note.markdown).toBe('- [ ] a\n')
  expect(note.press('Ctrl-Enter').markdown).toBe('- [x] a\n')
  expect(note.press('Ctrl-Shift-t').markdown).toBe('- [ ] a\n')
  expect(note.press('Ctrl-t').markdown).toBe('a\n')
})

test('a task after a list joins it, and a bullet becomes a task in place', () => {
  expect(open('- a\n\nb\n').press('Ctrl-t').markdown).toBe('- a\n- [ ] b\n')
  expect(open('- a\n- b\n').placeCaretBefore('a').press('Ctrl-t').markdown).toBe('- [ ] a\n- b\n')
})

test('a heading or decision becomes a plain task', () => {
  expect(open('# a\n').press('Ctrl-t').markdown).toBe('- [ ] a\n')
  expect(open('[Decision:](rapporteur:decision) a\n').press('Ctrl-t').markdown).toBe('- [ ] a\n')
})

test('Ctrl+D adds or removes a decision mark; Enter after a decision starts a plain line', () => {
  const note = open('a\n').press('Ctrl-d')
  expect(note.markdown).toBe('[Decision:](rapporteur:decision) a\n')
  expect(text(note.press('Enter').type('b'))).toBe('[Decision:](rapporteur:decision) a\n\nb\n')
  expect(note.placeCaretBefore('a').press('Ctrl-d').markdown.startsWith('a\n')).toBe(true)
})

test('Backspace at the start first removes the mark of a decision, heading or item', () => {
  expect(open('[Decision:](rapporteur:decision) a\n').placeCaretBefore('a').press('Backspace').markdown).toBe(
    'a\n',
  )
  expect(open('## a\n').placeCaretBefore('a').press('Backspace').markdown).toBe('a\n')
  expect(open('- a\n- b\n').placeCaretBefore('b').press('Backspace').markdown).toBe('- a\n\nb\n')
  expect(open('- a\n- b\n').placeCaretBefore('b').press('Backspace', 'Backspace').markdown).toBe('- ab\n')
})

test('a decision in a task leaves the list', () => {
  expect(open('- [ ] a\n').press('Ctrl-d').markdown).toBe('[Decision:](rapporteur:decision) a\n')
})

test('the list buttons turn a list on, change its kind and turn it off', () => {
  const note = open('a\n').run(toggleList(bullet_list))
  expect(note.markdown).toBe('- a\n')
  expect(note.run(toggleList(ordered_list)).markdown).toBe('1. a\n')
  expect(note.run(toggleList(ordered_list)).markdown).toBe('a\n')
  expect(open('- [x] a\n').run(toggleList(bullet_list)).markdown).toBe('- a\n')
})

test('text styles keep the time', () => {
  const time = '[14:33](rapporteur:at/2016-11-17T13:33:00Z)'
  const note = open(`${time} a\n`).run(setTextStyle('heading-2'))
  expect(note.markdown).toBe(`## ${time} a\n`)
  expect(note.press('Ctrl-Alt-0').markdown).toBe(`${time} a\n`)
})

test('a heading keeps the level of confidentiality and the speaker in its text', () => {
  const marked = '[Private:](rapporteur:private) [UNODC:](rapporteur:turn/contact/octopus-2016/unodc)'
  const note = open(`${marked} a\n`).run(setTextStyle('heading-2'))
  expect(note.markdown).toBe(`## ${marked} a\n`)
  expect(note.run(setTextStyle('text')).markdown).toBe(`${marked} a\n`)
})

test('code keeps the words of mentions, pictures, line breaks and speakers', () => {
  const picture = `![slide](rapporteur:picture/${'0a'.repeat(32)})`
  const note = open(
    `[UNODC:](rapporteur:turn) Ask [@EUROJUST](rapporteur:contact/octopus-2016/eurojust)\n**now** ${picture}\\\nb <br>\n`,
  )
  expect(note.run(setTextStyle('code')).markdown).toBe('```\nUNODC: Ask @EUROJUST\nnow slide\nb <br>\n```\n')
})

test('the quotation button turns quotations on and off', () => {
  const note = open('a\n').run(toggleQuote)
  expect(note.markdown).toBe('> a\n')
  expect(note.run(toggleQuote).markdown).toBe('a\n')
})

test('keys toggle marks', () => {
  const note = open('a b c d\n').select('a').press('Ctrl-b').select('b').press('Ctrl-i')
  expect(note.select('c').press('Ctrl-Shift-h').markdown).toBe('**a** *b* ==c== d\n')
})

test('two empty lines end a code block', () => {
  expect(text(open('').type('```').press('Enter').type('a').press('Enter', 'Enter').type('b'))).toBe(
    '```\na\n```\n\nb\n',
  )
})

test('[[ finds a key message by number or words, and Enter inserts the link', () => {
  const link = '[Key message 3](rapporteur:key-message/octopus-2016/km-3)'
  expect(text(open('').type('See [[3').press('Enter').type('.'))).toBe(`See ${link}.\n`)
  expect(text(open('').type('[[clou').press('Tab'))).toBe(`${link}\n`)
  expect(text(open('').type('[[').press('ArrowDown', 'Enter'))).toBe(`${link}\n`)
})

test('@ finds a contact without typing accents; within a word it is an ordinary character', () => {
  expect(text(open('').type('Ask @elis').press('Enter'))).toBe(
    'Ask [@Élisabeth Dupont](rapporteur:contact/7f0c)\n',
  )
  expect(pickerKey.getState(open('').type('a@e').state)).toBeNull()
})

test('Escape, a click elsewhere or words without a match close the list and keep the text', () => {
  expect(text(open('').type('@euro').press('Escape', 'Enter').type('x'))).toBe('@euro\n\nx\n')
  expect(pickerKey.getState(open('a\n').type(' @').placeCaretBefore('a').state)).toBeNull()
  expect(pickerKey.getState(open('').type('@ 14:30').state)).toBeNull()
  expect(pickerKey.getState(open('').type('@nobody here').state)).toBeNull()
})

test('moving the caret to an old @ opens nothing', () => {
  expect(pickerKey.getState(open('a @b\n').placeCaretBefore('a').placeCaretBefore('b').state)).toBeNull()
})

test('the button types the trigger, and closing removes it', () => {
  const note = open('a\n').run(openPicker('contact'))
  expect(pickerKey.getState(note.state)?.rows.length).toBe(2)
  expect(note.press('Escape').markdown).toBe('a\n')
  expect(open('a\n').run(openPicker('contact')).press('Enter').markdown).toBe(
    'a [@EUROJUST](rapporteur:contact/octopus-2016/eurojust)\n',
  )
})

test('a mention is deleted like a single character', () => {
  const note = open('a [@EUROJUST](rapporteur:contact/octopus-2016/eurojust)\n')
  note.run((state, dispatch) => dispatch(state.tr.delete(state.selection.from - 1, state.selection.from)))
  expect(note.type('b').markdown).toBe('a b\n')
})

test('Ctrl+Enter opens the link or mention at the caret, unless it is unsafe', () => {
  const mention = open('a [@EUROJUST](rapporteur:contact/octopus-2016/eurojust)\n').press('Ctrl-Enter')
  expect(mention.opened).toEqual([{ target: 'contact', id: 'eurojust', conference: 'octopus-2016' }])
  expect(open('[a](https://coe.int)\n').press('Ctrl-Enter').opened).toEqual(['https://coe.int'])
  expect(open('[a](javascript:x)\n').press('Ctrl-Enter').opened).toEqual([])
  expect(open('[a](file:///etc/passwd)\n').press('Ctrl-Enter').opened).toEqual([])
})

test('a link can be set on a selection, changed as a whole, and removed', () => {
  const note = open('a b c\n').select('b')
  note.run((state, dispatch) => setLink({ ...findLinkRange(state), href: 'https://b.org' })(state, dispatch))
  expect(note.markdown).toBe('a [b](https://b.org) c\n')
  note.placeCaretBefore('b')
  expect(findLinkRange(note.state).href).toBe('https://b.org')
  note.run((state, dispatch) => setLink({ ...findLinkRange(state), href: '' })(state, dispatch))
  expect(note.markdown).toBe('a b c\n')
})

test('Ctrl+K is left to the app’s search', () => {
  const note = open('a\n').press('Ctrl-k')
  expect(note.opened).toEqual([])
  expect(note.press('Ctrl-Shift-k').opened).toEqual(['link form'])
})

test('text pasted within a line joins it, and blocks stay separate', () => {
  expect(open('a c\n').placeCaretBefore('c').paste('b ').markdown).toBe('a b c\n')
  expect(open('a\n').paste('b\n\n- c\n- [ ] d').markdown).toBe('ab\n\n- c\n- [ ] d\n')
})

test('deleting everything leaves an empty note', () => {
  const note = open('# a\n\n- b\n\n| c |\n| - |\n')
  note.run((state, dispatch) => dispatch(state.tr.delete(0, state.doc.content.size)))
  expect(note.markdown).toBe('')
})

test('a note opens on a new line, which is saved with its first character', () => {
  const note = open('[13:40](rapporteur:at/2016-11-17T12:40:00Z) First.\n\n- a list\n').setClock('14:52')
  const before = note.markdown
  note.run(startNewLine)
  expect(note.markdown).toBe(before)
  expect(note.run(startNewLine).state.doc.childCount).toBe(3)
  expect(note.type('Second.').markdown).toBe(
    `${before}\n[14:52](rapporteur:at/2016-11-17T13:52:00Z) Second.\n`,
  )
})
