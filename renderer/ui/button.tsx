import type { ComponentProps, KeyboardEvent, MouseEvent, ReactNode } from 'react'
import styles from './button.module.css'

type NativeProps = Omit<ComponentProps<'button'>, 'children' | 'className' | 'disabled' | 'onClick'>

type PressProps = NativeProps & {
  onPress?: (() => void) | undefined
  isDisabled?: boolean | undefined
}

/**
 * `primary` is the main action of a screen or dialog, `plain` is outlined, `quiet` is text only. While its action runs, set `isPending`
 * instead of disabling it: a disabled button loses the focus. `label` begins with the visible text and adds detail, in a tooltip and for
 * assistive technology.
 */
export function Button({
  variant = 'plain',
  isPending = false,
  label,
  onPress,
  ...props
}: PressProps & {
  variant?: 'primary' | 'plain' | 'quiet'
  isPending?: boolean
  label?: string | undefined
  children: ReactNode
}) {
  const pendingProps = { type: 'button', 'aria-disabled': true } as const
  return (
    <PressButton
      {...props}
      {...(label ? { 'aria-label': label, 'data-tooltip': label } : {})}
      {...(isPending ? pendingProps : { onPress })}
      className={`${styles.button} ${styles[variant]}`}
    />
  )
}

/** A button that looks like a link, for use within a sentence. */
export function LinkButton(props: Omit<ComponentProps<'button'>, 'className' | 'type'>) {
  return <button type="button" {...props} className={styles.link} />
}

type IconProps = {
  label: string
  /** Shown beside the icon. Must be part of `label`, so that speech input finds the button by the visible text. */
  text?: string | undefined
  shortcut?: string
  children: ReactNode
}

/** An icon of 28 × 28 px, with its name in a tooltip and for assistive technology. */
export function IconButton({ label, text, shortcut, children, ...props }: PressProps & IconProps) {
  return (
    <PressButton
      {...props}
      aria-label={label}
      data-tooltip={label}
      data-shortcut={shortcut}
      className={(text === undefined ? styles.icon : styles.words) ?? ''}
    >
      {children}
      {text}
    </PressButton>
  )
}

export function IconToggle({
  isSelected,
  onChange,
  ...props
}: Omit<PressProps, 'onChange' | 'onPress'> &
  IconProps & { isSelected: boolean; onChange: (isSelected: boolean) => void }) {
  return <IconButton {...props} aria-pressed={isSelected} onPress={() => onChange(!isSelected)} />
}

/** A native button, which renders in a fraction of the time of React Aria's button. A key that is held down presses it only once. */
function PressButton({
  onPress,
  isDisabled = false,
  onKeyDown,
  ...props
}: PressProps & { className: string; children: ReactNode }) {
  const press = (event: MouseEvent) => {
    event.stopPropagation()
    onPress?.()
  }
  const pressKey = (event: KeyboardEvent<HTMLButtonElement>) => {
    onKeyDown?.(event)
    if (event.key !== 'Enter' && event.key !== ' ') return
    event.stopPropagation()
    if (event.repeat) event.preventDefault()
  }
  return (
    <button
      type="button"
      {...props}
      disabled={isDisabled}
      onKeyDown={pressKey}
      {...(onPress ? { onClick: press } : {})}
    />
  )
}
