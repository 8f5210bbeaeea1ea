/** The editor's keys. Ctrl+K (the app's search) is not bound here, nor is Tab, which leaves the editor except in lists. */
import { baseKeymap, chainCommands } from 'prosemirror-commands'
import { redo, undo } from 'prosemirror-history'
import { keymap } from 'prosemirror-keymap'
import { sinkListItem } from 'prosemirror-schema-list'
import { type Command, type EditorState, Plugin } from 'prosemirror-state'
import { getSelectedPicture } from '../plugins/pictures.ts'
import { getItemDepth } from '../schema/lines.ts'
import { schema } from '../schema/schema.ts'
import { toggleCode, toggleStrike } from './commands.ts'
import { backspace, enter, insertLineAfter, lineBreak } from './enter.ts'
import { liftItem, toggleChecked } from './lists.ts'
import type { NoteCommand } from './note-commands.ts'
import { type Openers, openAtCaret } from './open-links.ts'

export type KeyOptions = {
  commands: readonly NoteCommand[]
  openers: Openers
  editLink: (state: EditorState) => void
  /** Called for Escape when the editor has nothing to close. */
  onEscape: () => void
}

export function createKeyPlugins(options: KeyOptions): Plugin[] {
  return [
    createTabPlugin(),
    keymap(getCommandKeys(options.commands)),
    keymap(getOtherKeys(options)),
    keymap(baseKeymap),
  ]
}

/** The keys of all commands that are not limited to a table (tables.ts binds those). */
function getCommandKeys(commands: readonly NoteCommand[]): Record<string, Command> {
  const keys: Record<string, Command> = {}
  for (const { key, run, within } of commands) if (key && !within) keys[key] = run
  return keys
}

/** Keys for everything other than note commands. */
export function getOtherKeys({ openers, editLink, onEscape }: KeyOptions): Record<string, Command> {
  return {
    Enter: chainCommands(describePicture, enter),
    'Shift-Enter': lineBreak,
    Backspace: backspace,
    'Mod-Backspace': backspace,
    'Shift-Backspace': backspace,
    ArrowDown: insertLineAfter,
    'Mod-Enter': chainCommands(openAtCaret(openers), toggleChecked),
    'Mod-e': toggleCode,
    'Mod-Shift-x': toggleStrike,
    Escape: (_, dispatch) => {
      if (dispatch) onEscape()
      return true
    },
    ...Object.fromEntries(createCommonCommands(editLink).map(({ key, run }) => [key, run])),
    'Shift-Mod-z': redo,
  }
}

/** Commands that every text editor has and that have no row in the `/` list. */
export function createCommonCommands(editLink: KeyOptions['editLink']) {
  const link: Command = (state, dispatch) => {
    if (dispatch) editLink(state)
    return true
  }
  return [
    { id: 'link', key: 'Mod-Shift-k', run: link },
    { id: 'undo', key: 'Mod-z', run: undo },
    { id: 'redo', key: 'Mod-y', run: redo },
  ] as const
}

/** Moves to the form of the selected picture, which is shown as long as the picture is selected. */
const describePicture: Command = (state, dispatch) => {
  if (getSelectedPicture(state) === null) return false
  if (dispatch) document.querySelector<HTMLElement>('[data-picture-alt]')?.focus()
  return true
}

/** Tab and Shift+Tab indent and outdent list items. After Escape they leave the editor from lists too. */
function createTabPlugin(): Plugin {
  let leavesEditor = false
  const limitToList = (command: Command): Command => {
    return (state, dispatch, view) => {
      if (leavesEditor || getItemDepth(state.selection.$from) === null) return false
      command(state, dispatch, view)
      return true
    }
  }
  const { list_item } = schema.nodes
  const indentKeys = keymap({
    Tab: limitToList(sinkListItem(list_item)),
    'Shift-Tab': limitToList(liftItem),
  })
  return new Plugin({
    props: {
      handleKeyDown(view, event) {
        const handled = indentKeys.props.handleKeyDown?.call(indentKeys, view, event) ?? false
        if (event.key !== 'Shift') leavesEditor = event.key === 'Escape'
        return handled
      },
    },
  })
}
