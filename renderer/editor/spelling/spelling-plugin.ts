/** Connects spelling with the editor: marks misspelt words, and opens suggestions by mouse or keyboard. */
import { Plugin } from 'prosemirror-state'
import type { EditorView } from 'prosemirror-view'
import { appKeys, isKey } from '../../../core/keys.ts'
import { createChecker, getChecker } from './spelling-checker.ts'

export function createSpellingPlugin(): Plugin {
  return new Plugin({
    view: createChecker,
    props: {
      handleDOMEvents: {
        contextmenu: (view, event) => {
          const pos = view.posAtCoords({ left: event.clientX, top: event.clientY })?.pos
          return pos !== undefined && openMenu(view, pos, event)
        },
        focus: (view) => getChecker(view)?.onFocus(),
        blur: (view) => getChecker(view)?.onBlur(),
      },
      handleKeyDown: (view, event) => {
        // Keys without Mod are the same on every system.
        const isMenuKey = event.key === 'ContextMenu' || isKey(event, appKeys.wordMenu, 'any')
        return isMenuKey && openMenu(view, view.state.selection.head, event)
      },
    },
  })
}

function openMenu(view: EditorView, pos: number, event: Event): boolean {
  const checker = getChecker(view)
  const word = checker?.findAt(pos)
  if (!word || !checker?.onMenu) return false
  event.preventDefault()
  checker.onMenu(word)
  return true
}
