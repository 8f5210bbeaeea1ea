import type { EditorView } from 'prosemirror-view'
import { type RefObject, useEffect, useRef } from 'react'
import type { ListedCommand } from '../commands/listed-commands.ts'
import { applyExternalText } from '../markdown/external-text.ts'
import { type Place, showPlace } from '../plugins/places.ts'
import { type CaretPlace, getCaretPlace, restoreCaretPlace } from './caret-place.ts'

export type EditorHandle = {
  /** Replaces the text without counting as the writer's change; the caret stays in place. @returns false if the editor is gone */
  replace: (markdown: string) => boolean
  /** Moves the caret to a place and scrolls to it. @returns false if the note does not contain it */
  show: (place: Place, focus: boolean) => boolean
  /** @returns the commands that can run at the caret */
  listCommands: () => ListedCommand[]
  getCaretPlace: () => CaretPlace
  restoreCaretPlace: (place: CaretPlace) => void
}

/** Gives the handle to `onReady` once the view exists. `page` is the content of the element that scrolls. */
export function useHandle(
  view: EditorView | null,
  page: RefObject<HTMLElement | null>,
  listCommands: () => ListedCommand[],
  onReady: ((handle: EditorHandle) => void) | undefined,
): void {
  const latest = useRef({ listCommands, onReady })
  latest.current = { listCommands, onReady }
  useEffect(() => {
    const scroller = page.current?.parentElement
    if (!view || !scroller) return
    latest.current.onReady?.({
      replace: (markdown) => applyExternalText(view, markdown),
      show: (place, focus) => {
        const isShown = showPlace(view, place)
        if (isShown && focus) view.focus()
        return isShown
      },
      listCommands: () => latest.current.listCommands(),
      getCaretPlace: () => getCaretPlace(view, scroller),
      restoreCaretPlace: (place) => restoreCaretPlace(view, scroller, place),
    })
  }, [view, page])
}
