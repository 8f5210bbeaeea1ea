import { EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { expect, test } from 'vitest'
import { applyExternalText, isExternal } from './external-text.ts'
import { markdownToDoc } from './to-doc.ts'
import { docToMarkdown } from './to-mdast.ts'

/** The part of a view that applyExternalText needs: a state that takes transactions. */
function createView(markdown: string) {
  const view = {
    isDestroyed: false,
    state: EditorState.create({ doc: markdownToDoc(markdown) }),
    sent: [] as Transaction[],
    dispatch(tr: Transaction) {
      view.sent.push(tr)
      view.state = view.state.apply(tr)
    },
  }
  return view
}
const applyText = (view: ReturnType<typeof createView>, markdown: string) =>
  applyExternalText(view as unknown as EditorView, markdown)

const before = 'First.\n\nSecond.\n\n- a\n- b\n\nLast.\n'

test.each([
  'First.\n\nSecond.\n\n- a\n- b\n\nLast.\n\nOne more.\n',
  'Ahead.\n\nFirst.\n\nSecond.\n\n- a\n- b\n\nLast.\n',
  'First.\n\nSecond, changed.\n\n- a\n- b\n\nLast.\n',
  'First.\n\nLast.\n',
  'First.\n\nFirst.\n\nSecond.\n\n- a\n- b\n\nLast.\n',
  '| a | b |\n| - | - |\n| c | d |\n',
  '',
])('the editor shows the new text: %j', (after) => {
  const view = createView(before)
  expect(applyText(view, after)).toBe(true)
  expect(docToMarkdown(view.state.doc)).toBe(after)
  expect(view.sent).toHaveLength(1)
  expect(view.sent.every(isExternal)).toBe(true)
  expect(view.sent[0]?.getMeta('addToHistory')).toBe(false)
})

test('the caret stays in place if its block stays', () => {
  const view = createView(before)
  const inLast = view.state.doc.content.size - 3
  view.state = view.state.apply(view.state.tr.setSelection(TextSelection.create(view.state.doc, inLast)))
  applyText(view, `Much that is new.\n\n${before}`)
  const { $head } = view.state.selection
  expect($head.parent.textContent).toBe('Last.')
  expect($head.parentOffset).toBe(3)
})

/** Types `typed` at the end of block `index`, with the caret after it. */
function typeAtEnd(view: ReturnType<typeof createView>, index: number, typed: string) {
  const { doc, tr } = view.state
  const end = doc.children.slice(0, index + 1).reduce((size, { nodeSize }) => size + nodeSize, 0) - 1
  if (typed !== '') tr.insertText(typed, end)
  view.state = view.state.apply(tr.setSelection(TextSelection.create(tr.doc, end + typed.length)))
}

test.each([
  ['First, changed. Second.\n\nLast.\n', 'First, changed. Second. and on'],
  ['First. Second.\n\nNew.\n\nLast.\n', 'First. Second. and on'],
  ['First.\n\nLast.\n', 'First. and on'],
])('the space typed last stays, and typing continues after it: %j', (after, expected) => {
  const view = createView('First. Second.\n\nLast.\n')
  typeAtEnd(view, 0, ' ')
  applyText(view, after)
  view.state = view.state.apply(view.state.tr.insertText('and on'))
  expect(view.state.doc.child(0).textContent).toBe(expected)
})

test('in a list, too, the space typed last stays', () => {
  const view = createView('- a\n- b\n\nLast.\n')
  const end = view.state.doc.child(0).nodeSize - 3
  view.state = view.state.apply(view.state.tr.insertText(' ', end))
  view.state = view.state.apply(view.state.tr.setSelection(TextSelection.create(view.state.doc, end + 1)))
  applyText(view, '- a, changed\n- b\n\nLast.\n')
  view.state = view.state.apply(view.state.tr.insertText('and on'))
  expect(docToMarkdown(view.state.doc)).toBe('- a, changed\n- b and on\n\nLast.\n')
})

test.each(['First, changed.\n', 'Ahead.\n\nFirst.\n'])('the empty line at the caret stays: %j', (after) => {
  const view = createView('First.\n')
  const { tr, schema } = view.state
  tr.insert(tr.doc.content.size, schema.node('paragraph'))
  view.state = view.state.apply(tr.setSelection(TextSelection.atEnd(tr.doc)))
  applyText(view, after)
  view.state = view.state.apply(view.state.tr.insertText('Second.'))
  expect(docToMarkdown(view.state.doc)).toBe(`${after}\nSecond.\n`)
})

test('an equal text changes nothing', () => {
  const view = createView(before)
  expect(applyText(view, before)).toBe(true)
  expect(view.sent).toEqual([])
})

test('a destroyed editor is left alone', () => {
  const view = createView(before)
  view.isDestroyed = true
  expect(applyText(view, 'Other.')).toBe(false)
})
