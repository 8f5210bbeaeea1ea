/** The commands that the palette lists for the open note. */
import type { Command, EditorState } from 'prosemirror-state'

/** A command that is not tied to an editor yet. `getName` below finds its name by its id. */
type NamedCommand<Id extends string> = { id: Id; key?: string; typed?: string; run: Command }

export type ListedCommand = {
  id: string
  name: string
  /** In the notation of prosemirror-keymap. */
  key?: string | undefined
  /** Characters that do the same if typed. */
  typed?: string | undefined
  run: () => void
}

/** Leaves out commands that cannot run at the caret. `runAtCaret`: runs a command in the editor and gives it the focus. */
export function listRunnable<Id extends string>(
  state: EditorState,
  commands: readonly NamedCommand<Id>[],
  getName: (id: Id) => string,
  runAtCaret: (command: Command) => void,
): ListedCommand[] {
  return commands
    .filter(({ run }) => run(state))
    .map(({ id, key, typed, run }) => ({ id, name: getName(id), key, typed, run: () => runAtCaret(run) }))
}
