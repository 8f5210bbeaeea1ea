/**
 * F6 and Shift+F6 move between the window's regions: title bar, navigation, list, main pane, toasts, status line; or between a dialog and
 * the toasts.
 */
import { useEffect } from 'react'
import { appKeys, isKey } from '../../core/keys.ts'

/** Only the innermost matches count: a screen with panes has one region for each pane, and any other screen is a single region. */
const REGION = '[data-region]'
const FOCUSABLE =
  'a[href], button, input, select, textarea, summary, [contenteditable="true"], [tabindex="0"]'
/** The element that last had the focus in each region. */
const lastFocused = new WeakMap<Element, HTMLElement>()

export function useRegionKeys(): void {
  useEffect(() => {
    const remember = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLElement)) return
      const region = target.closest(REGION)
      if (region) lastFocused.set(region, target)
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.defaultPrevented || isInPopover(document.activeElement)) return
      const { platform } = window.desktop
      if (isKey(event, appKeys.nextRegion, platform)) goToRegion(1)
      else if (isKey(event, appKeys.previousRegion, platform)) goToRegion(-1)
      else return
      event.preventDefault()
    }
    window.addEventListener('focusin', remember)
    window.addEventListener('keydown', onKey)
    return () => {
      window.removeEventListener('focusin', remember)
      window.removeEventListener('keydown', onKey)
    }
  }, [])
}

/** Whether the element is in a dialog that is no region, such as the choices of a filter. */
function isInPopover(element: Element | null): boolean {
  const dialog = element?.closest('[role="dialog"]')
  return dialog ? !dialog.matches(REGION) : false
}

function goToRegion(direction: 1 | -1): void {
  const regions = [...document.querySelectorAll(REGION)].filter(
    (region) => !region.querySelector(REGION) && !region.closest('[inert]'),
  )
  const current = regions.findIndex((region) => region.contains(document.activeElement))
  const start = current < 0 && direction < 0 ? 0 : current
  for (let step = 1; step <= regions.length; step++) {
    const region = regions[(start + direction * step + regions.length) % regions.length]
    const target = region && findTarget(region)
    if (target) {
      target.focus()
      return
    }
  }
}

/** Chooses the element that had the focus last, otherwise the open item, otherwise the first tabbable element. */
function findTarget(region: Element): HTMLElement | undefined {
  const last = lastFocused.get(region)
  if (last?.isConnected && last.checkVisibility()) return last
  const reachable = [...region.querySelectorAll<HTMLElement>(FOCUSABLE)].filter(
    (element) => element.tabIndex >= 0 && element.checkVisibility() && !element.matches(':disabled'),
  )
  return (
    reachable.find((element) => element.matches('[contenteditable="true"], [aria-current]')) ?? reachable[0]
  )
}
