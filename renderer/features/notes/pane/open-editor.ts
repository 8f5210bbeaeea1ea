/** The editor on screen, for the palette, which is outside of it. */
import type { ListedCommand } from '../../../editor/commands/listed-commands.ts'
import type { EditorHandle } from '../../../editor/view/editor-handle.ts'

let getOpenEditor: (() => EditorHandle | null) | null = null

/** @returns a function that withdraws the editor */
export function offerEditor(getEditor: () => EditorHandle | null): () => void {
  getOpenEditor = getEditor
  return () => {
    if (getOpenEditor === getEditor) getOpenEditor = null
  }
}

/** @returns the commands that can run at the caret of the open note; none if no note is open */
export function listNoteCommands(): readonly ListedCommand[] {
  return getOpenEditor?.()?.listCommands() ?? []
}
