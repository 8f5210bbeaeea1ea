/** A menu for filter groups whose choices are too many or too long for a row. */
import { ChevronDown } from 'lucide-react'
import { Suspense, useId, useRef, useState } from 'react'
import { createLazyComponent } from '../lib/lazy-component.ts'
import { chipClass } from './chip.tsx'
import type { FilterMenuProps } from './filter-popover.tsx'

const FilterPopover = createLazyComponent(async () => (await import('./filter-popover.tsx')).FilterPopover)

export function FilterMenu(props: FilterMenuProps) {
  const button = useRef<HTMLButtonElement>(null)
  const id = useId()
  const [isOpen, setIsOpen] = useState(false)
  return (
    <>
      <button
        type="button"
        ref={button}
        aria-expanded={isOpen}
        aria-controls={isOpen ? id : undefined}
        className={chipClass}
        {...(props.chosen.length > 0 ? { 'data-chosen': true } : {})}
        onClick={() => setIsOpen(!isOpen)}
      >
        {props.label}
        <ChevronDown aria-hidden />
      </button>
      {isOpen && (
        <Suspense>
          <FilterPopover {...props} id={id} button={button} onClose={() => setIsOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
