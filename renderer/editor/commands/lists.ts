/** Commands for bullets, numbered lists and tasks. */
import type { NodeType } from 'prosemirror-model'
import { liftListItem, wrapRangeInList } from 'prosemirror-schema-list'
import type { Command, EditorState, Transaction } from 'prosemirror-state'
import { canJoin } from 'prosemirror-transform'
import { dropFreshStamp } from '../plugins/stamps.ts'
import { getItemDepth, getLineAt, getSelectedItems, getSelectedLines, isTask } from '../schema/lines.ts'
import { schema } from '../schema/schema.ts'

const { nodes } = schema

/** Moves the selected items one level out. */
export const liftItem: Command = liftListItem(nodes.list_item)

/** Toggles bullets or numbers. */
export function toggleList(type: NodeType): Command {
  return (state, dispatch) => {
    const list = findListAround(state)
    if (!list) return wrapInList(type, null)(state, dispatch)
    const items = getSelectedItems(state)
    if (list.node.type === type && !items.some(({ node }) => isTask(node))) {
      return liftItem(state, dispatch)
    }
    if (dispatch) {
      const { tr } = state
      if (list.node.type !== type) tr.setNodeMarkup(list.pos, type, { spread: list.node.attrs.spread })
      for (const { pos } of items) tr.setNodeAttribute(pos, 'checked', null)
      dispatch(dropCaretStamp(tr, state))
    }
    return true
  }
}

/** Turns the current block or item into a task, or a task back into a paragraph. */
export const toggleTask: Command = (state, dispatch) => {
  const items = getSelectedItems(state)
  if (items.length === 0) return wrapInList(nodes.bullet_list, false)(state, dispatch)
  if (items.every(({ node }) => isTask(node))) return liftItem(state, dispatch)
  if (dispatch) {
    const { tr } = state
    for (const { pos, node } of items) if (!isTask(node)) tr.setNodeAttribute(pos, 'checked', false)
    dispatch(clearKinds(tr, state))
  }
  return true
}

export const toggleChecked: Command = (state, dispatch) => {
  const tasks = getSelectedItems(state).filter(({ node }) => isTask(node))
  const [first] = tasks
  if (!first) return false
  if (dispatch) {
    const { tr } = state
    for (const { pos } of tasks) tr.setNodeAttribute(pos, 'checked', !first.node.attrs.checked)
    dispatch(tr)
  }
  return true
}

/** Makes list items of the selected blocks. `checked` is null for items without a checkbox. */
export function wrapInList(type: NodeType, checked: boolean | null, start = 1): Command {
  return (state, dispatch) => {
    const range = state.selection.$from.blockRange(state.selection.$to)
    if (!range) return false
    const { tr } = state
    if (checked !== null) clearKinds(convertToParagraphs(tr, state), state)
    const blocks = tr.doc.resolve(range.start).blockRange(tr.doc.resolve(range.end)) ?? range
    const attrs = type === nodes.ordered_list ? { start } : null
    if (!wrapRangeInList(tr, blocks, type, attrs)) return false
    const list = tr.doc.nodeAt(range.start)
    if (list?.type === type && checked !== null) {
      list.forEach((_, offset) => {
        tr.setNodeAttribute(range.start + 1 + offset, 'checked', checked)
      })
    }
    if (checked === null) dropCaretStamp(tr, state)
    joinAdjacentLists(tr, range.start, type)
    dispatch?.(tr.scrollIntoView())
    return true
  }
}

function convertToParagraphs(tr: Transaction, state: EditorState): Transaction {
  for (const { pos, node } of getSelectedLines(state)) {
    if (node.type !== nodes.heading) continue
    tr.setNodeMarkup(tr.mapping.map(pos), nodes.paragraph, { at: node.attrs.at, atText: node.attrs.atText })
  }
  return tr
}

/** A task is neither a decision nor a question. */
function clearKinds(tr: Transaction, state: EditorState): Transaction {
  for (const { pos, node } of getSelectedLines(state)) {
    for (const kind of ['decision', 'question']) {
      if (node.attrs[kind]) tr.setNodeAttribute(tr.mapping.map(pos, 1), kind, null)
    }
  }
  return tr
}

/** Removes the time that the block at the caret just got. */
function dropCaretStamp(tr: Transaction, state: EditorState): Transaction {
  const line = getLineAt(tr.selection.$head)
  return line ? dropFreshStamp(tr, state, line.pos) : tr
}

/** Joins the list with those right before and after it, since Markdown could tell them apart only by their bullets. */
function joinAdjacentLists(tr: Transaction, pos: number, type: NodeType): void {
  const list = tr.doc.nodeAt(pos)
  if (list?.type !== type) return
  const end = pos + list.nodeSize
  if (tr.doc.resolve(end).nodeAfter?.type === type && canJoin(tr.doc, end)) tr.join(end)
  const before = tr.doc.resolve(pos).nodeBefore
  if (before?.type !== type || !canJoin(tr.doc, pos)) return
  const { start } = list.attrs
  if (start === undefined || start === 1 || start === before.attrs.start + before.childCount) tr.join(pos)
}

/** The innermost list that holds the whole selection. */
function findListAround(state: EditorState) {
  const { $from, $to } = state.selection
  const depth = getItemDepth($from)
  if (depth === null || $to.pos > $from.end(depth - 1)) return null
  return { node: $from.node(depth - 1), pos: $from.before(depth - 1) }
}
