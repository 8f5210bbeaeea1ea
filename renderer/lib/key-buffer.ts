/**
 * Buffers keys typed while a note or the search is still opening. They are held from the request to move the cursor there until it
 * has arrived, and then typed there.
 */

/** Types keys into an editor or the search field. */
export type TypeKeys = (keys: readonly string[]) => void

/** The longest wait for the note. After that, keys go to the window again, and the next note that opens gets the buffered keys. */
const MAX_WAIT_MS = 5_000
let bufferedKeys: string[] = []
/** Stops collecting early keys; null if none are collected. */
let stopCollectingEarly: (() => void) | null = null
let holdUntil = 0
let movesToEnd = false
const editors = new WeakMap<Element, TypeKeys>()

export function registerEditor(element: Element, type: TypeKeys): void {
  editors.set(element, type)
}

/** Starts buffering. `atEnd` moves the cursor to the end of the note even if nothing is typed. */
export function startBuffering({ atEnd }: { atEnd: boolean }): void {
  movesToEnd = atEnd
  holdUntil = performance.now() + MAX_WAIT_MS
  window.addEventListener('keydown', bufferKey, { capture: true })
}

/** Buffers keys before the screen is ready, but only while nothing has the focus, so that no button loses its keys. */
export function collectEarlyKeys(): void {
  const collect = (event: KeyboardEvent) => {
    // A space belongs to the text once something is typed.
    const isTyped = isCharacter(event) || (event.key === ' ' && bufferedKeys.length > 0)
    if (event.target === document.body && isTyped) bufferedKeys.push(event.key)
  }
  window.addEventListener('keydown', collect, { capture: true })
  stopCollectingEarly = () => window.removeEventListener('keydown', collect, { capture: true })
}

/** @returns whether anything was typed; `keep` leaves the buffer for the note that opens next */
export function endEarlyKeys({ keep }: { keep: boolean }): boolean {
  // If early keys are not collected, the buffer may already belong to a note.
  if (stopCollectingEarly && !keep) bufferedKeys = []
  stopCollectingEarly?.()
  stopCollectingEarly = null
  return bufferedKeys.length > 0
}

/** Calls `open` when a key is typed that nothing else handles; the note receives that key. @returns a function that stops listening */
export function openNoteByTyping(getContainer: () => Element | null, open: () => void): () => void {
  const onKey = (event: KeyboardEvent) => {
    const { target } = event
    const isHere = target === document.body || (target instanceof Node && getContainer()?.contains(target))
    if (!isHere || isField(target) || !isCharacter(event)) return
    event.preventDefault()
    bufferedKeys.push(event.key)
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
  window.removeEventListener('keydown', bufferKey, { capture: true })
  const keys = bufferedKeys
  bufferedKeys = []
  if (keys.length > 0 || movesToEnd) editors.get(editor)?.(keys)
  movesToEnd = false
}

function bufferKey(event: KeyboardEvent): void {
  if (performance.now() > holdUntil || isField(event.target)) {
    window.removeEventListener('keydown', bufferKey, { capture: true })
    return
  }
  if (event.ctrlKey || event.metaKey || (event.altKey && event.key.length > 1) || event.isComposing) return
  const isBackspace = event.key === 'Backspace' && bufferedKeys.length > 0
  if (event.key.length > 1 && event.key !== 'Enter' && !isBackspace) return
  event.preventDefault()
  event.stopImmediatePropagation()
  if (isBackspace) bufferedKeys.pop()
  else bufferedKeys.push(event.key)
}

function isField(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, select') !== null
}
