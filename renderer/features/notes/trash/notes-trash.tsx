/** The trash, shown in place of the list of notes: deleted items can be read, restored or removed for good. */
import { ArrowLeft } from 'lucide-react'
import { useMemo, useState } from 'react'
import { ListBox, ListBoxItem, type Selection } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { Temporal } from 'temporal-polyfill'
import { toInstantString } from '../../../../core/time.ts'
import { toConferenceClock } from '../../../lib/clock.ts'
import { useStoreQuery } from '../../../lib/queries.ts'
import { useFocusAfterChange } from '../../../lib/restore-focus.ts'
import { buildRoute, go } from '../../../lib/router.ts'
import { Button } from '../../../ui/button.tsx'
import { EmptyMessage } from '../../../ui/empty-message.tsx'
import { PaneHeader } from '../../../ui/pane-header.tsx'
import { Panes } from '../../../ui/panes.tsx'
import { getSessionName } from '../../schedule/index.ts'
import { useConference, useConferenceFormat, useSessions } from '../../sessions/index.ts'
import styles from './notes-trash.module.css'
import { type Removal, RemoveDialog, restoreFromTrash } from './trash-actions.tsx'
import { countDaysLeft, getTrashItems, type TrashItem } from './trash-items.ts'
import { TrashReading } from './trash-reading.tsx'

export function NotesTrash() {
  const { t } = useTranslation()
  const { slug } = useConference()
  const { data } = useStoreQuery('trash.list', { conference: slug }, { keepPrevious: false })
  const items = useMemo(() => data && getTrashItems(data), [data])
  const { placeRef, expectChange } = useFocusAfterChange<HTMLDivElement>(items)
  const [keys, setKeys] = useState<Selection>(new Set())
  const [removal, setRemoval] = useState<Removal | null>(null)
  if (!items) return null
  const chosen = getChosen(items, keys)
  const remove = (items: readonly TrashItem[]) => {
    if (items.length === 0) return
    expectChange()
    setRemoval({ items })
  }
  return (
    <Panes
      screen="notes"
      listWidth={436}
      narrowListWidth={392}
      listLabel={t('trash.title')}
      list={
        <>
          <PaneHeader title={t('trash.title')} detail={items.length > 0 ? String(items.length) : ''}>
            <Button onPress={() => go(buildRoute('notes'))}>
              <ArrowLeft aria-hidden />
              {t('nav.notes')}
            </Button>
          </PaneHeader>
          <div ref={placeRef} className={styles.about}>
            <p>{t('trash.about')}</p>
            {items.length > 0 && (
              <Button variant="quiet" onPress={() => remove(items)}>
                {t('trash.empty')}
              </Button>
            )}
          </div>
          {items.length > 0 && (
            // biome-ignore lint/a11y/noStaticElementInteractions: the rows inside have the focus; the list only handles their keys
            <div
              className={styles.frame}
              onKeyDown={(event) => {
                if (event.key === 'Delete') remove(chosen)
              }}
            >
              <TrashList items={items} keys={new Set(chosen.map(({ key }) => key))} onKeys={setKeys} />
            </div>
          )}
        </>
      }
    >
      {items.length === 0 ? (
        <EmptyMessage title={t('trash.none')}>
          <p>{t('trash.noneHint')}</p>
        </EmptyMessage>
      ) : (
        <TrashReading
          items={chosen}
          onRestore={() => {
            expectChange()
            void restoreFromTrash(chosen)
          }}
          onRemove={() => remove(chosen)}
        />
      )}
      {removal && <RemoveDialog removal={removal} onClose={() => setRemoval(null)} />}
    </Panes>
  )
}

function TrashList({
  items,
  keys,
  onKeys,
}: {
  items: readonly TrashItem[]
  keys: ReadonlySet<string>
  onKeys: (keys: Selection) => void
}) {
  const { t } = useTranslation()
  const describeItem = useItemDescription()
  return (
    <ListBox
      aria-label={t('trash.list')}
      className={styles.list ?? ''}
      autoFocus="first"
      selectionMode="multiple"
      selectionBehavior="replace"
      disallowEmptySelection
      selectedKeys={keys}
      onSelectionChange={onKeys}
    >
      {items.map((item) => {
        const name =
          item.kind === 'note'
            ? item.note.excerpt || t('notes.emptyNote')
            : [item.contact.name, item.contact.organisation].filter(Boolean).join(', ')
        return (
          <ListBoxItem key={item.key} id={item.key} textValue={name} className={`marked ${styles.row}`}>
            <span className={styles.excerpt} dir="auto">
              {name}
            </span>
            <span className={styles.meta}>{describeItem(item)}</span>
          </ListBoxItem>
        )
      })}
    </ListBox>
  )
}

/** Describes an item: its session or kind, when it was deleted, and how many days it stays in the trash. */
function useItemDescription(): (item: TrashItem) => string {
  const { t } = useTranslation()
  const { formatMoment } = useConferenceFormat()
  const sessions = useSessions()
  // Uses the computer's clock even during a rehearsal, because deletions are dated by it.
  const [openedAt] = useState(() => toInstantString(Temporal.Now.instant()))
  return (item) => {
    const getKind = () => {
      if (item.kind === 'contact') return t('trash.person')
      const session = sessions?.find(({ guid }) => guid === item.note.session)
      return session ? getSessionName(session) : t('notes.unattached')
    }
    return [
      getKind(),
      t('trash.deleted', { moment: formatMoment(toConferenceClock(item.deletedAt)) }),
      t('trash.daysLeft', { count: countDaysLeft(item.deletedAt, openedAt) }),
    ].join(' · ')
  }
}

/** @returns the selected items, or the first item, so that there is always something to read */
function getChosen(items: readonly TrashItem[], keys: Selection): readonly TrashItem[] {
  if (keys === 'all') return items
  const chosen = items.filter(({ key }) => keys.has(key))
  return chosen.length > 0 ? chosen : items.slice(0, 1)
}
