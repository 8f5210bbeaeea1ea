/** The toolbar buttons that are active at the caret. */
import type { MarkType } from 'prosemirror-model'
import type { EditorState } from 'prosemirror-state'
import { getItemDepth, isTask } from '../schema/lines.ts'
import { schema } from '../schema/schema.ts'
import { getStyle, type TextStyle } from './commands.ts'

export type ToolbarState = {
  /** null for a heading level that the menu does not offer. */
  style: TextStyle | null
  strong: boolean
  em: boolean
  highlight: boolean
  bullets: boolean
  numbers: boolean
  quote: boolean
  task: boolean
  decision: boolean
  question: boolean
  turn: boolean
}

const { nodes, marks } = schema

export function getToolbarState(state: EditorState): ToolbarState {
  const { $from } = state.selection
  const depth = getItemDepth($from)
  const isInTask = depth !== null && isTask($from.node(depth))
  const listType = depth === null || isInTask ? null : $from.node(depth - 1).type
  return {
    style: getStyle($from.parent),
    strong: hasMark(state, marks.strong),
    em: hasMark(state, marks.em),
    highlight: hasMark(state, marks.highlight),
    bullets: listType === nodes.bullet_list,
    numbers: listType === nodes.ordered_list,
    quote: getAncestorTypes(state).includes(nodes.blockquote),
    task: isInTask,
    decision: Boolean($from.parent.attrs.decision),
    question: Boolean($from.parent.attrs.question),
    turn: Boolean($from.parent.attrs.turn),
  }
}

function hasMark(state: EditorState, type: MarkType): boolean {
  const { from, to, $from, empty } = state.selection
  if (!empty) return state.doc.rangeHasMark(from, to, type)
  return type.isInSet(state.storedMarks ?? $from.marks()) !== undefined
}

function getAncestorTypes(state: EditorState) {
  const { $from } = state.selection
  return Array.from({ length: $from.depth + 1 }, (_, depth) => $from.node(depth).type)
}
