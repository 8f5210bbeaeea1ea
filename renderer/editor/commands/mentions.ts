/**
 * The picker at the caret. It opens on `[[` (key messages), `#` (sessions), `@` (contacts) and `/` (commands), and by key for the
 * speaker, a task's assignee and its due date. The plugin keeps the query and the active row; picker.tsx renders them.
 * The focus stays in the text, and aria-activedescendant names the active row.
 */
import { isHistoryTransaction } from 'prosemirror-history'
import {
  type Command,
  type EditorState,
  Plugin,
  PluginKey,
  TextSelection,
  type Transaction,
} from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { type Candidate, findByName, type PickerKind } from '../plugins/candidates.ts'
import { getItemDepth, isTask } from '../schema/lines.ts'
import { type MentionAttrs, schema } from '../schema/schema.ts'
import { toggleTask } from './lists.ts'

export type PickerState = {
  kind: PickerKind
  /** From the first character of the trigger to the caret. */
  from: number
  to: number
  query: string
  rows: Candidate[]
  active: number
  /** Number of characters that the toolbar or a key inserted to open the picker; closing it removes them. */
  put: number
  /** Where to return the caret, if it was elsewhere in the block. */
  back: number | null
}
/** Finds the candidates that match the query, best first. */
export type Rows = (kind: PickerKind, query: string) => readonly Candidate[]
/** Finds the command of a row in the command picker by the row's address. */
export type FindCommand = (href: string) => Command | null
export type PickerOptions = { rows: Rows; findCommand: FindCommand }

type Open = { kind: PickerKind; from: number; end: number; put: number; back: number | null }
type Action = { put: number } | { open: Open } | { close: true } | { active: number } | { refresh: true }
export const pickerKey = new PluginKey<PickerState | null>('picker')
export const pickerId = 'note-picker'
export const rowId = (index: number) => `${pickerId}-${index}`

