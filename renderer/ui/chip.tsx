import type { ComponentProps } from 'react'
import styles from './chip.module.css'

type ChipProps = Omit<ComponentProps<'button'>, 'className' | 'type'>

/** A filter that is on or off. A native button, because every press updates a whole row of them within one frame. */
export function Chip({ pressed, ...props }: ChipProps & { pressed: boolean }) {
  return <PlainChip aria-pressed={pressed} {...props} />
}

/** A chosen item that a press removes. */
export function RemovableChip(props: ChipProps) {
  return <PlainChip data-chosen {...props} />
}

function PlainChip(props: ChipProps) {
  return <button type="button" {...props} className={styles.chip} />
}

export const chipClass = styles.chip ?? ''

/** Adds `value` to `chosen`, or removes it if `chosen` has it. */
export function toggleItem<T>(chosen: readonly T[], value: T): T[] {
  return chosen.includes(value) ? chosen.filter((other) => other !== value) : [...chosen, value]
}
