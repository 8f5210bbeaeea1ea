/**
 * The virtualised list of contacts, with one tab stop. Arrow keys open a contact, Enter moves into it, Delete deletes a person.
 */
import { type KeyboardEvent, useLayoutEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { ContactId } from '../../../db/model.ts'
import { getTargetIndex } from '../../lib/list-keys.ts'
import { buildHref, buildRoute, go } from '../../lib/router.ts'
import list from '../../ui/list.module.css'
import { ListFrame, ListItems, useListItems } from '../../ui/list.tsx'
import type { ContactDraft } from './contacts-drafts.ts'
import type { ContactGroup } from './contacts-groups.ts'
import styles from './contacts-list.module.css'

type Heading = { key: string; kind: ContactGroup['kind']; count: number }
type Row = {
  key: string
  id: string
  name: string
  detail: string
  isPerson: boolean
  isUnsaved: boolean
  /** Whether it is the first row below a heading. Each other row has a line above it. */
  isFirst: boolean
}
type Item = Heading | Row

const isRow = (item: Item | undefined): item is Row => item !== undefined && 'id' in item

/** Used until the items are measured. */
const HEIGHTS = { heading: 33, plain: 36, detailed: 54 }

function estimateHeight(item: Item | undefined): number {
  if (!isRow(item)) return HEIGHTS.heading
  return item.detail === '' ? HEIGHTS.plain : HEIGHTS.detailed
}

export function ContactList({
  groups,
  drafts,
  selected,
  onEnter,
  onDelete,
}: {
  groups: ContactGroup[]
  /** People who are unsaved because they have no name yet. */
  drafts: readonly ContactDraft[]
  selected: string | undefined
  onEnter: () => void
  onDelete: (id: ContactId) => void
}) {
  const { t } = useTranslation()
  const items = useItems(groups, drafts)
  const rows = useMemo(() => items.filter(isRow), [items])
  // The tab stop: the open contact, or else the first.
  const tabStop = rows.some(({ id }) => id === selected) ? selected : rows[0]?.id
  const tabStopItem = items.findIndex((item) => isRow(item) && item.id === tabStop)
  const { scroller, virtualizer } = useListItems(items, {
    getHeight: estimateHeight,
    tabStop: tabStopItem,
  })
  const focusesNext = useRef(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: only another selection scrolls the list, not every change of it
  useLayoutEffect(() => {
    if (selected === undefined || tabStop !== selected) return
    virtualizer.scrollToIndex(tabStopItem, { align: 'auto' })
    if (!focusesNext.current) return
    focusesNext.current = false
    scroller.current
      ?.querySelector<HTMLElement>(`[data-id="${CSS.escape(selected)}"]`)
      ?.focus({ preventScroll: true })
  }, [selected, tabStop])

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return
    const focused = (document.activeElement as HTMLElement | null)?.dataset.id
    const index = rows.findIndex(({ id }) => id === focused)
    const current = rows[index]
    if (!current) return
    const open = (row: Row) => {
      focusesNext.current = true
      go(buildRoute('contacts', row.id), { replace: true })
    }
    if (event.key === 'Delete' && current.isPerson) {
      const next = rows[index + 1] ?? rows[index - 1]
      onDelete(current.id as ContactId)
      if (next) open(next)
    } else if (event.key === 'Enter') {
      go(buildRoute('contacts', current.id))
      onEnter()
    } else {
      const row = rows[getTargetIndex(event.key, index, rows.length)]
      if (!row) return
      open(row)
    }
    event.preventDefault()
  }

  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the links inside have the focus; the list only handles their keys
    <div className={styles.list} onKeyDown={onKeyDown}>
      <ListFrame scroller={scroller}>
        <ListItems label={t('nav.contacts')} items={items} virtualizer={virtualizer}>
          {(item, before) =>
            isRow(item) ? (
              <a
                href={buildHref('contacts', item.id)}
                data-id={item.id}
                tabIndex={item.id === tabStop ? 0 : -1}
                aria-current={item.id === selected ? 'true' : undefined}
                className={`marked ${list.row} ${styles.row}`}
                data-selected={item.id === selected}
                data-first={item.isFirst}
                data-unsaved={item.isUnsaved || undefined}
              >
                <span
                  className={styles.name}
                  dir="auto"
                  data-person={item.isPerson && !item.isUnsaved ? item.name : undefined}
                >
                  {item.name}
                </span>
                {item.detail && <span className={styles.detail}>{item.detail}</span>}
              </a>
            ) : (
              <h2 className={`${list.heading} ${styles.heading}`} data-lined={before !== undefined}>
                <span>{t(`contacts.groups.${item.kind}`)}</span>
                <span className={styles.count}>{item.count}</span>
              </h2>
            )
          }
        </ListItems>
      </ListFrame>
    </div>
  )
}

/** The headings and rows in order. People without a name come first. */
function useItems(groups: readonly ContactGroup[], drafts: readonly ContactDraft[]): Item[] {
  const { t } = useTranslation()
  return useMemo(() => {
    const createRow = (id: string, name: string, details: (string | null | false)[], flags = {}) => ({
      key: id,
      id,
      name,
      detail: details.filter(Boolean).join(' · '),
      isPerson: false,
      isUnsaved: false,
      isFirst: false,
      ...flags,
    })
    const unsaved = drafts.map(({ id, fields }) =>
      createRow(id, t('contacts.unnamed'), [t('contacts.notSaved'), fields.organisation], {
        isPerson: true,
        isUnsaved: true,
      }),
    )
    const toRows = (group: ContactGroup): Row[] => {
      switch (group.kind) {
        case 'people':
          return group.people.map(({ id, name, role, organisation, country }) =>
            createRow(id, name, [role, organisation, country], { isPerson: true }),
          )
        case 'speakers':
          return group.speakers.map(({ guid, name, sessions }) =>
            createRow(guid, name, [sessions.length > 0 && t('people.speaksIn', { count: sessions.length })]),
          )
        case 'colleagues':
          return group.colleagues.map(({ id, name, delegation }) => createRow(id, name, [delegation]))
        default:
          return group.entries.map(({ guid, name, partOf, donor }) =>
            createRow(guid, name, [
              partOf && t('contacts.ofWhole', { whole: partOf }),
              donor && t('contacts.donor'),
            ]),
          )
      }
    }
    const withDrafts: ContactGroup[] =
      unsaved.length > 0 && groups[0]?.kind !== 'people'
        ? [{ kind: 'people', people: [] }, ...groups]
        : [...groups]
    return withDrafts.flatMap((group): Item[] => {
      const rows = [...(group.kind === 'people' ? unsaved : []), ...toRows(group)]
      const listed = rows.map((row, index) => ({ ...row, isFirst: index === 0 }))
      return [{ key: `heading ${group.kind}`, kind: group.kind, count: rows.length }, ...listed]
    })
  }, [groups, drafts, t])
}
