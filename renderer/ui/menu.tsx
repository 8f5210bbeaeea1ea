import { type ReactElement, Suspense, useRef } from 'react'
import { useMenuTrigger } from 'react-aria/useMenu'
import { ButtonContext } from 'react-aria-components'
import { useMenuTriggerState } from 'react-stately/useMenuTriggerState'
import { createLazyComponent } from '../lib/lazy-component.ts'
import type { MenuContent } from './menu-popover.tsx'

const MenuPopover = createLazyComponent(async () => (await import('./menu-popover.tsx')).MenuPopover)

/** A button (the child) that opens a menu. */
export function Menu({ children, ...content }: MenuContent & { children: ReactElement }) {
  const button = useRef<HTMLButtonElement>(null)
  const state = useMenuTriggerState({})
  const { menuTriggerProps, menuProps } = useMenuTrigger<object>({}, state, button)
  return (
    <>
      <ButtonContext value={{ ...menuTriggerProps, ref: button, isPressed: state.isOpen }}>
        {children}
      </ButtonContext>
      {state.isOpen && (
        <Suspense>
          <MenuPopover {...content} {...{ button, menuProps }} onClose={state.close} />
        </Suspense>
      )}
    </>
  )
}
