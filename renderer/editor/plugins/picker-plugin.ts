/**
 * The picker at the caret. The plugin keeps the query and the active row, and applies the chosen row; picker.tsx renders the rows. The focus
 * stays in the text, and aria-activedescendant names the active row.
 */
import { Plugin, TextSelection, type Transaction } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { type MentionAttrs, schema } from '../schema/schema.ts'
import { type Candidate, findByName } from './candidates.ts'
import {
  applyToPicker,
  type FindCommand,
  type FindRows,
  type PickerState,
  pickerKey,
  setPickerAction,
  triggers,
} from './picker-state.ts'

export type PickerOptions = { findRows: FindRows; findCommand: FindCommand }

export const pickerId = 'note-picker'
export const getRowId = (index: number) => `${pickerId}-${index}`

export function createPickerPlugin({ findRows, findCommand }: PickerOptions): Plugin<PickerState | null> {
  return new Plugin<PickerState | null>({
    key: pickerKey,
    state: {
      init: () => null,
      apply: (tr, previous, before, state) => applyToPicker(tr, previous, before, state, findRows),
    },
    props: {
      attributes(state): Record<string, string> {
        const picker = pickerKey.getState(state)
        if (!picker) return {}
        return {
          'aria-controls': pickerId,
          ...(picker.rows.length > 0 ? { 'aria-activedescendant': getRowId(picker.active) } : {}),
        }
      },
      handleTextInput(view, from, to, text) {
        const picker = pickerKey.getState(view.state)
        if (picker?.kind === 'turn' && text === ':') return chooseByName(view, picker)
        if (!picker && isWordAfterMention(view, from, text)) {
          view.dispatch(view.state.tr.insertText(` ${text}`, from, to).scrollIntoView())
          return true
        }
        // Drops the space that people type after "UNODC:". Otherwise the text would start with this space.
        const { $from, empty } = view.state.selection
        return text === ' ' && empty && $from.parentOffset === 0 && Boolean($from.parent.attrs.turn)
      },
      handleKeyDown(view, event) {
        return handleKey(view, event, this.getState(view.state) ?? null, findCommand)
      },
      handleDOMEvents: {
        blur(view) {
          closePicker(view)
          return false
        },
      },
    },
  })
}

/** Whether the text starts a word right after a mention, for example after a row was chosen. A space is inserted before such a word. */
function isWordAfterMention(view: EditorView, from: number, text: string): boolean {
  return view.state.doc.resolve(from).nodeBefore?.type === schema.nodes.mention && /^[\p{L}\p{N}]/u.test(text)
}

function handleKey(
  view: EditorView,
  event: KeyboardEvent,
  picker: PickerState | null,
  findCommand: FindCommand,
): boolean {
  if (!picker || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return false
  const { rows, active } = picker
  const moveActiveRow = (direction: 1 | -1) => {
    if (rows.length === 0) return false
    const next = (active + direction + rows.length) % rows.length
    view.dispatch(setPickerAction(view.state.tr, { active: next }))
    return true
  }
  switch (event.key) {
    case 'ArrowDown':
      return moveActiveRow(1)
    case 'ArrowUp':
      return moveActiveRow(-1)
    case 'Enter':
    case 'Tab':
      if (event.shiftKey) return false
      return chooseRow(view, active, findCommand)
    case 'Escape':
      return closePicker(view)
    default:
      return false
  }
}

/** Applies a row: replaces the query with a mention, sets the speaker or runs a command. */
export function chooseRow(view: EditorView, index: number, findCommand: FindCommand): boolean {
  const picker = pickerKey.getState(view.state)
  const candidate = picker?.rows[index]
  if (!picker || !candidate) return false
  if (picker.kind === 'turn') return applySpeaker(view, picker, candidate)
  if (picker.kind === 'command') {
    view.dispatch(setPickerAction(view.state.tr.delete(picker.from, picker.to), { close: true }))
    findCommand(candidate.href)?.(view.state, view.dispatch, view)
    return true
  }
  const { href, label, next } = candidate
  if (href === '') {
    view.dispatch(setPickerAction(view.state.tr.delete(picker.from, picker.to), { close: true }))
    candidate.onChosen?.()
    return true
  }
  const start = triggers[picker.kind] ? picker.from : picker.from + picker.insertedLength
  const { marks } = view.state.doc.resolve(start).nodeAfter ?? { marks: [] }
  const createMention = (attrs: MentionAttrs) => schema.nodes.mention.create({ ...attrs }, null, marks)
  const inserted = [createMention({ href, label })]
  if (next) inserted.push(schema.text(' ', marks), createMention(next))
  const tr = view.state.tr.replaceWith(start, picker.to, inserted)
  view.dispatch(setPickerAction(tr, { close: true }).scrollIntoView())
  candidate.onChosen?.()
  return true
}

/** Sets the speaker when a colon is typed after a name: the person with that name, or else the last row, which adds a new person. */
function chooseByName(view: EditorView, picker: PickerState): boolean {
  if (picker.query.trim() === '') return false
  const candidate = findByName(picker.rows, picker.query) ?? picker.rows.at(-1)
  return candidate ? applySpeaker(view, picker, candidate) : false
}

function applySpeaker(
  view: EditorView,
  { from, to, returnTo }: PickerState,
  { href, label }: Candidate,
): boolean {
  const { tr } = view.state
  tr.delete(from, to)
  setSpeaker(tr, tr.doc.resolve(from).before(), href, label)
  if (returnTo !== null) tr.setSelection(TextSelection.create(tr.doc, tr.mapping.map(returnTo)))
  view.dispatch(setPickerAction(tr, { close: true }).scrollIntoView())
  return true
}

/** Sets the speaker of the block at `pos`. */
export function setSpeaker(tr: Transaction, pos: number, href: string, label: string): Transaction {
  return tr.setNodeAttribute(pos, 'turn', href).setNodeAttribute(pos, 'turnText', label)
}

/** Closes the picker and removes what opened it. @returns false if no picker is open */
export function closePicker(view: EditorView): boolean {
  const picker = pickerKey.getState(view.state)
  if (!picker) return false
  const { tr } = view.state
  const { kind, from, to, query, insertedLength, returnTo } = picker
  if (triggers[kind]) {
    if (insertedLength > 0) tr.delete(to - query.length - insertedLength, to)
  } else if (query === '') {
    // Nothing was typed, so remove the inserted space and return the caret. A text that was typed stays.
    tr.delete(from, from + insertedLength)
    if (returnTo !== null) tr.setSelection(TextSelection.create(tr.doc, tr.mapping.map(returnTo)))
  }
  view.dispatch(setPickerAction(tr, { close: true }))
  return true
}

/** Recomputes the rows, for example after contacts or the date parser have loaded. */
export function refreshPicker(view: EditorView): void {
  if (pickerKey.getState(view.state)) view.dispatch(setPickerAction(view.state.tr, { refresh: true }))
}
