import type { ReactNode } from 'react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import styles from './segmented.module.css'

export type Segment<Id extends string> = { id: Id; label: ReactNode }

/** One of a few, side by side: always exactly one is chosen. */
export function Segmented<Id extends string>({
  label,
  segments,
  value,
  onChange,
}: {
  label: string
  segments: Segment<Id>[]
  value: Id
  onChange: (id: Id) => void
}) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      className={styles.group ?? ''}
      selectionMode="single"
      disallowEmptySelection
      selectedKeys={[value]}
      onSelectionChange={(keys) => {
        const [first] = keys
        if (first !== undefined) onChange(first as Id)
      }}
    >
      {segments.map((segment) => (
        <ToggleButton key={segment.id} id={segment.id} className={styles.segment ?? ''}>
          {segment.label}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
