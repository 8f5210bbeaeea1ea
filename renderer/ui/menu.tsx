import type { ReactElement, ReactNode } from 'react'
import { Menu as AriaMenu, MenuItem, MenuTrigger, Popover } from 'react-aria-components'
import styles from './menu.module.css'

export type MenuAction = {
  id: string
  label: string
  icon?: ReactNode
  /** Shown at the end of the row; the key itself is bound elsewhere. */
  shortcut?: string
  selected?: boolean
  onAction: () => void
}

/** A button (the child) and the list of actions that it opens. */
export function Menu({
  label,
  actions,
  children,
}: {
  label: string
  actions: MenuAction[]
  children: ReactElement
}) {
  return (
    <MenuTrigger>
      {children}
      <Popover className={styles.popover ?? ''} offset={4}>
        <AriaMenu aria-label={label} className={styles.menu ?? ''}>
          {actions.map((action) => (
            <MenuItem
              key={action.id}
              id={action.id}
              textValue={action.label}
              className={styles.item ?? ''}
              onAction={action.onAction}
            >
              <span className={action.selected ? styles.selected : undefined}>
                {action.icon}
                {action.label}
              </span>
              {action.shortcut && <kbd>{action.shortcut}</kbd>}
            </MenuItem>
          ))}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  )
}
