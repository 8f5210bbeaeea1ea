/** Locates an item that is listed elsewhere (task, decision, mention) in the document. */
import type { Node } from 'prosemirror-model'
import { NodeSelection, Selection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { isTask, isTextLine, type Line } from '../schema/lines.ts'
import { getMention, type Mention } from '../schema/links.ts'
import { schema } from '../schema/schema.ts'
import { highlight } from './find.ts'

export type Place =
  /** `index`: the number of the item among the note's items of this kind, counted from 0, as in the store's NoteItem. */
  | { kind: 'task' | 'decision' | 'question'; index: number }
  /** `at`: the start of the entry with the mention. */
  | ({ kind: 'mention'; at: string | null } & Pick<Mention, 'target' | 'id'>)
  | { kind: 'picture'; sha256: string }
  /** A line of the note's plain text, with the words to highlight in it. */
  | { kind: 'text'; text: string; words: readonly string[] }

/** @returns the block that contains the item, or null if the note does not contain it */
export function findPlace(doc: Node, place: Place): Line | null {
  if (place.kind === 'text') return findTextLine(doc, place.text)
  if (place.kind === 'picture') return findPicture(doc, place.sha256)
  if (place.kind !== 'mention') return listLines(doc, place.kind)[place.index] ?? null
  const { at } = place
  const lines = findMentionLines(doc, place)
  const lineOfEntry = at === null ? undefined : lines.find((line) => line.at && isSameSecond(line.at, at))
  return lineOfEntry ?? lines[0] ?? null
}

function listLines(doc: Node, kind: 'task' | 'decision' | 'question'): Line[] {
  const lines: Line[] = []
  doc.descendants((node, pos, parent, index) => {
    const opensTask = parent !== null && isTask(parent) && index === 0
    const isLine = node.isTextblock || node.isAtom
    const isOfKind = kind === 'task' ? opensTask : !opensTask && node.attrs[kind]
    if (isLine && isOfKind) lines.push({ node, pos })
    return !isLine
  })
  return lines
}

function findPicture(doc: Node, sha256: string): Line | null {
  let found: Line | null = null
  doc.descendants((node, pos) => {
    if (node.type === schema.nodes.picture && node.attrs.sha256 === sha256) found ??= { node, pos }
    return !found
  })
  return found
}

/** Finds the block by its letters and digits only, since the plain text of a line has no marks and begins with the speaker's name. */
function findTextLine(doc: Node, text: string): Line | null {
  const wantedLetters = getLetters(text)
  let found: (Line & { shared: number }) | null = null
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true
    const letters = getLetters(node.textBetween(0, node.content.size, ' ', (leaf) => leaf.attrs.label ?? ' '))
    const isSame =
      wantedLetters.includes(letters.slice(0, COMPARED_CHARACTERS)) ||
      letters.includes(wantedLetters.slice(0, COMPARED_CHARACTERS))
    const shared = letters === '' || !isSame ? 0 : Math.min(letters.length, wantedLetters.length)
    if (shared > (found?.shared ?? 0)) found = { node, pos, shared }
    return false
  })
  return found
}

/** The number of letters that are compared. A long line is cut in search results, so its end cannot be compared. */
const COMPARED_CHARACTERS = 150

function getLetters(text: string): string {
  return text.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '')
}

function findMentionLines(
  doc: Node,
  { target, id }: Pick<Mention, 'target' | 'id'>,
): (Line & { at: string | null })[] {
  const lines: (Line & { at: string | null })[] = []
  let at: string | null = null
  const isTarget = (href: unknown) => {
    const mention = typeof href === 'string' ? getMention(href) : null
    return mention?.target === target && mention.id === id
  }
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true
    if (isTextLine(node) && node.attrs.at) at = node.attrs.at
    const hasMention =
      isTarget(node.attrs.turn) ||
      node.children.some(
        (child) => isTarget(child.attrs.href) || child.marks.some((mark) => isTarget(mark.attrs.href)),
      )
    if (hasMention) lines.push({ node, pos, at })
    return false
  })
  return lines
}

/** Compares without milliseconds, which the saved text does not have. */
function isSameSecond(one: string, other: string): boolean {
  return one.slice(0, 19) === other.slice(0, 19)
}

/**
 * Moves the caret to the end of the block or to the first highlighted word, or selects the picture, and scrolls there.
 * @returns false if the note does not contain the place
 */
export function showPlace(view: EditorView, place: Place): boolean {
  const line = view.isDestroyed ? null : findPlace(view.state.doc, place)
  if (!line) return false
  if (place.kind === 'text' && highlight(view, place.words, line.pos)) return true
  const { doc, tr } = view.state
  const end = doc.resolve(line.pos + line.node.nodeSize)
  const isPicture = place.kind === 'picture'
  view.dispatch(tr.setSelection(isPicture ? NodeSelection.create(doc, line.pos) : Selection.near(end, -1)))
  const dom = view.nodeDOM(line.pos)
  if (dom instanceof Element) dom.scrollIntoView({ block: 'center' })
  return true
}
