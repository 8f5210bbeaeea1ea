/**
 * Nothing that is typed while a note, or the search, is on its way to the screen is lost: from the moment at which the cursor is asked
 * to go there until it is, keys are held, and then typed there.
 */

/** An editor, or the field of the search, that can be typed into from here. */
export type TypedInto = (keys: readonly string[]) => void

/** A note that was not on the screen by then did not open: keys are the window's again, what was typed goes into the next one. */
const LONGEST_MS = 5_000
let held: string[] = []
let until = 0
let toEnd = false
const editors = new WeakMap<Element, TypedInto>()

export function registerEditor(element: Element, type: TypedInto): void {
  editors.set(element, type)
}

/** `atEnd`: the cursor goes to the end of the note even if nothing is typed. */
export function holdKeys(atEnd: boolean): void {
  toEnd = atEnd
  until = performance.now() + LONGEST_MS
  window.addEventListener('keydown', hold, { capture: true })
}

/** The cursor is in the editor: what was held is typed there, or dropped where nothing can be typed. */
export function deliverKeys(editor: Element): void {
  window.removeEventListener('keydown', hold, { capture: true })
  const keys = held
  held = []
  if (keys.length > 0 || toEnd) editors.get(editor)?.(keys)
  toEnd = false
}

function hold(event: KeyboardEvent): void {
  if (performance.now() > until || isField(event.target)) {
    window.removeEventListener('keydown', hold, { capture: true })
    return
  }
  if (event.ctrlKey || event.metaKey || (event.altKey && event.key.length > 1) || event.isComposing) return
  const isBackspace = event.key === 'Backspace' && held.length > 0
  if (event.key.length > 1 && event.key !== 'Enter' && !isBackspace) return
  event.preventDefault()
  event.stopImmediatePropagation()
  if (isBackspace) held.pop()
  else held.push(event.key)
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select') !== null
}
