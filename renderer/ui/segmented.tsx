import type { ReactNode } from 'react'
import { ToggleButton, ToggleButtonGroup } from 'react-aria-components'
import styles from './segmented.module.css'

export type Segment<Id extends string> = { id: Id; label: ReactNode; detail?: string }

/** A choice among a few options side by side: at most one is selected and it cannot be deselected. `tall` adds a second line. */
export function Segmented<Id extends string>({
  label,
  segments,
  value,
  onChange,
  tall = false,
}: {
  label: string
  segments: Segment<Id>[]
  value: Id
  onChange: (id: Id) => void
  tall?: boolean
}) {
  return (
    <ToggleButtonGroup
      aria-label={label}
      className={`${styles.group} ${tall ? styles.tall : ''}`}
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
          {segment.detail && <span className={styles.detail}>{segment.detail}</span>}
        </ToggleButton>
      ))}
    </ToggleButtonGroup>
  )
}
