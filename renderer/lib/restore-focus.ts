/**
 * Moves the focus after navigation by a key, the palette, a link or Undo: the focused element is gone by then, and Tab would
 * continue from an arbitrary place.
 */
import { useEffect, useLayoutEffect, useRef } from 'react'
import { go } from './router.ts'

/** The time after navigation in which the focused element may still disappear, since a screen loads its list and note from the store. */
const FOLLOW_FOCUS_MS = 1_000

let stopFollowing = () => {}
/** The session whose row or block takes the focus as soon as it is rendered. */
let awaitedSession: string | null = null

/**
 * Focuses the editor if `wanted`, else the list's current row, or the screen's heading until there is one. Does nothing if the
 * screen has set the focus itself.
 */
export function focusMain(wanted: 'editor' | 'row' = 'row'): void {
  followFocus(() => {
    if (mustMoveFocus()) findFocusTarget(wanted)?.focus({ preventScroll: true })
    focusAwaited()
  })
}

/** Focuses the element that `find` returns if the focused element disappears, for example with a dialog that closes. */
export function focusIfLost(find: () => HTMLElement | null): void {
  followFocus(() => {
    if (document.activeElement === document.body) find()?.focus({ preventScroll: true })
  })
}

/**
 * Keeps the focus near a list whose row goes away together with the pressed button: the heading of its section takes the focus.
 * @returns `placeRef` for an element of the section, or for the heading, and a function to call before the change
 */
export function useFocusAfterChange<Place extends HTMLElement>(list: unknown) {
  const placeRef = useRef<Place>(null)
  const isExpected = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs when the list changes
  useEffect(() => {
    if (!isExpected.current) return
    isExpected.current = false
    focusIfLost(() => findHeading(placeRef.current))
  }, [list])
  return {
    placeRef,
    expectChange: () => {
      isExpected.current = true
    },
  }
}

function findHeading(place: HTMLElement | null): HTMLElement | null {
  const section = place?.closest('section') ?? document.querySelector('main')
  const heading = place?.matches('h1, h2, h3') ? place : section?.querySelector<HTMLElement>('h1, h2, h3')
  if (heading) heading.tabIndex = -1
  return heading ?? null
}

/** Calls `restore` in each frame for a while; any mouse or key press ends it. */
function followFocus(restore: () => void): void {
  stopFollowing()
  const end = performance.now() + FOLLOW_FOCUS_MS
  let frame = requestAnimationFrame(follow)
  stopFollowing = () => {
    cancelAnimationFrame(frame)
    for (const event of ['keydown', 'pointerdown']) window.removeEventListener(event, giveUp, true)
  }
  for (const event of ['keydown', 'pointerdown']) window.addEventListener(event, giveUp, true)

  function follow(): void {
    restore()
    if (performance.now() > end) giveUp()
    else frame = requestAnimationFrame(follow)
  }
}

/** Focuses the row or block of a session that is about to be shown, once no dialog is open. */
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
  found.scrollIntoView({ block: 'nearest' })
}

function giveUp(): void {
  awaitedSession = null
  stopFollowing()
}

/** Navigates to the route and moves the focus there, even if the focused element is still shown. */
export function goAndFocus(route: string): void {
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur()
  go(route)
  focusMain()
}

/**
 * Whether the focus must be moved: it is on nothing, on the heading (the row to focus may have been rendered since), or outside of the
 * screen, dialogs, menus and buttons that are pressed repeatedly (`data-keeps-focus`).
 */
function mustMoveFocus(): boolean {
  const { activeElement } = document
  if (!activeElement || activeElement === document.body || activeElement.matches('h1')) return true
  return !activeElement.closest('main, [data-keeps-focus], [role="dialog"], [role="menu"], [role="listbox"]')
}

function findFocusTarget(wanted: 'editor' | 'row'): HTMLElement | null {
  const main = document.querySelector('main')
  const editor = wanted === 'editor' ? main?.querySelector<HTMLElement>('[contenteditable="true"]') : null
  const row = main?.querySelector<HTMLElement>('section a[aria-current="true"]')
  const heading = main?.querySelector<HTMLElement>('h1') ?? null
  if (heading) heading.tabIndex = -1
  return editor ?? row ?? heading
}

/** Moves the focus on every change of route, except at the start of the app. */
export function useFocusAfterNavigation(route: string): void {
  const last = useRef(route)
  useLayoutEffect(() => {
    const previous = last.current
    last.current = route
    if (previous !== route && previous !== '/' && previous !== '') focusMain()
  }, [route])
  useEffect(() => () => stopFollowing(), [])
}
