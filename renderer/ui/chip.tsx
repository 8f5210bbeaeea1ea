import type { ComponentProps } from 'react'
import styles from './chip.module.css'

/** A filter that is on or off. A plain button: a row of them changes with every press, and must do so within a frame. */
export function Chip({
  pressed,
  onExpect,
  ...props
}: Omit<ComponentProps<'button'>, 'className' | 'type'> & {
  pressed: boolean
  /** The pointer or the focus has come to it: it may be pressed. */
  onExpect?: () => void
}) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onPointerEnter={onExpect}
      onFocus={onExpect}
      {...props}
      className={styles.chip}
    />
  )
}

/** Something chosen that a press takes away. */
export function RemovableChip(props: Omit<ComponentProps<'button'>, 'className' | 'type'>) {
  return <button type="button" data-chosen {...props} className={styles.chip} />
}

export const chipClass = styles.chip ?? ''
