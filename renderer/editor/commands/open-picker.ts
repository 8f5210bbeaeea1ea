/** Commands that open the picker at the caret. */
import { type Command, type EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import { setPickerAction, triggers } from '../plugins/picker-state.ts'
import { getItemDepth, isTask } from '../schema/lines.ts'
import { schema } from '../schema/schema.ts'
import { toggleTask } from './lists.ts'

/** Opens a picker from the toolbar by inserting its trigger, with a space before it if needed. */
export function openPicker(kind: 'key-message' | 'session' | 'contact' | 'command'): Command {
  return (state, dispatch) => {
    const { $from, from, to } = state.selection
    if (!$from.parent.isTextblock || $from.parent.type.spec.code) return false
    const separator = kind === 'command' ? /\s/ : /[\s([{«"'“/]/
    const trigger = triggers[kind] ?? ''
    const inserted = isAfterSeparator(state, separator) ? trigger : ` ${trigger}`
    const tr = state.tr.insertText(inserted, from, to)
    dispatch?.(setPickerAction(tr, { insertedLength: inserted.length }).scrollIntoView())
    return true
  }
}

/** Whether the caret is at the start of its block or after a separator. */
function isAfterSeparator({ selection: { $from } }: EditorState, separator: RegExp): boolean {
  const start = Math.max(0, $from.parentOffset - 1)
  const before = $from.parent.textBetween(start, $from.parentOffset, null, '\ufffc')
  return before === '' || separator.test(before)
}

/** Opens the speaker picker at the start of the block, wherever the caret is. */
export const openSpeakerPicker: Command = (state, dispatch) => {
  const { $from } = state.selection
  if ($from.parent.type !== schema.nodes.paragraph) return false
  const start = $from.start()
  const returnTo = $from.pos === start ? null : $from.pos
  const tr = state.tr.setSelection(TextSelection.create(state.doc, start))
  const open = { kind: 'turn', from: start, end: start, insertedLength: 0, returnTo } as const
  dispatch?.(setPickerAction(tr, { open }).scrollIntoView())
  return true
}

/** Opens the picker for a task's assignee or one of its dates. A paragraph becomes a task first. */
export function openAssignment(kind: Assignment): Command {
  return (state, dispatch) => {
    const { $from } = state.selection
    const depth = getItemDepth($from)
    if (depth === null || !isTask($from.node(depth))) {
      if ($from.parent.type !== schema.nodes.paragraph) return false
      return toggleTask(state, dispatch && ((tr) => dispatch(openAtSelectionEnd(tr, kind))))
    }
    dispatch?.(openAtSelectionEnd(state.tr, kind))
    return true
  }
}

type Assignment = 'for' | 'do' | 'due'

function openAtSelectionEnd(tr: Transaction, kind: Assignment): Transaction {
  const { $to } = tr.selection
  tr.setSelection(TextSelection.create(tr.doc, $to.pos))
  const before = $to.parent.textBetween(Math.max(0, $to.parentOffset - 1), $to.parentOffset, null, '\ufffc')
  const insertedLength = before === '' || /\s/.test(before) ? 0 : 1
  if (insertedLength > 0) tr.insertText(' ')
  const open = { kind, from: $to.pos, end: $to.pos + insertedLength, insertedLength, returnTo: null }
  return setPickerAction(tr, { open }).scrollIntoView()
}
