/** The tooltips of all buttons. Loaded after the first frame, which shows only the buttons. */
import { type ContextType, useEffect, useId, useRef, useState } from 'react'
import { Tooltip, TooltipTriggerStateContext } from 'react-aria-components'
import styles from './tooltip.module.css'

/** Milliseconds for which the pointer rests before a tooltip opens. */
const OPEN_DELAY_MS = 600
/** For so many milliseconds after a tooltip, the next one opens without delay. */
const QUICK_PERIOD_MS = 500

/**
 * Shows `data-tooltip`, and the key in `data-shortcut`, of the element under the pointer or with the focus. Rendered once in each window,
 * since every button would need several listeners otherwise.
 */
export function TooltipHost() {
  const [shown, setShown] = useState<HTMLElement | null>(null)
  const anchor = useRef<HTMLElement>(null)
  anchor.current = shown
  const id = useId()

  useEffect(() => {
    let hovered: HTMLElement | null = null
    let timer: ReturnType<typeof setTimeout> | undefined
    let quickUntil = 0
    let isMouse = false
    const show = (element: HTMLElement) => {
      clearTimeout(timer)
      setShown(element)
    }
    const hide = () => {
      clearTimeout(timer)
      if (anchor.current) quickUntil = performance.now() + QUICK_PERIOD_MS
      setShown(null)
    }
    const setHovered = (next: HTMLElement | null) => {
      if (next === hovered) return
      hovered = next
      hide()
      if (!next) return
      if (performance.now() < quickUntil) show(next)
      else timer = setTimeout(() => show(next), OPEN_DELAY_MS)
    }
    const onPointer = ({ target, pointerType }: PointerEvent) =>
      setHovered(pointerType === 'touch' ? null : findTrigger(target))
    const onLeave = ({ relatedTarget }: PointerEvent) => {
      if (relatedTarget) return
      hovered = null
      hide()
    }
    // A menu that was used with the mouse gives the focus back to its button, whose tooltip must not open then.
    const onFocus = ({ target }: FocusEvent) => {
      const trigger = findTrigger(target)
      if (trigger && !isMouse) show(trigger)
    }
    const onPress = () => {
      isMouse = true
      hide()
    }
    const onKey = (event: KeyboardEvent) => {
      isMouse = false
      // Escape closes only the tooltip, not the dialog behind it.
      if (event.key === 'Escape' && anchor.current) event.stopPropagation()
      hide()
    }
    // The pointer may already be over a button when this component has loaded.
    setHovered(document.querySelector<HTMLElement>('[data-tooltip]:hover'))
    const listeners = new AbortController()
    const options = { signal: listeners.signal, capture: true }
    document.addEventListener('pointerover', onPointer, options)
    document.addEventListener('pointerout', onLeave, options)
    document.addEventListener('pointerdown', onPress, options)
    document.addEventListener('focusin', onFocus, options)
    document.addEventListener('focusout', hide, options)
    document.addEventListener('keydown', onKey, options)
    return () => {
      clearTimeout(timer)
      listeners.abort()
    }
  }, [])

  useEffect(() => {
    if (!shown) return
    const before = shown.getAttribute('aria-describedby')
    shown.setAttribute('aria-describedby', before === null ? id : `${before} ${id}`)
    return () => {
      if (before === null) shown.removeAttribute('aria-describedby')
      else shown.setAttribute('aria-describedby', before)
    }
  }, [shown, id])

  /** The state that a tooltip without a trigger expects: this component opens and closes it. */
  const [state] = useState<ContextType<typeof TooltipTriggerStateContext>>(() => ({
    ...{ isOpen: true, shouldSkipAnimation: true, open: () => {}, close: () => setShown(null) },
  }))
  if (!shown?.isConnected) return null
  const { tooltip, shortcut } = shown.dataset
  return (
    <TooltipTriggerStateContext value={state}>
      <Tooltip key={tooltip} triggerRef={anchor} offset={6} className={styles.tooltip ?? ''}>
        <span id={id}>
          {tooltip}
          {shortcut && <kbd>{shortcut}</kbd>}
        </span>
      </Tooltip>
    </TooltipTriggerStateContext>
  )
}

function findTrigger(target: EventTarget | null): HTMLElement | null {
  return target instanceof Element ? target.closest<HTMLElement>('[data-tooltip]') : null
}
