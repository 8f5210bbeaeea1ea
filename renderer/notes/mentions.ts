/**
 * The list that opens at the caret for `[[` (key messages) and `@` (contacts). The plugin holds what is typed and which row is active;
 * picker.tsx draws it. The focus stays in the text: the active row is told by aria-activedescendant.
 */
import { isHistoryTransaction } from 'prosemirror-history'
import { type Command, type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { type Candidate, matching, type PickerKind } from './candidates.ts'
import { schema } from './schema.ts'

export type PickerState = {
  kind: PickerKind
  /** From the first character of the trigger to the caret. */
  from: number
  to: number
  query: string
  rows: Candidate[]
  active: number
  /** Characters that the toolbar put there to open it, which closing it takes back. */
  put: number
}

type Action = { put: number } | { close: true } | { active: number }
export const pickerKey = new PluginKey<PickerState | null>('picker')
export const pickerId = 'note-picker'
export const rowId = (index: number) => `${pickerId}-${index}`

const LIMIT = 50
const triggers = { 'key-message': '[[', contact: '@' } as const
/** At the start of a word, so that an e-mail address is just text. */
const patterns: [PickerKind, RegExp][] = [
  ['key-message', /\[\[([^[\]\n\ufffc]{0,60})$/],
  ['contact', /(?:^|[\s([{«"'“/\ufffc])@([^@\n\ufffc]{0,60})$/],
]

export function mentions(candidates: (kind: PickerKind) => readonly Candidate[]): Plugin<PickerState | null> {
  return new Plugin<PickerState | null>({
    key: pickerKey,
    state: {
      init: () => null,
      apply(tr, previous, before, state) {
        const action = tr.getMeta(pickerKey) as Action | undefined
        if (action && 'close' in action) return null
        if (action && 'active' in action) return previous && { ...previous, active: action.active }
        if (!tr.docChanged) return tr.selectionSet ? follow(tr, previous, state, candidates) : previous
        const kept = follow(tr, previous, state, candidates)
        if (kept) return kept
        const opened = isTyped(tr, before) ? read(state, candidates) : null
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
      handleKeyDown(view, event) {
        return onKey(view, event, this.getState(view.state) ?? null)
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

/** One insertion right before the caret; not a paste, an undo or a note that is opened. */
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
  candidates: (kind: PickerKind) => readonly Candidate[],
): PickerState | null {
  if (!previous) return null
  const now = read(state, candidates)
  if (!now || now.kind !== previous.kind || now.from !== tr.mapping.map(previous.from, -1)) return null
  // Words that fit nothing are text, not a search: `@ 14:30 we resume`.
  if (now.rows.length === 0 && /\s/.test(now.query)) return null
  return { ...now, put: previous.put }
}

function read(
  state: EditorState,
  candidates: (kind: PickerKind) => readonly Candidate[],
): PickerState | null {
  const { $from, empty } = state.selection
  if (!empty || !$from.parent.isTextblock || $from.parent.type.spec.code) return null
  if (schema.marks.code.isInSet($from.marks())) return null
  const start = Math.max(0, $from.parentOffset - 80)
  const before = $from.parent.textBetween(start, $from.parentOffset, null, '\ufffc')
  const found = patterns.flatMap(([kind, pattern]) => {
    const query = pattern.exec(before)?.[1]
    return query === undefined || /^\s/.test(query) ? [] : [{ kind, query }]
  })
  // `[[x @` asks for a contact: the trigger nearest to the caret counts.
  const nearest = found.sort((a, b) => a.query.length - b.query.length)[0]
  if (!nearest) return null
  const { kind, query } = nearest
  const from = $from.pos - query.length - triggers[kind].length
  const rows = matching(candidates(kind), query).slice(0, LIMIT)
  return { kind, from, to: $from.pos, query, rows, active: 0, put: 0 }
}

function onKey(view: EditorView, event: KeyboardEvent, picker: PickerState | null): boolean {
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
      return choose(view, active)
    case 'Escape':
      return close(view)
    default:
      return false
  }
}

/** Puts the mention in the place of what was typed. */
export function choose(view: EditorView, index: number): boolean {
  const picker = pickerKey.getState(view.state)
  const candidate = picker?.rows[index]
  if (!picker || !candidate) return false
  const { href, label } = candidate
  const { marks } = view.state.doc.resolve(picker.from).nodeAfter ?? { marks: [] }
  const mention = schema.nodes.mention.create({ href, label }, null, marks)
  view.dispatch(
    view.state.tr
      .replaceWith(picker.from, picker.to, mention)
      .setMeta(pickerKey, { close: true })
      .scrollIntoView(),
  )
  return true
}

export function close(view: EditorView): boolean {
  const picker = pickerKey.getState(view.state)
  if (!picker) return false
  const { tr } = view.state
  if (picker.put > 0) {
    const typed = picker.query.length
    tr.delete(picker.to - typed - picker.put, picker.to)
  }
  view.dispatch(tr.setMeta(pickerKey, { close: true }))
  return true
}

/** What the toolbar does: types the trigger, after a space where one is needed. */
export function openPicker(kind: PickerKind): Command {
  return (state, dispatch) => {
    const { $from, from, to } = state.selection
    if (!$from.parent.isTextblock || $from.parent.type.spec.code) return false
    const before = $from.parent.textBetween(
      Math.max(0, $from.parentOffset - 1),
      $from.parentOffset,
      null,
      '\ufffc',
    )
    const isApart = before === '' || /[\s([{«"'“/]/.test(before)
    const trigger = isApart ? triggers[kind] : ` ${triggers[kind]}`
    dispatch?.(
      state.tr.insertText(trigger, from, to).setMeta(pickerKey, { put: trigger.length }).scrollIntoView(),
    )
    return true
  }
}
