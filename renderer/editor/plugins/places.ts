/** Locates an item that is listed elsewhere (task, decision, mention) in the document. */
import type { Node } from 'prosemirror-model'
import { Selection } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { isTask, isTextLine, type Line } from '../schema/lines.ts'
import { getMention, type Mention } from '../schema/links.ts'

export type Place =
  /** `index` as in the store's NoteItem. */
  | { kind: 'task' | 'decision' | 'question'; index: number }
  /** `at`: when the mention's entry was started. */
  | ({ kind: 'mention'; at: string | null } & Pick<Mention, 'target' | 'id'>)

/** @returns the block that holds it, or null if the note does not have it */
export function getLine(doc: Node, place: Place): Line | null {
  if (place.kind !== 'mention') return getLines(doc, place.kind)[place.index] ?? null
  const { at } = place
  const named = findMentionLines(doc, place)
  const atThatTime = at === null ? undefined : named.find((line) => line.at && isSameSecond(line.at, at))
  return atThatTime ?? named[0] ?? null
}

function getLines(doc: Node, kind: 'task' | 'decision' | 'question'): Line[] {
  const lines: Line[] = []
  doc.descendants((node, pos, parent, index) => {
    const opensTask = parent !== null && isTask(parent) && index === 0
    const isLine = node.isTextblock || node.isAtom
    if (isLine && (kind === 'task' ? opensTask : !opensTask && node.attrs[kind])) lines.push({ node, pos })
    return !isLine
  })
  return lines
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
    const names =
      isTarget(node.attrs.turn) ||
      node.children.some(
        (child) => isTarget(child.attrs.href) || child.marks.some((mark) => isTarget(mark.attrs.href)),
      )
    if (names) lines.push({ node, pos, at })
    return false
  })
  return lines
}

/** Compares without milliseconds, which the saved text does not have. */
function isSameSecond(one: string, other: string): boolean {
  return one.slice(0, 19) === other.slice(0, 19)
}

/** Moves the caret to the end of the block and scrolls it to the middle. @returns false if the note does not contain it */
export function showPlace(view: EditorView, place: Place): boolean {
  const line = view.isDestroyed ? null : getLine(view.state.doc, place)
  if (!line) return false
  const end = view.state.doc.resolve(line.pos + line.node.nodeSize)
  view.dispatch(view.state.tr.setSelection(Selection.near(end, -1)))
  const dom = view.nodeDOM(line.pos)
  if (dom instanceof Element) dom.scrollIntoView({ block: 'center' })
  return true
}
