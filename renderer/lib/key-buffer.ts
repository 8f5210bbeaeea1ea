/**
 * Nothing that is typed while a note, or the search, is on its way to the screen is lost: from the moment at which the cursor is asked
 * to go there until it is, keys are held, and then typed there.
 */

/** An editor, or the field of the search, that can be typed into from here. */
export type TypedInto = (keys: readonly string[]) => void

/** A note that was not on the screen by then did not open: keys are the window's again, what was typed goes into the next one. */
const LONGEST_MS = 5_000
let held: string[] = []
let stopEarly = () => {}
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

/** Collects what is typed before the screen can take it: only while nothing has the focus, so that no button loses its keys. */
export function collectEarlyKeys(): void {
  const collect = (event: KeyboardEvent) => {
    if (event.target === document.body && isCharacter(event)) held.push(event.key)
  }
  window.addEventListener('keydown', collect, { capture: true })
  stopEarly = () => window.removeEventListener('keydown', collect, { capture: true })
}

/** @returns whether anything was typed by now; `keep` leaves it for the note that opens next */
export function endEarlyKeys({ keep }: { keep: boolean }): boolean {
  stopEarly()
  if (!keep) held = []
  return held.length > 0
}

/** `open` leads to a note for what is typed where nothing takes it, beginning with that key. @returns how to stop */
export function openNoteByTyping(within: () => Element | null, open: () => void): () => void {
  const onKey = (event: KeyboardEvent) => {
    const { target } = event
    const isHere = target === document.body || (target instanceof Node && within()?.contains(target))
    if (!isHere || isField(target) || !isCharacter(event)) return
    event.preventDefault()
    held.push(event.key)
    open()
  }
  window.addEventListener('keydown', onKey, { capture: true })
  return () => window.removeEventListener('keydown', onKey, { capture: true })
}

/** A letter, digit or sign. The space presses a button or scrolls. */
function isCharacter(event: KeyboardEvent): boolean {
  return event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.isComposing
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
