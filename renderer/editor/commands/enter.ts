/** Enter and Backspace at the edges of blocks. Every new line is a block that can get its own time. */
import {
  chainCommands,
  createParagraphNear,
  deleteSelection,
  joinBackward,
  joinTextblockBackward,
  liftEmptyBlock,
  newlineInCode,
  selectNodeBackward,
} from 'prosemirror-commands'
import { undoInputRule } from 'prosemirror-inputrules'
import type { Attrs } from 'prosemirror-model'
import { type Command, NodeSelection, TextSelection } from 'prosemirror-state'
import { canSplit } from 'prosemirror-transform'
import { declassify } from '../plugins/keep-levels.ts'
import { awaitStamp } from '../plugins/stamps.ts'
import { noStart } from '../schema/block-start.ts'
import { schema } from '../schema/schema.ts'
import { liftItem } from './lists.ts'

const { nodes } = schema

/** Leaves a code block after a second empty line at its end. */
const leaveCode: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  const { parent } = $from
  if (!empty || parent.type !== nodes.code_block || $from.pos !== $from.end()) return false
  if (!parent.textContent.endsWith('\n')) return false
  if (dispatch) {
    const tr = state.tr.delete($from.pos - 1, $from.pos)
    const after = tr.doc.resolve($from.pos - 1).after()
    tr.insert(after, nodes.paragraph.create())
    dispatch(tr.setSelection(TextSelection.create(tr.doc, after + 1)).scrollIntoView())
  }
  return true
}

/** Starts a code block from a line that contains only a fence, with the language that the fence names. */
const beginCode: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  const { parent } = $from
  if (!empty || parent.type !== nodes.paragraph || $from.pos !== $from.end()) return false
  const lang = /^```([^\s`]*)$/.exec(parent.textContent)?.[1]
  if (lang === undefined) return false
  const tr = state.tr.delete($from.start(), $from.pos)
  dispatch?.(tr.setBlockType($from.start(), $from.start(), nodes.code_block, { lang: lang || null }))
  return true
}

const leaveEmptyItem: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  if (!empty || $from.depth < 2 || $from.parent.content.size > 0) return false
  const item = $from.node(-1)
  if (item.type !== nodes.list_item || item.childCount > 1) return false
  return liftItem(state, dispatch)
}

/** At the start of a text, inserts an empty line before it; the text keeps its time. */
const insertLineBefore: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  const { parent, depth } = $from
  if (!empty || !parent.isTextblock || parent.type === nodes.code_block) return false
  if ($from.parentOffset > 0 || parent.content.size === 0) return false
  const item = $from.node(-1)
  const isFirstInItem = item.type === nodes.list_item && $from.index(-1) === 0
  if (dispatch) {
    const line = nodes.paragraph.create()
    const tr = isFirstInItem
      ? state.tr.insert($from.before(depth - 1), nodes.list_item.create(uncheckItem(item.attrs), line))
      : state.tr.insert($from.before(), line)
    dispatch(tr.scrollIntoView())
  }
  return true
}

/** Splits the line at the caret. At the end of any line, the new line is a paragraph. */
const splitLine: Command = (state, dispatch) => {
  const { $from } = state.selection
  if (!$from.parent.isTextblock || !(state.selection instanceof TextSelection)) return false
  const tr = state.tr.deleteSelection()
  const $pos = tr.selection.$from
  const { parent } = $pos
  const atEnd = $pos.pos === $pos.end()
  const item = $pos.node(-1)
  const line =
    atEnd || parent.type === nodes.paragraph
      ? { type: nodes.paragraph, attrs: noStart }
      : { type: parent.type, attrs: { ...parent.attrs, at: null, atText: null } }
  const types =
    item.type === nodes.list_item ? [{ type: item.type, attrs: uncheckItem(item.attrs) }, line] : [line]
  if (!canSplit(tr.doc, $pos.pos, types.length, types)) return false
  if (dispatch) {
    tr.split($pos.pos, types.length, types)
    if (!atEnd) awaitStamp(tr, tr.selection.$head.before())
    dispatch(tr.scrollIntoView())
  }
  return true
}

export const enter: Command = chainCommands(
  leaveCode,
  newlineInCode,
  beginCode,
  leaveEmptyItem,
  insertLineBefore,
  createParagraphNear,
  liftEmptyBlock,
  splitLine,
)

/** Arrow down from code, or from a selected block such as a table, at the end of the note adds a line. */
export const insertLineAfter: Command = (state, dispatch, view) => {
  const { $head, empty } = state.selection
  const isLast = $head.depth <= 1 && $head.indexAfter(0) >= state.doc.childCount
  const isAtEndOfCode =
    empty && $head.parent.type === nodes.code_block && (view?.endOfTextblock('down') ?? true)
  const isNodeSelected = state.selection instanceof NodeSelection && $head.depth === 0
  if (!isLast || !(isAtEndOfCode || isNodeSelected)) return false
  const tr = state.tr.insert(state.doc.content.size, nodes.paragraph.create())
  dispatch?.(tr.setSelection(TextSelection.atEnd(tr.doc)).scrollIntoView())
  return true
}

export const lineBreak: Command = chainCommands(newlineInCode, (state, dispatch) => {
  if (!state.selection.$from.parent.inlineContent) return false
  dispatch?.(state.tr.replaceSelectionWith(nodes.hard_break.create()).scrollIntoView())
  return true
})

/** Marks at the start of a block, starting with the mark nearest to the text. */
const marksAtStart = [['decision'], ['question'], ['turn', 'turnText'], ['guard', 'guardText']]

/** At the start of a block, removes its mark, heading or bullet. Only another Backspace then joins the block to the one before. */
const removeMarkAtStart: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  if (!empty || $from.parentOffset > 0) return false
  const marked = marksAtStart.find((names) => $from.parent.attrs[names[0] as string])
  if (marked) {
    const { tr } = state
    for (const name of marked) tr.setNodeAttribute($from.before(), name, null)
    dispatch?.(marked[0] === 'guard' ? declassify(tr, $from.before()) : tr)
    return true
  }
  if ($from.parent.type === nodes.heading) {
    const { at, atText } = $from.parent.attrs
    dispatch?.(state.tr.setNodeMarkup($from.before(), nodes.paragraph, { at, atText }))
    return true
  }
  const isItem = $from.depth > 1 && $from.node(-1).type === nodes.list_item && $from.index(-1) === 0
  return isItem && liftItem(state, dispatch)
}

/** Removes the empty line before the text. Joining the text to the empty line, which has no time, would remove the time of the text. */
const removeEmptyBefore: Command = (state, dispatch) => {
  const { $from, empty } = state.selection
  if (!empty || $from.parentOffset > 0 || $from.depth === 0) return false
  const before = state.doc.resolve($from.before()).nodeBefore
  if (!before?.isTextblock || before.content.size > 0) return false
  dispatch?.(state.tr.delete($from.before() - before.nodeSize, $from.before()).scrollIntoView())
  return true
}

export const backspace: Command = chainCommands(
  undoInputRule,
  deleteSelection,
  removeMarkAtStart,
  removeEmptyBefore,
  joinTextblockBackward,
  joinBackward,
  selectNodeBackward,
)

/** A new item is a task if its neighbour is one, but is not ticked. */
function uncheckItem(item: Attrs): Attrs {
  return { ...item, checked: typeof item.checked === 'boolean' ? false : null }
}
