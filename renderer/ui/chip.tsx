import type { ComponentProps } from 'react'
import styles from './chip.module.css'

type ChipProps = Omit<ComponentProps<'button'>, 'className' | 'type'>

/** A filter that is on or off. A plain button: a row of them changes with every press, and must do so within a frame. */
export function Chip({ pressed, ...props }: ChipProps & { pressed: boolean }) {
  return <PlainChip aria-pressed={pressed} {...props} />
}

/** Something chosen that a press takes away. */
export function RemovableChip(props: ChipProps) {
  return <PlainChip data-chosen {...props} />
}

function PlainChip(props: ChipProps) {
  return <button type="button" {...props} className={styles.chip} />
}

export const chipClass = styles.chip ?? ''

/** `chosen` with `value`, or without it if it was there. */
export function toggleItem<T>(chosen: readonly T[], value: T): T[] {
  return chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value]
}
