import {
  type ComponentProps,
  cloneElement,
  type ReactElement,
  Suspense,
  useId,
  useRef,
  useState,
} from 'react'
import { createLazyComponent } from '../lib/lazy-component.ts'
import type { MenuContent, MenuFocus } from './menu-popover.tsx'

const MenuPopover = createLazyComponent(async () => (await import('./menu-popover.tsx')).MenuPopover)

/** The keys that open a menu, and the item that then gets the focus. */
const keys: Readonly<Record<string, MenuFocus>> = {
  Enter: 'first',
  ' ': 'first',
  ArrowDown: 'first',
  ArrowUp: 'last',
}

/** A button (the child) that opens a menu. */
export function Menu({
  children,
  ...content
}: MenuContent & { children: ReactElement<ComponentProps<'button'>> }) {
  const button = useRef<HTMLButtonElement>(null)
  const buttonId = useId()
  const menuId = useId()
  /** Null while the menu is closed. */
  const [focus, setFocus] = useState<MenuFocus | null>(null)
  const isOpen = focus !== null
  const toggle = (next: MenuFocus) => {
    // The focus returns to the element that had it when the menu opened.
    button.current?.focus({ preventScroll: true })
    setFocus(isOpen ? null : next)
  }
  return (
    <>
      {cloneElement(children, {
        ref: button,
        id: buttonId,
        'aria-haspopup': true,
        'aria-expanded': isOpen,
        ...(isOpen ? { 'aria-controls': menuId } : {}),
        onMouseDown: (event) => {
          if (event.button !== 0) return
          // Otherwise the focus would move once more, out of the menu that has just opened.
          event.preventDefault()
          toggle(true)
        },
        onKeyDown: (event) => {
          const next = keys[event.key]
          if (next === undefined) return
          event.preventDefault()
          event.stopPropagation()
          toggle(next)
        },
        // A screen reader presses the button without a mouse.
        onClick: ({ detail }) => {
          if (detail === 0) toggle('first')
        },
      })}
      {isOpen && (
        <Suspense>
          <MenuPopover
            {...content}
            {...{ button, focus }}
            id={menuId}
            labelledBy={buttonId}
            onClose={() => setFocus(null)}
          />
        </Suspense>
      )}
    </>
  )
}
