import type { KeyboardEvent, ReactNode } from 'react'
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
  const tabStop = segments.some(({ id }) => id === value) ? value : segments[0]?.id
  return (
    <div
      role="radiogroup"
      aria-label={label}
      className={`${styles.group} ${tall ? styles.tall : ''}`}
      onKeyDown={moveFocus}
    >
      {segments.map(({ id, label, detail }) => (
        // biome-ignore lint/a11y/useSemanticElements: a native radio button would choose whatever an arrow key leads to
        <button
          key={id}
          type="button"
          role="radio"
          aria-checked={id === value}
          tabIndex={id === tabStop ? 0 : -1}
          className={styles.segment}
          onClick={() => {
            if (id !== value) onChange(id)
          }}
        >
          {label}
          {detail && <span className={styles.detail}>{detail}</span>}
        </button>
      ))}
    </div>
  )
}

/** Arrow keys move the focus without choosing, since a choice may load another view. */
function moveFocus(event: KeyboardEvent<HTMLDivElement>): void {
  const { key, target, currentTarget } = event
  const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0
  if (step === 0) return
  const segments = [...currentTarget.children]
  const next = segments[segments.indexOf(target as Element) + step]
  if (next instanceof HTMLElement) next.focus()
  event.stopPropagation()
  event.preventDefault()
}
