/**
 * The state of the picker at the caret: which picker is open, its query and its rows. A picker opens when its trigger is typed: `[[` (key
 * messages), `#` (sessions), `@` (contacts) or `/` (commands). A command opens the pickers for the speaker and for a task's assignee, due
 * date and planned date.
 */
import { isHistoryTransaction } from 'prosemirror-history'
import { type Command, type EditorState, PluginKey, type Transaction } from 'prosemirror-state'
import { schema } from '../schema/schema.ts'
import type { Candidate, PickerKind } from './candidates.ts'

export type PickerState = {
  kind: PickerKind
  /** From the first character of the trigger to the caret. */
  from: number
  to: number
  query: string
  rows: Candidate[]
  /** The index of the active row. */
  active: number
  /** Number of characters that the toolbar or a key inserted to open the picker; closing it removes them. */
  insertedLength: number
  /** The position to which closing returns the caret; null if it stays where it is. */
  returnTo: number | null
}
/** Finds the candidates that match the query, best first. */
export type FindRows = (kind: PickerKind, query: string) => readonly Candidate[]
/** Finds the command of a row in the command picker by the row's address. */
export type FindCommand = (href: string) => Command | null

/** A picker that a command opens. Its query is the text between the inserted characters and `end`. */
type OpenedPicker = {
  kind: PickerKind
  from: number
  end: number
  insertedLength: number
  returnTo: number | null
}
type PickerAction =
  | { insertedLength: number }
  | { open: OpenedPicker }
  | { close: true }
  | { active: number }
  | { refresh: true }

export const pickerKey = new PluginKey<PickerState | null>('picker')

/** Sets what the transaction does to the picker. */
export function setPickerAction(tr: Transaction, action: PickerAction): Transaction {
  return tr.setMeta(pickerKey, action)
}

const MAX_ROWS = 50
const MAX_QUERY_LENGTH = 60
export const triggers: Partial<Record<PickerKind, string>> = {
  'key-message': '[[',
  session: '#',
  contact: '@',
  command: '/',
}
/** All triggers except `[[` must start a word, so that an e-mail address stays text. */
const patterns: [PickerKind, RegExp][] = [
  ['key-message', /\[\[([^[\]\n\ufffc]{0,60})$/],
  ['session', /(?:^|[\s([{«"'“/\ufffc])#([^#\n\ufffc]{0,60})$/],
  ['contact', /(?:^|[\s([{«"'“/\ufffc])@([^@\n\ufffc]{0,60})$/],
  ['command', /(?:^|\s)\/([^/\n\ufffc]{0,40})$/],
]

export function applyToPicker(
  tr: Transaction,
  previous: PickerState | null,
  before: EditorState,
  state: EditorState,
  findRows: FindRows,
): PickerState | null {
  const action = tr.getMeta(pickerKey) as PickerAction | undefined
  if (action && 'close' in action) return null
  if (action && 'active' in action) return previous && { ...previous, active: action.active }
  if (action && 'open' in action) return readOpenedPicker(state, action.open, findRows)
  if (action && 'refresh' in action) return previous && updatePicker(tr, previous, state, findRows)
  if (!tr.docChanged) return tr.selectionSet ? updatePicker(tr, previous, state, findRows) : previous
  const updated = updatePicker(tr, previous, state, findRows)
  if (updated) return updated
  const typed = isTyped(tr, before) ? readTypedPicker(state, findRows) : null
  // A picker opens only right after its trigger was typed.
  if (typed?.query !== '') return null
  return { ...typed, insertedLength: action && 'insertedLength' in action ? action.insertedLength : 0 }
}

/** Whether the transaction adds text before the caret and is neither a paste nor an undo. */
function isTyped(tr: Transaction, before: EditorState): boolean {
  return (
    !tr.getMeta('paste') &&
    tr.selection.empty &&
    tr.doc.content.size > before.doc.content.size &&
    !isHistoryTransaction(tr)
  )
}

/** @returns the picker after the transaction; null if its query has ended */
function updatePicker(
  tr: Transaction,
  previous: PickerState | null,
  state: EditorState,
  findRows: FindRows,
): PickerState | null {
  if (!previous) return null
  const { kind, insertedLength } = previous
  const from = tr.mapping.map(previous.from, -1)
  const returnTo = previous.returnTo === null ? null : tr.mapping.map(previous.returnTo)
  if (!triggers[kind]) {
    const end = tr.mapping.map(previous.to, 1)
    return readOpenedPicker(state, { kind, from, end, insertedLength, returnTo }, findRows)
  }
  const typed = readTypedPicker(state, findRows)
  if (!typed || typed.kind !== kind || typed.from !== from) return null
  // Words that match nothing are text, not a query, as in `@ 14:30 we resume`.
  if (typed.rows.length === 0 && (kind === 'session' || kind === 'command' || /\s/.test(typed.query)))
    return null
  return { ...typed, insertedLength }
}

/** The picker that a command opened. Its query is the text that was typed since. @returns null if the caret has left the query */
function readOpenedPicker(
  state: EditorState,
  { kind, from, end, insertedLength, returnTo }: OpenedPicker,
  findRows: FindRows,
): PickerState | null {
  const { $from, empty } = state.selection
  const start = from + insertedLength
  if (!empty || !$from.parent.isTextblock || start < $from.start()) return null
  // Text that was there before is not part of the query.
  if ($from.pos < start || $from.pos > end || $from.pos - start > MAX_QUERY_LENGTH) return null
  const query = state.doc.textBetween(start, $from.pos, null, '\ufffc')
  if (query.includes('\ufffc') || /^\s/.test(query)) return null
  return createState(state, { kind, from, query, insertedLength, returnTo }, findRows)
}

/** The picker of the trigger before the caret. Its query is the text between them. @returns null if there is no trigger */
function readTypedPicker(state: EditorState, findRows: FindRows): PickerState | null {
  const { $from, empty } = state.selection
  if (!empty || !$from.parent.isTextblock || $from.parent.type.spec.code) return null
  if (schema.marks.code.isInSet($from.marks())) return null
  const start = Math.max(0, $from.parentOffset - 80)
  const before = $from.parent.textBetween(start, $from.parentOffset, null, '\ufffc')
  const found: { kind: PickerKind; query: string }[] = []
  for (const [kind, pattern] of patterns) {
    const query = pattern.exec(before)?.[1]
    if (query !== undefined && !/^\s/.test(query)) found.push({ kind, query })
  }
  // The trigger nearest to the caret counts: `[[x @` opens the contacts.
  const nearest = found.sort((a, b) => a.query.length - b.query.length)[0]
  if (!nearest) return null
  const { kind, query } = nearest
  const from = $from.pos - query.length - (triggers[kind] ?? '').length
  return createState(state, { kind, from, query, insertedLength: 0, returnTo: null }, findRows)
}

function createState(
  state: EditorState,
  opened: Pick<PickerState, 'kind' | 'from' | 'query' | 'insertedLength' | 'returnTo'>,
  findRows: FindRows,
): PickerState {
  const rows = findRows(opened.kind, opened.query).slice(0, MAX_ROWS)
  return { ...opened, to: state.selection.from, rows, active: 0 }
}
