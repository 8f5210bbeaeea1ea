/** Copied, cut and dragged text carries its level of confidentiality. keep-levels.ts applies it where the text is inserted. */
import { Fragment, type Node, Slice } from 'prosemirror-model'
import { type EditorState, NodeSelection } from 'prosemirror-state'
import { Mapping, ReplaceAroundStep, ReplaceStep, type Transform } from 'prosemirror-transform'
import type { EditorProps } from 'prosemirror-view'
import type { Confidentiality } from '../../../core/note-format/index.ts'
import { sliceToText } from '../markdown/paste.ts'
import type { Carried } from '../schema/carried-mark.ts'
import { schema } from '../schema/schema.ts'
import { getLevelsWithCells, getStricter } from './passages.ts'

const { carried } = schema.marks

/** The last text that was copied in this window, since plain text on the clipboard cannot carry its level. */
let lastCopied: { text: string; carried: Carried | null } = { text: '', carried: null }
/** What was last selected in this window: on Linux, a click of the middle mouse button pastes its text. */
let lastSelected: { state: EditorState; noteLevel: Confidentiality | null } | null = null
let pasted: Carried | null = null

export function rememberSelection(state: EditorState, noteLevel: Confidentiality | null): void {
  if (!state.selection.empty) lastSelected = { state, noteLevel }
}

export function createCarriedLevelProps(getNoteLevel: () => Confidentiality | null) {
  return {
    transformCopied: (slice, { state }) => carryLevels(slice, state, getNoteLevel()),
    clipboardTextSerializer(slice) {
      const text = sliceToText(slice)
      lastCopied = { text: normalise(text), carried: getCarried(slice.content.content) }
      return text
    },
    transformPastedText(text) {
      pasted = normalise(text) === lastCopied.text ? lastCopied.carried : getSelectedLevels(text)
      return text
    },
    transformPasted(slice, _, isPlain) {
      return isPlain && pasted ? carryInAll(slice, pasted) : carryOwnLevels(slice)
    },
  } satisfies EditorProps
}

/** @returns the level of the last selection if this is its text */
function getSelectedLevels(text: string): Carried | null {
  if (!lastSelected) return null
  const { state, noteLevel } = lastSelected
  const slice = state.selection.content()
  // As the browser writes it, apart from the space between blocks.
  const shown = slice.content.textBetween(0, slice.content.size, '', (leaf) =>
    leaf.type === schema.nodes.picture ? '' : (leaf.type.spec.leafText?.(leaf) ?? leaf.attrs.text ?? ''),
  )
  if (removeSpace(text) !== removeSpace(shown)) return null
  return getCarried(carryLevels(slice, state, noteLevel).content.content)
}

function removeSpace(text: string): string {
  return text.replaceAll(/\s/g, '')
}

/** The clipboard of Windows has other line ends. */
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
  let dragged = null as number | null
  doc.descendants((node, pos) => {
    if (node === slice.content.firstChild) dragged = pos
  })
  return dragged === null ? slice : NodeSelection.create(marked, dragged).content()
}

/** Makes text carry the levels of the passages in the slice: their marks are lost in a paste into a cell or into the middle of a line. */
function carryOwnLevels({ content, openStart, openEnd }: Slice): Slice {
  const blocks = clearOpenEnd(content, openEnd)
  const doc = schema.nodes.doc.create(null, blocks)
  return new Slice(blocks.firstChild?.isBlock ? markLines(doc, null).content : blocks, openStart, openEnd)
}

/** Removes the level of a last line whose text is not selected, as after Shift+Down. It would apply to the text after the caret. */
function clearOpenEnd(content: Fragment, openEnd: number): Fragment {
  const last = content.lastChild
  if (!last || openEnd === 0 || (last.isTextblock && last.content.size > 0)) return content
  const cleared = last.isTextblock
    ? last.type.create({ ...last.attrs, guard: null, guardText: null })
    : last.copy(clearOpenEnd(last.content, openEnd - 1))
  return content.replaceChild(content.childCount - 1, cleared)
}

function markLines(doc: Node, note: Confidentiality | null): Node {
  const levels = new Map(getLevelsWithCells(doc).map(({ pos, level }) => [pos, level]))
  const markChildren = (node: Node, start: number): Node => {
    const children: Node[] = []
    node.forEach((child, offset) => {
      const pos = start + offset
      const isLine = child.isTextblock || child.type === schema.nodes.source
      if (!isLine) children.push(child.isLeaf ? child : markChildren(child, pos + 1))
      else children.push(carryIn(child, merge({ level: levels.get(pos) ?? null, note }, getCarried([child]))))
    })
    return node.copy(Fragment.from(children))
  }
  return markChildren(doc, 0)
}

/** Marks what cannot be divided: text, a picture, or source that the editor cannot edit. */
function carryIn(node: Node, what: Carried | null): Node {
  if (what === null || node.type === schema.nodes.horizontal_rule) return node
  if (node.isLeaf) return node.mark(carried.create(what).addToSet(node.marks))
  return node.copy(Fragment.from(node.children.map((child) => carryIn(child, what))))
}

function carryInAll({ content, openStart, openEnd }: Slice, what: Carried): Slice {
  const marked = content.content.map((node) => carryIn(node, what))
  // A single node would get the marks of the text at the caret instead.
  return marked[0]?.isText
    ? new Slice(Fragment.from(schema.nodes.code_block.create(null, marked)), 1, 1)
    : new Slice(Fragment.from(marked), openStart, openEnd)
}

/** @returns null if the nodes carry no level */
function getCarried(nodes: readonly Node[]): Carried | null {
  return nodes.reduce<Carried | null>((found, node) => {
    const own = carried.isInSet(node.marks)?.attrs as Carried | undefined
    return merge(merge(found, own ?? null), getCarried(node.children))
  }, null)
}

function merge(one: Carried | null, other: Carried | null): Carried | null {
  const level = getStricter(one?.level ?? null, other?.level ?? null)
  const note = getStricter(one?.note ?? null, other?.note ?? null)
  return level || note ? { level, note } : null
}

export function insertsCarried({ steps }: Transform): boolean {
  return steps.some(
    (step) =>
      (step instanceof ReplaceStep || step instanceof ReplaceAroundStep) &&
      getCarried(step.slice.content.content) !== null,
  )
}

/**
 * @returns the positions of the blocks and cells with inserted text that is more confidential than the note, and the strictest level of
 * this text. A passage keeps its level in any note, since the level of the note may change.
 */
export function findCarried(doc: Node, noteLevel: Confidentiality | null): Map<number, Confidentiality> {
  const found = new Map<number, Confidentiality>()
  doc.descendants((node, pos) => {
    const what = carried.isInSet(node.marks)?.attrs as Carried | undefined
    if (!what) return
    const isCovered = getStricter(noteLevel, what.note) === noteLevel
    const level = getStricter(what.level, isCovered ? null : what.note)
    const line = node.isInline ? doc.resolve(pos).before() : pos
    if (level) found.set(line, getStricter(found.get(line) ?? null, level) ?? level)
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
