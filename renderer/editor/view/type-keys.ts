/** Types keys that were pressed before the note was loaded into its editor. */
import type { EditorView } from 'prosemirror-view'

export function typeKeys(view: EditorView, keys: readonly string[]): void {
  for (const key of keys) typeKey(view, key)
}

function typeKey(view: EditorView, key: string): void {
  if (key.length > 1) {
    const event = new KeyboardEvent('keydown', { key })
    view.someProp('handleKeyDown', (handle) => handle(view, event) || undefined)
    return
  }
  const { from, to } = view.state.selection
  const insert = () => view.state.tr.insertText(key, from, to)
  const isHandled = view.someProp(
    'handleTextInput',
    (handle) => handle(view, from, to, key, insert) || undefined,
  )
  if (!isHandled) view.dispatch(insert().scrollIntoView())
}
