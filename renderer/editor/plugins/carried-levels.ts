/** Copied, cut and dragged text carries its level of confidentiality. keep-levels.ts applies it where the text is inserted. */
import { Fragment, type Node, Slice } from 'prosemirror-model'
import { type EditorState, NodeSelection } from 'prosemirror-state'
import { Mapping, ReplaceAroundStep, ReplaceStep, type Transform } from 'prosemirror-transform'
import type { EditorProps } from 'prosemirror-view'
import type { Confidentiality } from '../../../core/note-format/index.ts'
import { sliceToText } from '../markdown/paste.ts'
import { schema } from '../schema/schema.ts'
import { getLevelsWithCells, getStricter } from './passages.ts'

const { carried } = schema.marks

/** The last text that was copied in this window, since plain text on the clipboard cannot carry its level. */
let lastCopied: { text: string; level: Confidentiality | null } = { text: '', level: null }
let pastedLevel: Confidentiality | null = null

export const carriedLevelProps = {
  transformCopied: (slice, { state }) => carryLevels(slice, state),
  clipboardTextSerializer(slice) {
    const text = sliceToText(slice)
    lastCopied = { text: normalise(text), level: getStrictest(slice.content.content) }
    return text
  },
  transformPastedText(text) {
    pastedLevel = normalise(text) === lastCopied.text ? lastCopied.level : null
    return text
  },
  transformPasted(slice, _, isPlain) {
    return isPlain && pastedLevel ? carryLevel(slice, pastedLevel) : carryOwnLevels(slice)
  },
} satisfies EditorProps

/** The clipboard of Windows has other line ends. */
function normalise(text: string): string {
  return text.replaceAll('\r\n', '\n').trim()
}

/** `slice`: the selection, or a node that is dragged without being selected. */
function carryLevels(slice: Slice, { doc, selection }: EditorState): Slice {
  const marked = markLines(doc)
  if (slice.eq(selection.content())) return selection.map(marked, new Mapping()).content()
  let dragged = null as number | null
  doc.descendants((node, pos) => {
    if (node === slice.content.firstChild) dragged = pos
  })
  return dragged === null ? slice : NodeSelection.create(marked, dragged).content()
}

/** Carries the levels that the slice's own marks give, which a paste into a cell or into the middle of a line would lose. */
function carryOwnLevels({ content, openStart, openEnd }: Slice): Slice {
  const doc = schema.nodes.doc.create(null, content)
  return new Slice(content.firstChild?.isBlock ? markLines(doc).content : content, openStart, openEnd)
}

function markLines(doc: Node): Node {
  const levels = new Map(getLevelsWithCells(doc).map(({ pos, level }) => [pos, level]))
  const markChildren = (node: Node, start: number): Node => {
    const children: Node[] = []
    node.forEach((child, offset) => {
      const pos = start + offset
      const isLine = child.isTextblock || child.type === schema.nodes.source
      if (!isLine) children.push(child.isLeaf ? child : markChildren(child, pos + 1))
      else children.push(addLevel(child, getStricter(levels.get(pos) ?? null, getStrictest([child]))))
    })
    return node.copy(Fragment.from(children))
  }
  return markChildren(doc, 0)
}

/** Marks what cannot be divided: text, a picture, or source that the editor cannot edit. */
function addLevel(node: Node, level: Confidentiality | null): Node {
  if (level === null || node.type === schema.nodes.horizontal_rule) return node
  if (node.isLeaf) return node.mark(carried.create({ level }).addToSet(node.marks))
  return node.copy(Fragment.from(node.children.map((child) => addLevel(child, level))))
}

function carryLevel({ content, openStart, openEnd }: Slice, level: Confidentiality): Slice {
  const marked = content.content.map((node) => addLevel(node, level))
  // A single node would get the marks of the text at the caret instead.
  return marked[0]?.isText
    ? new Slice(Fragment.from(schema.nodes.code_block.create(null, marked)), 1, 1)
    : new Slice(Fragment.from(marked), openStart, openEnd)
}

function getStrictest(nodes: readonly Node[]): Confidentiality | null {
  return nodes.reduce<Confidentiality | null>(
    (strictest, node) => getStricter(strictest, getStricter(getCarried(node), getStrictest(node.children))),
    null,
  )
}

function getCarried(node: Node): Confidentiality | null {
  return carried.isInSet(node.marks)?.attrs.level ?? null
}

export function insertsCarried({ steps }: Transform): boolean {
  return steps.some(
    (step) =>
      (step instanceof ReplaceStep || step instanceof ReplaceAroundStep) &&
      getStrictest(step.slice.content.content) !== null,
  )
}

/** @returns the positions of the blocks and cells with inserted text that carries a level, and the strictest level of this text */
export function findCarried(doc: Node): Map<number, Confidentiality> {
  const found = new Map<number, Confidentiality>()
  doc.descendants((node, pos) => {
    const level = getCarried(node)
    if (level === null) return
    const line = node.isInline ? doc.resolve(pos).before() : pos
    found.set(line, getStricter(found.get(line) ?? null, level) ?? level)
  })
  return found
}

/** The marks are only needed until the text is inserted. */
export function removeCarried(tr: Transform): void {
  tr.doc.descendants((node, pos) => {
    const mark = carried.isInSet(node.marks)
    if (mark && node.isBlock) tr.removeNodeMark(pos, mark)
  })
  tr.removeMark(0, tr.doc.content.size, carried)
}
