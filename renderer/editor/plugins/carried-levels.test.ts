import { NodeSelection, TextSelection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { expect, test } from 'vitest'
import { withholdFrom } from '../../../core/note-format/index.ts'
import { applyExternalText } from '../markdown/external-text.ts'
import { sliceToText } from '../markdown/paste.ts'
import { carried } from '../schema/carried-mark.ts'
import { open, type Typist } from '../testing/typist.ts'
import { createCarriedLevelProps } from './carried-levels.ts'

const hidden = '[Private:](rapporteur:private)'
const internal = '[Internal:](rapporteur:internal)'
const at = '[14:33](rapporteur:at/2016-11-17T13:33:00Z)'
const later = '[14:47](rapporteur:at/2016-11-17T13:47:00Z)'
const getShared = (note: { markdown: string }) => withholdFrom(note.markdown, 'shareable').markdown
const copySecret = () => open(`${at} ${hidden} A secret plan\n`).select('secret').copy()

const { transformCopied } = createCarriedLevelProps(() => null)

function selectFromTo(note: Typist, first: string, last: string): Typist {
  const { from } = note.select(first).state.selection
  const { to } = note.select(last).state.selection
  return note.run(({ tr, doc }, dispatch) => dispatch(tr.setSelection(TextSelection.create(doc, from, to))))
}

test('a line pasted from a private passage is private in another note, and only this line', () => {
  open(`${at} ${hidden} Known\n\nsecret\n`).select('secret').copy()
  const note = open(`${at} Public\n\n${later} Known\n`)
  selectFromTo(note, 'Public', 'Public').press('Backspace').pasteCopied()
  expect(note.markdown).toBe(`${at} ${hidden} secret\n\n${later} Known\n`)
})

test('the line that private text joins becomes private, and one Undo restores it', () => {
  copySecret()
  const note = open(`${at} Public\n\n${later} Known\n`).placeCaretBefore('Public').pasteCopied()
  expect(note.markdown).toBe(`${at} ${hidden} secretPublic\n\n${later} Known\n`)
  expect(note.press('Ctrl-z').markdown).toBe(`${at} Public\n\n${later} Known\n`)
  expect(note.press('Ctrl-y').type('!').markdown).toBe(`${at} ${hidden} secret!Public\n\n${later} Known\n`)
})

test('if a selection is partly private, only that part is private in another note', () => {
  const text = `${at} Public words\n\n${later} ${hidden} Secret plan\n`
  selectFromTo(open(text), 'words', 'Secret').copy()
  expect(getShared(open('').pasteCopied())).toContain('words')
  expect(open('').setClock('14:33').pasteCopied().markdown).toBe(`${at} words\n\n${later} ${hidden} Secret\n`)
})

test('public text is public if the selection ends at the start of a private line', () => {
  const note = open(`${at} Public words\n\n${later} ${hidden} Secret plan\n`)
  const { from } = note.select('words').state.selection
  const { to } = note.placeCaretBefore('Secret').state.selection
  note.run(({ tr, doc }, dispatch) => dispatch(tr.setSelection(TextSelection.create(doc, from, to)))).copy()
  expect(open('').pasteCopied().type('More').markdown).not.toContain('rapporteur:private')
  expect(open('Known\n').placeCaretBefore('Known').pasteCopied().markdown).not.toContain('rapporteur:private')
})

test.each([
  ['the same level', hidden, hidden],
  ['a stricter level', internal, hidden],
])('text pasted into a passage of %s adds no mark', (_, copied, present) => {
  open(`${at} ${copied} A secret plan\n`).select('secret').copy()
  const note = open(`${at} ${present} Known\n`).placeCaretBefore('Known').pasteCopied()
  expect(note.markdown).toBe(`${at} ${present} secretKnown\n`)
})

test('private text pasted into a table cell makes only this cell private', () => {
  copySecret()
  const note = open('| a | b |\n| - | - |\n| c | d |\n').placeCaretBefore('d').pasteCopied()
  expect(note.markdown).toBe(`| a | b |\n| - | - |\n| c | ${hidden} secretd |\n`)
  expect(getShared(note)).toBe('| a | b |\n| - | - |\n| c | |\n')
})

test('Markdown pasted into a table cell keeps its level', () => {
  const note = open('| a | b |\n| - | - |\n| c | d |\n').placeCaretBefore('d')
  expect(getShared(note.paste(`- ${hidden} secret\n- plan\n`))).not.toContain('secret')
})

test('text from a private table cell stays private', () => {
  open(`| a | b |\n| - | - |\n| c | ${hidden} secret |\n`).select('secret').copy()
  expect(open(`${at} Public\n`).placeCaretBefore('Public').pasteCopied().markdown).toBe(
    `${at} ${hidden} secretPublic\n`,
  )
})

test.each([
  ['a heading', '## Public\n'],
  ['code', '```\nPublic\n```\n'],
])('private text stays private in %s', (_, target) => {
  copySecret()
  const note = open(target).placeCaretBefore('Public').pasteCopied()
  expect(note.markdown).toContain('secretPublic')
  expect(getShared(note)).not.toContain('secret')
  expect(note.press('Ctrl-z').markdown).toBe(target)
})

test.each(['Public\n', '```\nPublic\n```\n'])(
  'text pasted without its format stays private: %s',
  (target) => {
    copySecret()
    const note = open(target).placeCaretBefore('Public').pasteCopied('plain')
    expect(note.markdown).toContain('secretPublic')
    expect(getShared(note)).not.toContain('secret')
  },
)

test('private text that was only selected stays private when the middle mouse button pastes it', () => {
  const passage = `${at} ${hidden} Known\n\n- secret [@EUROJUST](rapporteur:contact/octopus-2016/eurojust)\n\nplan\n`
  selectFromTo(open(passage), 'Known', 'plan')
  // As the browser writes it.
  const selected = 'Known\n\nsecret @EUROJUST\n\nplan'
  const note = open(`${at} Public\n`).placeCaretBefore('Public').pastePlain(selected)
  expect(note.markdown).toContain('secret @EUROJUST')
  expect(getShared(note)).not.toContain('secret')
  expect(getShared(open(`${at} Public\n`).pastePlain('secret from elsewhere'))).toContain('secret from')
})

test('copied plain text has no sign of the level', () => {
  const note = copySecret()
  const slice = transformCopied(note.state.selection.content(), note as unknown as EditorView)
  expect(slice.eq(note.state.selection.content())).toBe(false)
  expect(sliceToText(slice)).toBe('secret')
})

test.each([
  ['a picture', `${hidden} Secret ![slide](rapporteur:picture/${'0a'.repeat(32)})\n`, 'picture'],
  ['HTML', `${hidden} Secret\n\n<div>secret</div>\n`, 'source'],
])('%s that is dragged out of a private passage stays private', (_, passage, type) => {
  const note = open(`Public\n\n${at} ${passage}`).placeCaretBefore('Public')
  note.run(({ doc, tr }, dispatch) => {
    let pos = -1
    doc.descendants((node, at) => {
      if (node.type.name === type) pos = at
    })
    const dragged = NodeSelection.create(doc, pos)
    const slice = transformCopied(dragged.content(), note as unknown as EditorView)
    dragged.replace(tr)
    dispatch(tr.replaceRangeWith(0, 0, slice.content.firstChild ?? dragged.node).setMeta('uiEvent', 'drop'))
  })
  expect(note.markdown).toMatch(/^\[Private:]/)
  expect(note.press('Ctrl-z').markdown).toBe(`Public\n\n${at} ${passage}`)
})

test('text from a note that is private as a whole is private in a shareable note', () => {
  const pasteInto = (note: Typist) => note.placeCaretBefore('Public').pasteCopied().markdown
  open(`${at} secret\n`, 'private').select('secret').copy()
  expect(pasteInto(open(`${at} Public\n`))).toBe(`${at} ${hidden} secretPublic\n`)
  expect(pasteInto(open(`${at} Public\n`, 'internal'))).toBe(`${at} ${hidden} secretPublic\n`)
  expect(pasteInto(open(`${at} Public\n`, 'private'))).toBe(`${at} secretPublic\n`)
})

test('a passage keeps its mark also in a note that is private as a whole', () => {
  open(`${at} ${hidden} secret\n`, 'private').select('secret').copy()
  const note = open(`${at} Public\n`, 'private').placeCaretBefore('Public').pasteCopied()
  expect(note.markdown).toBe(`${at} ${hidden} secretPublic\n`)
})

test('text of a web page that uses the same attribute for something else carries no level', () => {
  const read = (level: string) =>
    carried.parseDOM[0]?.getAttrs({ getAttribute: () => level } as unknown as HTMLElement)
  expect([read('private'), read('3')]).toEqual([{ level: 'private', note: 'private' }, false])
})

test('private text stays private if Undo leaves it in the note, since another window changed a line of it', () => {
  selectFromTo(open(`${at} ${hidden} Known secret\n\nplan\n`), 'secret', 'plan').copy()
  const note = open(`${at} Public\n\n${later} Known\n`).placeCaretBefore('Public').pasteCopied()
  const edited = note.markdown.replace('Public', 'Public, changed')
  note.run((state, dispatch) => applyExternalText({ state, dispatch } as unknown as EditorView, edited))
  expect(note.press('Ctrl-z').markdown).toBe(edited)
  expect(note.press('Ctrl-y').markdown).toBe(edited)
})