const MAX_ROWS = 50
const MAX_TYPED = 60
const triggers: Partial<Record<PickerKind, string>> = {
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

export function mentions({ rows, findCommand }: PickerOptions): Plugin<PickerState | null> {
  return new Plugin<PickerState | null>({
    key: pickerKey,
    state: {
      init: () => null,
      apply(tr, previous, before, state) {
        const action = tr.getMeta(pickerKey) as Action | undefined
        if (action && 'close' in action) return null
        if (action && 'active' in action) return previous && { ...previous, active: action.active }
        if (action && 'open' in action) return readFrom(state, action.open, rows)
        if (action && 'refresh' in action) return previous && follow(tr, previous, state, rows)
        if (!tr.docChanged) return tr.selectionSet ? follow(tr, previous, state, rows) : previous
        const kept = follow(tr, previous, state, rows)
        if (kept) return kept
        const opened = isTyped(tr, before) ? readTyped(state, rows) : null
        if (opened?.query !== '') return null
        return { ...opened, put: action && 'put' in action ? action.put : 0 }
      },
    },
    props: {
      attributes(state): Record<string, string> {
        const picker = pickerKey.getState(state)
        if (!picker) return {}
        return {
          'aria-controls': pickerId,
          ...(picker.rows.length > 0 ? { 'aria-activedescendant': rowId(picker.active) } : {}),
        }
      },
      handleTextInput(view, _from, _to, text) {
        const picker = pickerKey.getState(view.state)
        if (picker?.kind === 'turn' && text === ':') return chooseTyped(view, picker)
        // Swallows the space that people type after "UNODC:". Otherwise the text would start with it.
        const { $from, empty } = view.state.selection
        return text === ' ' && empty && $from.parentOffset === 0 && Boolean($from.parent.attrs.turn)
      },
      handleKeyDown(view, event) {
        return onKey(view, event, this.getState(view.state) ?? null, findCommand)
      },
      handleDOMEvents: {
        blur(view) {
          close(view)
          return false
        },
      },
    },
  })
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

function follow(
  tr: Transaction,
  previous: PickerState | null,
  state: EditorState,
  rows: Rows,
): PickerState | null {
  if (!previous) return null
  const { kind, put } = previous
  const from = tr.mapping.map(previous.from, -1)
  const back = previous.back === null ? null : tr.mapping.map(previous.back)
  if (!triggers[kind]) {
    const end = tr.mapping.map(previous.to, 1)
    return readFrom(state, { kind, from, end, put, back }, rows)
  }
  const now = readTyped(state, rows)
  if (!now || now.kind !== kind || now.from !== from) return null
  // Words that match nothing are text, not a query, as in `@ 14:30 we resume`.
  if (now.rows.length === 0 && (kind === 'session' || kind === 'command' || /\s/.test(now.query))) return null
  return { ...now, put }
}

/** For a picker opened by a key, the query is the text typed since. */
function readFrom(state: EditorState, { kind, from, end, put, back }: Open, rows: Rows): PickerState | null {
  const { $from, empty } = state.selection
  const start = from + put
  if (!empty || !$from.parent.isTextblock || start < $from.start()) return null
  // Text that was there before is not part of the query.
  if ($from.pos < start || $from.pos > end || $from.pos - start > MAX_TYPED) return null
  const query = state.doc.textBetween(start, $from.pos, null, '\ufffc')
  if (query.includes('\ufffc') || /^\s/.test(query)) return null
  return {
    kind,
    from,
    to: $from.pos,
    query,
    rows: [...rows(kind, query)].slice(0, MAX_ROWS),
    active: 0,
    put,
    back,
  }
}

function readTyped(state: EditorState, rows: Rows): PickerState | null {
  const { $from, empty } = state.selection
  if (!empty || !$from.parent.isTextblock || $from.parent.type.spec.code) return null
  if (schema.marks.code.isInSet($from.marks())) return null
  const start = Math.max(0, $from.parentOffset - 80)
  const before = $from.parent.textBetween(start, $from.parentOffset, null, '\ufffc')
  const found = patterns.flatMap(([kind, pattern]) => {
    const query = pattern.exec(before)?.[1]
    return query === undefined || /^\s/.test(query) ? [] : [{ kind, query }]
  })
  // The trigger nearest to the caret counts: `[[x @` opens the contacts.
  const nearest = found.sort((a, b) => a.query.length - b.query.length)[0]
  if (!nearest) return null
  const { kind, query } = nearest
  const from = $from.pos - query.length - (triggers[kind] ?? '').length
  return {
    kind,
    from,
    to: $from.pos,
    query,
    rows: [...rows(kind, query)].slice(0, MAX_ROWS),
    active: 0,
    put: 0,
    back: null,
  }
}

function onKey(
  view: EditorView,
  event: KeyboardEvent,
  picker: PickerState | null,
  findCommand: FindCommand,
): boolean {
  if (!picker || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false
  const { rows, active } = picker
  const move = (by: number) => {
    if (rows.length === 0) return false
    view.dispatch(view.state.tr.setMeta(pickerKey, { active: (active + by + rows.length) % rows.length }))
    return true
  }
  switch (event.key) {
    case 'ArrowDown':
      return move(1)
    case 'ArrowUp':
      return move(-1)
    case 'Enter':
    case 'Tab':
      if (event.shiftKey) return false
      return choose(view, active, findCommand)
    case 'Escape':
      return close(view)
    default:
      return false
  }
}

/** Applies a row: replaces the query with a mention, sets the speaker or runs a command. */
export function choose(view: EditorView, index: number, findCommand: FindCommand): boolean {
  const picker = pickerKey.getState(view.state)
  const candidate = picker?.rows[index]
  if (!picker || !candidate) return false
  if (picker.kind === 'turn') return addSpeaker(view, picker, candidate)
  if (picker.kind === 'command') {
    view.dispatch(view.state.tr.delete(picker.from, picker.to).setMeta(pickerKey, { close: true }))
    findCommand(candidate.href)?.(view.state, view.dispatch, view)
    return true
  }
  const { href, label, next } = candidate
  if (href === '') {
    view.dispatch(view.state.tr.delete(picker.from, picker.to).setMeta(pickerKey, { close: true }))
    candidate.onChosen?.()
    return true
  }
  const start = triggers[picker.kind] ? picker.from : picker.from + picker.put
  const { marks } = view.state.doc.resolve(start).nodeAfter ?? { marks: [] }
  const create = (attrs: MentionAttrs) => schema.nodes.mention.create({ ...attrs }, null, marks)
  const chosen = [create({ href, label }), ...(next ? [schema.text(' ', marks), create(next)] : [])]
  view.dispatch(
    view.state.tr.replaceWith(start, picker.to, chosen).setMeta(pickerKey, { close: true }).scrollIntoView(),
  )
  candidate.onChosen?.()
  return true
}

/** Sets the speaker when a colon is typed after a name: the person with that name, otherwise the last row, which adds a new person. */
function chooseTyped(view: EditorView, picker: PickerState): boolean {
  if (picker.query.trim() === '') return false
  const candidate = findByName(picker.rows, picker.query) ?? picker.rows.at(-1)
  return candidate ? addSpeaker(view, picker, candidate) : false
}

function addSpeaker(view: EditorView, { from, to, back }: PickerState, { href, label }: Candidate): boolean {
  const { tr } = view.state
  tr.delete(from, to)
  const line = tr.doc.resolve(from)
  setTurn(tr, line.before(), href, label)
  if (back !== null) tr.setSelection(TextSelection.create(tr.doc, tr.mapping.map(back)))
  view.dispatch(tr.setMeta(pickerKey, { close: true }).scrollIntoView())
  return true
}

/** Sets the speaker of the block at `pos`. */
export function setTurn(tr: Transaction, pos: number, href: string, label: string): Transaction {
  return tr.setNodeAttribute(pos, 'turn', href).setNodeAttribute(pos, 'turnText', label)
}

export function close(view: EditorView): boolean {
  const picker = pickerKey.getState(view.state)
  if (!picker) return false
  const { tr } = view.state
  const { kind, from, to, query, put, back } = picker
  if (triggers[kind]) {
    if (put > 0) tr.delete(to - query.length - put, to)
  } else if (query === '') {
    // Nothing was typed, so the inserted space goes and the caret returns. Typed text would stay.
    tr.delete(from, from + put)
    if (back !== null) tr.setSelection(TextSelection.create(tr.doc, tr.mapping.map(back)))
  }
  view.dispatch(tr.setMeta(pickerKey, { close: true }))
  return true
}

/** Recomputes the rows, for example after contacts or the date parser have loaded. */
export function refreshPicker(view: EditorView): void {
  if (pickerKey.getState(view.state)) view.dispatch(view.state.tr.setMeta(pickerKey, { refresh: true }))
}

/** Opens a picker from the toolbar by inserting its trigger, with a space before it if needed. */
export function openPicker(kind: 'key-message' | 'session' | 'contact' | 'command'): Command {
  return (state, dispatch) => {
    const { $from, from, to } = state.selection
    if (!$from.parent.isTextblock || $from.parent.type.spec.code) return false
    const needed = kind === 'command' ? /\s/ : /[\s([{«"'“/]/
    const trigger = isApart(state, needed) ? (triggers[kind] ?? '') : ` ${triggers[kind]}`
    dispatch?.(
      state.tr.insertText(trigger, from, to).setMeta(pickerKey, { put: trigger.length }).scrollIntoView(),
    )
    return true
  }
}

function isApart({ selection: { $from } }: EditorState, after: RegExp): boolean {
  const start = Math.max(0, $from.parentOffset - 1)
  const before = $from.parent.textBetween(start, $from.parentOffset, null, '\ufffc')
  return before === '' || after.test(before)
}

/** Opens the speaker picker at the start of the block, wherever the caret is. */
export const openTurn: Command = (state, dispatch) => {
  const { $from } = state.selection
  if ($from.parent.type !== schema.nodes.paragraph) return false
  const start = $from.start()
  const back = $from.pos === start ? null : $from.pos
  const tr = state.tr.setSelection(TextSelection.create(state.doc, start))
  dispatch?.(
    tr.setMeta(pickerKey, { open: { kind: 'turn', from: start, end: start, put: 0, back } }).scrollIntoView(),
  )
  return true
}

/** Opens the picker for a task's assignee or one of its dates. A paragraph becomes a task first. */
export function openAssignment(kind: Assignment): Command {
  return (state, dispatch) => {
    const { $from } = state.selection
    const depth = getItemDepth($from)
    if (depth === null || !isTask($from.node(depth))) {
      if ($from.parent.type !== schema.nodes.paragraph) return false
      return toggleTask(state, dispatch && ((tr) => dispatch(openAt(tr, kind))))
    }
    dispatch?.(openAt(state.tr, kind))
    return true
  }
}

type Assignment = 'for' | 'do' | 'due'

function openAt(tr: Transaction, kind: Assignment): Transaction {
  const { $to } = tr.selection
  tr.setSelection(TextSelection.create(tr.doc, $to.pos))
  const before = $to.parent.textBetween(Math.max(0, $to.parentOffset - 1), $to.parentOffset, null, '\ufffc')
  const put = before === '' || /\s/.test(before) ? 0 : 1
  if (put > 0) tr.insertText(' ')
  return tr
    .setMeta(pickerKey, { open: { kind, from: $to.pos, end: $to.pos + put, put, back: null } })
    .scrollIntoView()
}
