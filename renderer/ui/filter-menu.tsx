/** A menu for filter groups whose choices are too many or too long for a row. */
import { ChevronDown } from 'lucide-react'
import { Suspense, useRef } from 'react'
import { useOverlayTrigger } from 'react-aria/useOverlayTrigger'
import { Button } from 'react-aria-components'
import { useOverlayTriggerState } from 'react-stately/useOverlayTriggerState'
import { createLazyComponent } from '../lib/lazy-component.ts'
import { chipClass } from './chip.tsx'
import type { FilterMenuProps } from './filter-popover.tsx'

const FilterPopover = createLazyComponent(async () => (await import('./filter-popover.tsx')).FilterPopover)

export function FilterMenu(props: FilterMenuProps) {
  const button = useRef<HTMLButtonElement>(null)
  const state = useOverlayTriggerState({})
  const { triggerProps, overlayProps } = useOverlayTrigger({ type: 'dialog' }, state, button)
  return (
    <>
      <Button
        {...triggerProps}
        ref={button}
        className={chipClass}
        {...(props.chosen.length > 0 ? { 'data-chosen': true } : {})}
      >
        {props.label}
        <ChevronDown aria-hidden />
      </Button>
      {state.isOpen && (
        <Suspense>
          <FilterPopover {...props} id={overlayProps.id} button={button} onClose={state.close} />
        </Suspense>
      )}
    </>
  )
}
