/** Copied, cut and dragged text carries its level of confidentiality. keep-levels.ts applies it where the text is inserted. */
import { Fragment, type Node, Slice } from 'prosemirror-model'
import { type EditorState, NodeSelection } from 'prosemirror-state'
import { Mapping, ReplaceAroundStep, ReplaceStep, type Transform } from 'prosemirror-transform'
import type { EditorProps } from 'prosemirror-view'
import type { Confidentiality } from '../../../core/note-format/index.ts'
import { sliceToText } from '../markdown/paste.ts'
import type { CarriedLevels } from '../schema/carried-mark.ts'
import { schema } from '../schema/schema.ts'
import { getLevelsWithCells, getStricter } from './passages.ts'

const { carried } = schema.marks

/** The last text that was copied in this window, since plain text on the clipboard cannot carry its level. */
let lastCopied: { text: string; levels: CarriedLevels | null } = { text: '', levels: null }
/** What was last selected in this window: on Linux, a click of the middle mouse button pastes its text. */
let lastSelected: { state: EditorState; noteLevel: Confidentiality | null } | null = null
/** The levels of the plain text that is being pasted. */
let pastedLevels: CarriedLevels | null = null

export function rememberSelection(state: EditorState, noteLevel: Confidentiality | null): void {
  if (!state.selection.empty) lastSelected = { state, noteLevel }
}

export function createCarriedLevelProps(getNoteLevel: () => Confidentiality | null) {
  return {
    transformCopied: (slice, { state }) => carryLevels(slice, state, getNoteLevel()),
    clipboardTextSerializer(slice) {
      const text = sliceToText(slice)
      lastCopied = { text: normalise(text), levels: getCarriedLevels(slice.content.content) }
      return text
    },
    transformPastedText(text) {
      pastedLevels = normalise(text) === lastCopied.text ? lastCopied.levels : getSelectedLevels(text)
      return text
    },
    transformPasted(slice, _, isPlain) {
      return isPlain && pastedLevels ? markAllNodes(slice, pastedLevels) : carryLevelsOfSlice(slice)
    },
  } satisfies EditorProps
}

/** @returns the level of the last selection if this is its text */
function getSelectedLevels(text: string): CarriedLevels | null {
  if (!lastSelected) return null
  const { state, noteLevel } = lastSelected
  const slice = state.selection.content()
  // The text as the browser writes it, apart from the space between blocks.
  const selectedText = slice.content.textBetween(0, slice.content.size, '', (leaf) =>
    leaf.type === schema.nodes.picture ? '' : (leaf.type.spec.leafText?.(leaf) ?? leaf.attrs.text ?? ''),
  )
  if (removeSpace(text) !== removeSpace(selectedText)) return null
  return getCarriedLevels(carryLevels(slice, state, noteLevel).content.content)
}

function removeSpace(text: string): string {
  return text.replaceAll(/\s/g, '')
}

/** Text on the clipboard of Windows has CR LF as line ends. */
function normalise(text: string): string {
  return text.replaceAll('\r\n', '\n').trim()
}

/** `slice`: the selection, or a node that is dragged without being selected. */
function carryLevels(
  slice: Slice,
  { doc, selection }: EditorState,
  noteLevel: Confidentiality | null,
): Slice {
  const marked = markLines(doc, noteLevel)
  if (slice.eq(selection.content())) return selection.map(marked, new Mapping()).content()
  let draggedPos = null as number | null
  doc.descendants((node, pos) => {
    if (node === slice.content.firstChild) draggedPos = pos
  })
  return draggedPos === null ? slice : NodeSelection.create(marked, draggedPos).content()
}

/**
 * Marks the text of a pasted slice with the levels of its passages. Without this, the levels would be lost in a paste into a cell or into
 * the middle of a line.
 */
function carryLevelsOfSlice({ content, openStart, openEnd }: Slice): Slice {
  const blocks = clearOpenEnd(content, openEnd)
  const doc = schema.nodes.doc.create(null, blocks)
  return new Slice(blocks.firstChild?.isBlock ? markLines(doc, null).content : blocks, openStart, openEnd)
}

/**
 * Removes the level of a last line whose text is not selected, for example after Shift+Down. Otherwise this level would apply to the text
 * after the caret.
 */
