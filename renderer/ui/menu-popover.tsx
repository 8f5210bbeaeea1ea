/** The lists of menus. Loaded after the first frame, which shows only the buttons (menu.tsx). */
import { Check } from 'lucide-react'
import { type ReactNode, type RefObject, useLayoutEffect, useRef } from 'react'
import { Menu as AriaMenu, Header, MenuItem, MenuSection, Popover } from 'react-aria-components'
import styles from './menu.module.css'

export type MenuAction = {
  id: string
  label: string
  icon?: ReactNode
  /** Shown at the end of the row; the shortcut itself is bound elsewhere. */
  shortcut?: string
  /** Marks the actions as choices: exactly one is selected, or any number with `multiple`. */
  selected?: boolean
  isDisabled?: boolean
  onAction: () => void
}

/** A choice of one among several options. */
export type MenuChoice = {
  label: string
  options: { id: string; label: string }[]
  value: string
  onChange: (id: string) => void
}

export type MenuContent = {
  label: string
  actions: MenuAction[]
  multiple?: boolean
  /** Further actions, below a separator. */
  more?: MenuAction[]
  choice?: MenuChoice
}

/** The item that has the focus when a menu opens, or true for the menu itself. */
export type MenuFocus = 'first' | 'last' | true

/** The list below the button of a menu, open while mounted. */
export function MenuPopover({
  label,
  actions,
  multiple = false,
  more,
  choice,
  button,
  focus,
  id,
  labelledBy,
  onClose,
}: MenuContent & {
  button: RefObject<HTMLButtonElement | null>
  focus: MenuFocus
  id: string
  labelledBy: string
  onClose: () => void
}) {
  return (
    <Popover
      trigger="MenuTrigger"
      aria-labelledby={labelledBy}
      triggerRef={button}
      isOpen
      onOpenChange={(isOpen) => {
        if (!isOpen) onClose()
      }}
      placement="bottom start"
      offset={4}
      className={styles.popover ?? ''}
    >
      <AriaMenu
        id={id}
        aria-label={label}
        aria-labelledby={labelledBy}
        autoFocus={focus}
        onClose={onClose}
        className={styles.menu ?? ''}
      >
        <Actions label={label} actions={actions} multiple={multiple} />
        {more && (
          <MenuSection aria-label={label} className={styles.section ?? ''}>
            {more.map((action) => (
              <Action key={action.id} action={action} />
            ))}
          </MenuSection>
        )}
        {choice && (
          <MenuSection
            className={styles.section ?? ''}
            selectionMode="single"
            disallowEmptySelection
            selectedKeys={[choice.value]}
            onSelectionChange={(keys) => {
              const [first] = keys
              if (first !== undefined) choice.onChange(String(first))
            }}
          >
            <Header className={styles.heading ?? ''}>{choice.label}</Header>
            {choice.options.map((option) => (
              <MenuItem key={option.id} id={option.id} textValue={option.label} className={styles.item ?? ''}>
                <span className={option.id === choice.value ? styles.selected : undefined}>
                  {option.label}
                </span>
                {option.id === choice.value && <Check aria-hidden />}
              </MenuItem>
            ))}
          </MenuSection>
        )}
      </AriaMenu>
    </Popover>
  )
}

/** Choices form their own section, apart from plain actions. */
function Actions({
  label,
  actions,
  multiple,
}: Required<Pick<MenuContent, 'label' | 'actions' | 'multiple'>>) {
  const items = actions.map((action) => <Action key={action.id} action={action} />)
  if (actions.every(({ selected }) => selected === undefined)) return items
  return (
    <MenuSection
      aria-label={label}
      selectionMode={multiple ? 'multiple' : 'single'}
      selectedKeys={actions.filter(({ selected }) => selected).map(({ id }) => id)}
      className={styles.section ?? ''}
    >
      {items}
    </MenuSection>
  )
}

/** A menu at a given position, open while mounted: groups of actions with separators between them. */
export function MenuAt({
  label,
  anchorBox,
  groups,
  onClose,
}: {
  label: string
  anchorBox: DOMRect
  groups: MenuAction[][]
  onClose: () => void
}) {
  const anchor = useRef<HTMLSpanElement>(null)
  useLayoutEffect(() => {
    if (!anchor.current) return
    for (const side of ['left', 'top', 'width', 'height'] as const) {
      anchor.current.style[side] = `${anchorBox[side]}px`
    }
  }, [anchorBox])
  return (
    <>
      <span ref={anchor} className={styles.anchor} aria-hidden />
      <Popover
        aria-label={label}
        triggerRef={anchor}
        isOpen
        onOpenChange={(isOpen) => {
          if (!isOpen) onClose()
        }}
        placement="bottom start"
        offset={4}
        className={styles.popover ?? ''}
      >
        <AriaMenu aria-label={label} autoFocus="first" onClose={onClose} className={styles.menu ?? ''}>
          {groups.map((actions) => (
            <MenuSection key={actions[0]?.id} aria-label={label} className={styles.section ?? ''}>
              {actions.map((action) => (
                <Action key={action.id} action={action} />
              ))}
            </MenuSection>
          ))}
        </AriaMenu>
      </Popover>
    </>
  )
}

function Action({ action }: { action: MenuAction }) {
  return (
    <MenuItem
      id={action.id}
      textValue={action.label}
      isDisabled={action.isDisabled ?? false}
      // By default a menu with multiple selection stays open, and would cover what the choice changes.
      shouldCloseOnSelect
      className={styles.item ?? ''}
      onAction={action.onAction}
    >
      <span className={action.selected ? styles.selected : undefined}>
        {action.icon}
        {action.label}
      </span>
      {action.shortcut && <kbd>{action.shortcut}</kbd>}
      {action.selected && !action.shortcut && <Check aria-hidden />}
    </MenuItem>
  )
}
