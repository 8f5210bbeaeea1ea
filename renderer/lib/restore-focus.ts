/**
 * Where the keyboard goes on after the interface went somewhere by a key, the palette, a link or Undo: what had the focus is
 * gone then, and the next Tab would begin anywhere.
 */
import { useEffect, useLayoutEffect, useRef } from 'react'
import { go } from './router.ts'

/** A screen reads its list and its note from the store first; what had the focus may go as late as that. */
const FOLLOWED_MS = 1_000

let stopFollowing = () => {}
/** Its row or block takes the focus as soon as it is drawn. */
let awaitedSession: string | null = null

/**
 * Gives the focus to what is open: the editor where that is `wanted`, the list's current row, or the screen's heading until
 * there is one. Leaves it alone where the screen itself has put it; a hand on mouse or keyboard ends it.
 */
export function focusMain(wanted: 'editor' | 'row' = 'row'): void {
  stopFollowing()
  const end = performance.now() + FOLLOWED_MS
  let frame = requestAnimationFrame(follow)
  stopFollowing = () => {
    cancelAnimationFrame(frame)
    for (const event of ['keydown', 'pointerdown']) window.removeEventListener(event, giveUp, true)
  }
  for (const event of ['keydown', 'pointerdown']) window.addEventListener(event, giveUp, true)

  function follow(): void {
    if (isLost()) opened(wanted)?.focus({ preventScroll: true })
    focusAwaited()
    if (performance.now() > end) giveUp()
    else frame = requestAnimationFrame(follow)
  }
}

/** Gives the focus to the row or block of a session that is about to be shown, once no dialog is open. */
export function focusSession(session: string): void {
  awaitedSession = session
  focusMain()
}

function focusAwaited(): void {
  if (awaitedSession === null || document.querySelector('[role="dialog"]')) return
  const found = document.querySelector<HTMLElement>(`main [data-session="${CSS.escape(awaitedSession)}"]`)
  if (!found) return
  awaitedSession = null
  found.focus({ preventScroll: true })
}

function giveUp(): void {
  awaitedSession = null
  stopFollowing()
}

/** Goes there with the focus, which else stays where it is as long as that is shown. */
export function arriveAt(route: string): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  go(route)
  focusMain()
}

/** Whether nothing of the screen has the focus, nor what is pressed again and again (`data-keeps-focus`), nor a dialog or menu. The heading has it only until a row is there. */
function isLost(): boolean {
  const { activeElement } = document
  if (!activeElement || activeElement === document.body || activeElement.matches('h1')) return true
  return !activeElement.closest('main, [data-keeps-focus], [role="dialog"], [role="menu"], [role="listbox"]')
}

function opened(wanted: 'editor' | 'row'): HTMLElement | null {
  const main = document.querySelector('main')
  const editor = wanted === 'editor' ? main?.querySelector<HTMLElement>('[contenteditable="true"]') : null
  const row = main?.querySelector<HTMLElement>('section a[aria-current="true"]')
  const heading = main?.querySelector<HTMLElement>('h1') ?? null
  if (heading) heading.tabIndex = -1
  return editor ?? row ?? heading
}

/** Follows the route, except to where the app begins. */
export function useArrivingFocus(route: string): void {
  const last = useRef(route)
  useLayoutEffect(() => {
    const from = last.current
    last.current = route
    if (from !== route && from !== '/' && from !== '') focusMain()
  }, [route])
  useEffect(() => () => stopFollowing(), [])
}