function clearOpenEnd(content: Fragment, openEnd: number): Fragment {
  const last = content.lastChild
  if (!last || openEnd === 0 || (last.isTextblock && last.content.size > 0)) return content
  const cleared = last.isTextblock
    ? last.type.create({ ...last.attrs, guard: null, guardText: null })
    : last.copy(clearOpenEnd(last.content, openEnd - 1))
  return content.replaceChild(content.childCount - 1, cleared)
}

/** Marks all text with the level of its passage and of the note. */
function markLines(doc: Node, noteLevel: Confidentiality | null): Node {
  const levels = new Map(getLevelsWithCells(doc).map(({ pos, level }) => [pos, level]))
  const markChildren = (node: Node, start: number): Node => {
    const children: Node[] = []
    node.forEach((child, offset) => {
      const pos = start + offset
      const isLine = child.isTextblock || child.type === schema.nodes.source
      if (!isLine) children.push(child.isLeaf ? child : markChildren(child, pos + 1))
      else
        children.push(
          markNode(
            child,
            mergeLevels({ level: levels.get(pos) ?? null, note: noteLevel }, getCarriedLevels([child])),
          ),
        )
    })
    return node.copy(Fragment.from(children))
  }
  return markChildren(doc, 0)
}

/** Marks the text, pictures and source in the node. */
function markNode(node: Node, levels: CarriedLevels | null): Node {
  if (levels === null || node.type === schema.nodes.horizontal_rule) return node
  if (node.isLeaf) return node.mark(carried.create(levels).addToSet(node.marks))
  return node.copy(Fragment.from(node.children.map((child) => markNode(child, levels))))
}

function markAllNodes({ content, openStart, openEnd }: Slice, levels: CarriedLevels): Slice {
  const marked = content.content.map((node) => markNode(node, levels))
  // A single node would get the marks of the text at the caret instead.
  return marked[0]?.isText
    ? new Slice(Fragment.from(schema.nodes.code_block.create(null, marked)), 1, 1)
    : new Slice(Fragment.from(marked), openStart, openEnd)
}

/** @returns null if the nodes carry no level */
function getCarriedLevels(nodes: readonly Node[]): CarriedLevels | null {
  return nodes.reduce<CarriedLevels | null>((found, node) => {
    const ownLevels = carried.isInSet(node.marks)?.attrs as CarriedLevels | undefined
    return mergeLevels(mergeLevels(found, ownLevels ?? null), getCarriedLevels(node.children))
  }, null)
}

/** @returns the stricter levels of the two */
function mergeLevels(one: CarriedLevels | null, other: CarriedLevels | null): CarriedLevels | null {
  const level = getStricter(one?.level ?? null, other?.level ?? null)
  const note = getStricter(one?.note ?? null, other?.note ?? null)
  return level || note ? { level, note } : null
}

/** Whether the steps insert text that carries a level. */
export function insertsCarriedLevels({ steps }: Transform): boolean {
  return steps.some(
    (step) =>
      (step instanceof ReplaceStep || step instanceof ReplaceAroundStep) &&
      getCarriedLevels(step.slice.content.content) !== null,
  )
}

/**
 * @returns the positions of the blocks and cells with inserted text that is more confidential than the note, and the strictest level of
 * this text. A passage keeps its level in any note, since the level of the note may change.
 */
export function findCarriedLevels(
  doc: Node,
  noteLevel: Confidentiality | null,
): Map<number, Confidentiality> {
  const found = new Map<number, Confidentiality>()
  doc.descendants((node, pos) => {
    const levels = carried.isInSet(node.marks)?.attrs as CarriedLevels | undefined
    if (!levels) return
    const isCovered = getStricter(noteLevel, levels.note) === noteLevel
    const level = getStricter(levels.level, isCovered ? null : levels.note)
    const line = node.isInline ? doc.resolve(pos).before() : pos
    if (level) found.set(line, getStricter(found.get(line) ?? null, level) ?? level)
  })
  return found
}

/** Removes the marks, which are needed only until the text is inserted. */
export function removeCarriedMarks(tr: Transform): void {
  tr.doc.descendants((node, pos) => {
    const mark = carried.isInSet(node.marks)
    if (mark && node.isBlock) tr.removeNodeMark(pos, mark)
  })
  tr.removeMark(0, tr.doc.content.size, carried)
}
