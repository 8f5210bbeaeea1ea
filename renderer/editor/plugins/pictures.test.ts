import { EditorState } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { expect, test } from 'vitest'
import { markdownToDoc } from '../markdown/to-doc.ts'
import { docToMarkdown } from '../markdown/to-mdast.ts'
import { getPassages } from './passages.ts'
import { addPictures, insertQuoteAfter, isInTableCell, replacePicture } from './pictures.ts'
import { findPlace } from './places.ts'

const sha256 = '0a'.repeat(32)
const picture = `![](rapporteur:picture/${sha256})`

/** The parts of a view that the functions use. */
function open(markdown: string) {
  const view = {
    isDestroyed: false,
    state: EditorState.create({ doc: markdownToDoc(markdown) }),
    dispatch: (tr: EditorState['tr']) => {
      view.state = view.state.apply(tr)
    },
  }
  const pos = findPlace(view.state.doc, { kind: 'picture', sha256 })?.pos ?? -1
  return { view: view as unknown as EditorView, pos }
}

test('the text of a picture is quoted after its block, with the caret at the end of the quotation', () => {
  const { view, pos } = open(`Before ${picture} after.\n\nNext.`)
  insertQuoteAfter(view, pos, ['Freezing', 'in 68 countries'])
  expect(docToMarkdown(view.state.doc)).toBe(
    `Before ${picture} after.\n\n> Freezing\n>\n> in 68 countries\n\nNext.\n`,
  )
  expect(view.state.selection.$from.parent.textContent).toBe('in 68 countries')
})

test('the quotation stays in the list item and in the private passage of its picture', () => {
  const { view, pos } = open(`- [Private:](rapporteur:private) ${picture}\n- Next.`)
  insertQuoteAfter(view, pos, ['Freezing'])
  const [passage] = getPassages(view.state.doc)
  expect(view.state.doc.nodeAt(passage?.last ?? -1)?.textContent).toBe('Freezing')
  expect(passage?.level).toBe('private')
})

test('a picture in a table cannot be quoted', () => {
  const { view, pos } = open(`| a | b |\n| --- | --- |\n| ${picture} | c |`)
  expect(isInTableCell(view, pos)).toBe(true)
  const other = open(picture)
  expect(isInTableCell(other.view, other.pos)).toBe(false)
})

test('a smaller picture replaces the picture that was shrunk, wherever it is by then', () => {
  const smaller = '0b'.repeat(32)
  const other = `![](rapporteur:picture/${'0c'.repeat(32)})`
  const { view, pos } = open(`${picture}${other}`)
  const shrunk = { pos, sha256, alt: '', title: null }
  view.dispatch(view.state.tr.delete(pos, pos + 1))
  replacePicture(view, { ...shrunk, pos }, smaller)
  expect(docToMarkdown(view.state.doc), 'it was removed').toContain('0c'.repeat(32))
  const moved = open(`Inserted before. ${picture}`)
  replacePicture(moved.view, { ...shrunk, pos }, smaller)
  expect(docToMarkdown(moved.view.state.doc)).toBe(`Inserted before. ![](rapporteur:picture/${smaller})\n`)
})

test('canInsert() is false once the note has been left', async () => {
  const { view } = open('Text.')
  const asked: boolean[] = []
  const add = async (_: unknown, canInsert: () => boolean) => {
    Object.assign(view, { isDestroyed: true })
    asked.push(canInsert())
    return []
  }
  addPictures(view, add, ['choose'])
  await expect.poll(() => asked).toEqual([false])
})
