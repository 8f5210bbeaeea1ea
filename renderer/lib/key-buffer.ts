/**
 * Buffers keys typed while a note or the search is still opening. They are held from the request to move the cursor there until it
 * has arrived, and then typed there.
 */

/** Types keys into an editor or the search field. */
export type TypeKeys = (keys: readonly string[]) => void

/** The longest wait for the note. After that, keys go to the window again, and the next note that opens gets the buffered keys. */
const MAX_MS = 5_000
let buffered: string[] = []
/** Stops collecting early keys; null if none are collected. */
let stopEarly: (() => void) | null = null
let until = 0
let toEnd = false
const editors = new WeakMap<Element, TypeKeys>()

export function registerEditor(element: Element, type: TypeKeys): void {
  editors.set(element, type)
}

/** Starts buffering. `atEnd` moves the cursor to the end of the note even if nothing is typed. */
export function holdKeys(atEnd: boolean): void {
  toEnd = atEnd
  until = performance.now() + MAX_MS
  window.addEventListener('keydown', hold, { capture: true })
}

/** Buffers keys before the screen is ready, but only while nothing has the focus, so that no button loses its keys. */
export function collectEarlyKeys(): void {
  const collect = (event: KeyboardEvent) => {
    // A space belongs to the text once something is typed.
    const isTyped = isCharacter(event) || (event.key === ' ' && buffered.length > 0)
    if (event.target === document.body && isTyped) buffered.push(event.key)
  }
  window.addEventListener('keydown', collect, { capture: true })
  stopEarly = () => window.removeEventListener('keydown', collect, { capture: true })
}

/** @returns whether anything was typed; `keep` leaves the buffer for the note that opens next */
export function endEarlyKeys({ keep }: { keep: boolean }): boolean {
  // If early keys are not collected, the buffer may already belong to a note.
  if (stopEarly && !keep) buffered = []
  stopEarly?.()
  stopEarly = null
  return buffered.length > 0
}

/** Calls `open` when a key is typed that nothing else handles; the note receives that key. @returns a function that stops listening */
export function openNoteByTyping(within: () => Element | null, open: () => void): () => void {
  const onKey = (event: KeyboardEvent) => {
    const { target } = event
    const isHere = target === document.body || (target instanceof Node && within()?.contains(target))
    if (!isHere || isField(target) || !isCharacter(event)) return
    event.preventDefault()
    buffered.push(event.key)
    open()
  }
  window.addEventListener('keydown', onKey, { capture: true })
  return () => window.removeEventListener('keydown', onKey, { capture: true })
}

/** Matches letters, digits and signs. Space is excluded because it presses a button or scrolls. */
function isCharacter(event: KeyboardEvent): boolean {
  return event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey && !event.isComposing
}

/** Types the buffered keys into the editor that has the cursor, or drops them if it is read-only. */
export function deliverKeys(editor: Element): void {
  window.removeEventListener('keydown', hold, { capture: true })
  const keys = buffered
  buffered = []
  if (keys.length > 0 || toEnd) editors.get(editor)?.(keys)
  toEnd = false
}

function hold(event: KeyboardEvent): void {
  if (performance.now() > until || isField(event.target)) {
    window.removeEventListener('keydown', hold, { capture: true })
    return
  }
  if (event.ctrlKey || event.metaKey || (event.altKey && event.key.length > 1) || event.isComposing) return
  const isBackspace = event.key === 'Backspace' && buffered.length > 0
  if (event.key.length > 1 && event.key !== 'Enter' && !isBackspace) return
  event.preventDefault()
  event.stopImmediatePropagation()
  if (isBackspace) buffered.pop()
  else buffered.push(event.key)
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select') !== null
}
