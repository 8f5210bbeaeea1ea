/**
 * The virtualised list of all notes, with one tab stop. Arrow keys show a note and Enter moves into it; Space, Shift and Ctrl select
 * several; letter keys act on the selection.
 */
import {
  type DragEvent,
  type KeyboardEvent,
  useCallback,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { useTranslation } from 'react-i18next'
import type { NoteId } from '../../../../db/model.ts'
import { getTargetIndex } from '../../../lib/list-keys.ts'
import list from '../../../ui/list.module.css'
import { ListFrame, ListItems, useListItems } from '../../../ui/list.tsx'
import { useConferenceFormat } from '../../sessions/index.ts'
import type { ChoiceChange } from './notes-choice.ts'
import { getDraggedNotes, getDropTarget, type NotesDrop } from './notes-drop.ts'
import type { NotesItem } from './notes-items.ts'
import styles from './notes-list.module.css'
import { NoteRow, SessionHeading } from './notes-row.tsx'

/** Keys that act on notes while the list has the focus. */
const actions = { Delete: 'delete', m: 'move', t: 'tag', p: 'pin' } as const
export type NoteAction = (typeof actions)[keyof typeof actions]

/** Estimated heights before measuring; most notes have two lines. */
const HEIGHTS = { pinned: 33, day: 33, 'key-messages': 33, unattached: 33, session: 49, note: 74 }

export function NotesList({
  items,
  isSortedBySession,
  selected,
  chosen,
  onSelect,
  onOpen,
  onChoose,
  onAct,
  onDrop,
}: {
  items: readonly NotesItem[]
  /** Whether the notes are below their sessions, rather than by day of their last change. */
  isSortedBySession: boolean
  selected: NoteId | undefined
  chosen: ReadonlySet<NoteId>
  /** Shows a note (arrow keys) and keeps the focus in the list. `keepsChoice`: the selected notes stay selected. */
  onSelect: (id: NoteId, keepsChoice: boolean) => void
  /** Opens a note (click or Enter) and puts the cursor into it. */
  onOpen: (id: NoteId) => void
  onChoose: (how: ChoiceChange, id: NoteId) => void
  /** Acts on the selected notes, or, if none is selected, on this note. */
  onAct: (action: NoteAction, id: NoteId) => void
  onDrop: (ids: NoteId[], target: NotesDrop) => void
}) {
  const { t } = useTranslation()
  const ids = useMemo(
    () => items.flatMap((item) => (item.kind === 'note' ? [item.entry.note.id] : [])),
    [items],
  )
  const tabStop = selected && ids.includes(selected) ? selected : ids[0]
  const tabStopItem = items.findIndex(({ key }) => key === tabStop)
  const { scroller, virtualizer } = useListItems(items, {
    getHeight: (item) => HEIGHTS[item?.kind ?? 'note'],
    tabStop: tabStopItem,
  })

  const lastScrolledTo = useRef<NoteId | undefined>(undefined)
  const takesFocus = useRef(false)
  const selectedItem = items.findIndex(({ key }) => key === selected)
  // A new note is selected before it is in the list.
  const isListed = selectedItem >= 0
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another selection scrolls the list, not every save
  useLayoutEffect(() => {
    if (lastScrolledTo.current === selected || !isListed) return
    lastScrolledTo.current = selected
    virtualizer.scrollToIndex(selectedItem, { align: 'auto' })
    if (!takesFocus.current) return
    takesFocus.current = false
    findLink(scroller.current, selected)?.focus({ preventScroll: true })
  }, [selected, isListed])

  const onKey = useCallback(
    (event: KeyboardEvent, id: NoteId) => {
      const key = event.key.length === 1 ? event.key.toLowerCase() : event.key
      if (event.altKey) return
      if (event.ctrlKey || event.metaKey) {
        if (key !== 'a') return
        onChoose('all', id)
      } else if (key === ' ') onChoose('this', id)
      else if (key === 'Escape') onChoose('none', id)
      else if (key in actions && !event.shiftKey) {
        const action = actions[key as keyof typeof actions]
        takesFocus.current = action === 'delete'
        onAct(action, id)
      } else {
        const target = ids[getTargetIndex(key, ids.indexOf(id), ids.length)]
        if (!target) return
        takesFocus.current = true
        if (event.shiftKey) onChoose('range', target)
        onSelect(target, event.shiftKey)
      }
      event.preventDefault()
    },
    [ids, onSelect, onChoose, onAct],
  )
  // Dragging a selected note drags the whole selection.
  const latest = useRef({ ids, chosen })
  latest.current = { ids, chosen }
  const getDraggedIds = useCallback((id: NoteId) => {
    const { ids: listed, chosen: selection } = latest.current
    return selection.has(id) ? listed.filter((each) => selection.has(each)) : [id]
  }, [])
  const [dropKey, setDropKey] = useState<string | null>(null)
  const createDropProps = (item: NotesItem) => {
    const target = getDropTarget(item, isSortedBySession)
    if (!target) return {}
    return {
      className: styles.target ?? '',
      'data-over': dropKey === item.key,
      onDragOver: (event: DragEvent) => {
        if (!getDraggedNotes(event)) return
        event.preventDefault()
        event.dataTransfer.dropEffect = 'move'
        setDropKey(item.key)
      },
      onDragLeave: () => setDropKey(null),
      onDrop: (event: DragEvent) => {
        const dragged = getDraggedNotes(event)
        setDropKey(null)
        if (!dragged) return
        event.preventDefault()
        onDrop(dragged, target)
      },
    }
  }
  return (
    <ListFrame scroller={scroller}>
      <ListItems
        label={t('notes.list')}
        items={items}
        virtualizer={virtualizer}
        getItemProps={createDropProps}
      >
        {(item, before) => {
          // The hairline between rows is left out below the name of their group.
          const isFirst = isHeading(before)
          if (item.kind === 'session') return <SessionHeading session={item.session} isFirst={isFirst} />
          if (item.kind !== 'note') return <Heading item={item} isLined={before !== undefined} />
          return (
            <NoteRow
              entry={item.entry}
              isFirst={isFirst}
              showsHome={item.showsHome}
              selected={item.key === selected}
              chosen={chosen.has(item.entry.note.id)}
              choosing={chosen.size > 0}
              isTabStop={item.key === tabStop}
              onOpen={onOpen}
              onChoose={onChoose}
              onKey={onKey}
              getDraggedIds={getDraggedIds}
            />
          )
        }}
      </ListItems>
    </ListFrame>
  )
}

function Heading({
  item,
  isLined,
}: {
  item: Extract<NotesItem, { kind: 'pinned' | 'day' | 'key-messages' | 'unattached' }>
  /** Whether a hairline is drawn above the row. */
  isLined: boolean
}) {
  const { t } = useTranslation()
  const { formatDay } = useConferenceFormat()
  const getText = () => {
    if (item.kind === 'day') return formatDay(item.day)
    if (item.kind === 'pinned') return t('notes.pinnedHeading')
    return t(item.kind === 'key-messages' ? 'notes.onKeyMessages' : 'notes.unattached')
  }
  return (
    <h2 className={list.heading} data-lined={isLined}>
      {getText()}
    </h2>
  )
}

function isHeading(item: NotesItem | undefined): boolean {
  return item !== undefined && item.kind !== 'note' && item.kind !== 'session'
}

function findLink(list: HTMLElement | null, id: NoteId | undefined): HTMLElement | null {
  return list?.querySelector<HTMLElement>(`[data-note="${CSS.escape(id ?? '')}"]`) ?? null
}
