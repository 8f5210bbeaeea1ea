import type { ComponentProps, ReactNode, Ref } from 'react'
import {
  Button as AriaButton,
  ToggleButton as AriaToggleButton,
  type ButtonProps,
  type ToggleButtonProps,
  Tooltip,
  TooltipTrigger,
} from 'react-aria-components'
import styles from './button.module.css'

/**
 * `primary` is the main action of a place, `plain` is outlined, `quiet` is text only. While its action runs, set `isPending` instead of
 * disabling it: a disabled button loses the focus. The library's own `isPending` announces the button's name twice, in a live region that
 * refers to the button after it is gone. `label` begins with the visible text and adds detail, in a tooltip and for assistive technology.
 */
export function Button({
  variant = 'plain',
  isPending = false,
  label,
  children,
  ...props
}: Omit<ButtonProps, 'children' | 'className'> & {
  variant?: 'primary' | 'plain' | 'quiet'
  label?: string | undefined
  ref?: Ref<HTMLButtonElement>
  children: ReactNode
}) {
  const waiting = { type: 'button', 'aria-disabled': true, onPress: () => {} } as const
  const button = (
    <AriaButton
      {...props}
      {...(label ? { 'aria-label': label } : {})}
      {...(isPending ? waiting : {})}
      className={`${styles.button} ${styles[variant]}`}
    >
      {children}
    </AriaButton>
  )
  return label ? <WithTooltip label={label}>{button}</WithTooltip> : button
}

/** A button that looks like a link, for use within a sentence. A native button, as Chip is. */
export function LinkButton(props: Omit<ComponentProps<'button'>, 'className' | 'type'>) {
  return <button type="button" {...props} className={styles.link} />
}

type IconProps = {
  label: string
  /** Shown beside the icon; part of `label`, so that what is seen can also be said. */
  text?: string | undefined
  shortcut?: string
  children: ReactNode
}

function WithTooltip({ label, shortcut, children }: Omit<IconProps, 'text'>) {
  return (
    <TooltipTrigger delay={600} closeDelay={0}>
      {children}
      <Tooltip className={styles.tooltip ?? ''} offset={6}>
        {label}
        {shortcut && <kbd>{shortcut}</kbd>}
      </Tooltip>
    </TooltipTrigger>
  )
}

/** An icon of 28 × 28 px, with its name in a tooltip and for assistive technology. */
export function IconButton({
  label,
  text,
  shortcut,
  children,
  ...props
}: Omit<ButtonProps, 'children' | 'className' | 'aria-label'> & IconProps) {
  return (
    <WithTooltip label={label} {...(shortcut ? { shortcut } : {})}>
      <AriaButton {...props} aria-label={label} className={getIconClass(text)}>
        {children}
        {text}
      </AriaButton>
    </WithTooltip>
  )
}

export function IconToggle({
  label,
  text,
  shortcut,
  children,
  ...props
}: Omit<ToggleButtonProps, 'children' | 'className' | 'aria-label'> & IconProps) {
  return (
    <WithTooltip label={label} {...(shortcut ? { shortcut } : {})}>
      <AriaToggleButton {...props} aria-label={label} className={getIconClass(text)}>
        {children}
        {text}
      </AriaToggleButton>
    </WithTooltip>
  )
}

function getIconClass(text: string | undefined): string {
  return (text === undefined ? styles.icon : styles.words) ?? ''
}
