/**
 * The virtualised list of actions, with one tab stop. Arrow keys show an action in its note, Enter moves into the note, Space ticks a task,
 * and A assigns it.
 */
import { type KeyboardEvent, useCallback, useLayoutEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { getTargetIndex } from '../../lib/list-keys.ts'
import styles from '../../ui/list.module.css'
import { ListFrame, ListItems, useListItems } from '../../ui/list.tsx'
import { getSessionName } from '../schedule/index.ts'
import type { Action, ActionsItem } from './actions-items.ts'
import { ActionRow } from './actions-row.tsx'

/** Estimated heights before measuring. */
const HEIGHTS = { heading: 33, action: 58 }

export function ActionsList({
  items,
  selected,
  today,
  onSelect,
  onOpen,
  canTick,
  onTick,
  canAssign,
  onAssign,
  me,
}: {
  items: readonly ActionsItem[]
  /** Key of an action. */
  selected: string | undefined
  today: string
  /** Shows the action after an arrow key; the focus stays in the list. */
  onSelect: (key: string) => void
  /** Shows the action after a click or Enter, and moves the cursor to it. */
  onOpen: (key: string) => void
  /** Whether the delegate may tick this task. */
  canTick: (action: Action) => boolean
  onTick: (action: Action) => void
  /** Whether the delegate may say who is to do this action and by when. */
  canAssign: (action: Action) => boolean
  onAssign: (action: Action) => void
  /** The id of the delegate. */
  me: string
}) {
  const { t } = useTranslation()
  const rows = useMemo(() => items.filter((item) => item.kind === 'action'), [items])
  const shownRow = useRef<string | undefined>(undefined)
  // In the order by person, an action for two people has two rows. The one to which the delegate went last is selected.
  const current =
    rows.find(({ key, action }) => key === shownRow.current && action.key === selected) ??
    rows.find(({ action }) => action.key === selected)
  const tabStop = current?.key ?? rows[0]?.key
  const tabStopItem = items.findIndex(({ key }) => key === tabStop)
  const { scroller, virtualizer } = useListItems(items, {
    getHeight: (item) => (item?.kind === 'action' ? HEIGHTS.action : HEIGHTS.heading),
    tabStop: tabStopItem,
  })

  const focusesNext = useRef(false)
  const lastShown = useRef<string | undefined>(undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another selection scrolls the list, not every change of it
  useLayoutEffect(() => {
    if (!current || lastShown.current === current.key) return
    lastShown.current = current.key
    virtualizer.scrollToIndex(tabStopItem, { align: 'auto' })
    if (!focusesNext.current) return
    focusesNext.current = false
    const row = scroller.current?.querySelector<HTMLElement>(`[data-row="${CSS.escape(current.key)}"]`)
    row?.focus({ preventScroll: true })
  }, [current?.key])

  const onKey = useCallback(
    (event: KeyboardEvent, rowKey: string) => {
      if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
      const index = rows.findIndex(({ key }) => key === rowKey)
      const action = rows[index]?.action
      if (event.key === ' ') {
        if (action?.item.kind === 'task' && canTick(action)) onTick(action)
      } else if (event.key.toLowerCase() === 'a') {
        if (action && canAssign(action)) onAssign(action)
      } else {
        const target = rows[getTargetIndex(event.key, index, rows.length)]
        if (!target) return
        focusesNext.current = true
        shownRow.current = target.key
        onSelect(target.action.key)
      }
      event.preventDefault()
    },
    [rows, onSelect, canTick, onTick, canAssign, onAssign],
  )

  return (
    <ListFrame scroller={scroller}>
      <ListItems label={t('actions.list')} items={items} virtualizer={virtualizer}>
        {(item, before) =>
          item.kind === 'action' ? (
            <ActionRow
              action={item.action}
              rowKey={item.key}
              isFirst={before?.kind !== 'action'}
              selected={item.key === current?.key}
              isTabStop={item.key === tabStop}
              today={today}
              canTick={canTick(item.action)}
              canAssign={canAssign(item.action)}
              me={me}
              onOpen={onOpen}
              onTick={onTick}
              onAssign={onAssign}
              onKey={onKey}
            />
          ) : (
            <Heading item={item} isLined={before !== undefined} />
          )
        }
      </ListItems>
    </ListFrame>
  )
}

function Heading({
  item,
  isLined,
}: {
  item: Exclude<ActionsItem, { kind: 'action' }>
  /** Whether a hairline is drawn above the row. */
  isLined: boolean
}) {
  const { t } = useTranslation()
  return (
    <h2 className={styles.heading} data-lined={isLined}>
      {item.kind === 'due' && t(`actions.due.${item.key}`)}
      {item.kind === 'person' && (item.name ?? t('actions.nobody'))}
      {item.kind === 'session' && getSessionName(item.session)}
      {item.kind === 'withoutSession' && t('actions.without')}
    </h2>
  )
}
