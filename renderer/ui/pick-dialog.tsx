/** A dialog for choosing one item of a long list: type to search, Enter to choose. */
import { Search } from 'lucide-react'
import { useMemo, useState } from 'react'
import {
  Autocomplete,
  Input,
  ListBox,
  ListBoxItem,
  ListLayout,
  SearchField,
  Virtualizer,
} from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { createTextFilter } from '../lib/fold.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import styles from './pick-dialog.module.css'

const ROW_HEIGHT = 48

/** `detail`: the second line. */
type Item = { id: string; name: string; detail: string }

export function PickDialog<T extends Item>({
  title,
  fieldLabel,
  listLabel,
  items,
  onPick,
  onClose,
}: {
  title: string
  fieldLabel: string
  listLabel: string
  items: readonly T[]
  onPick: (item: T) => void
  onClose: () => void
}) {
  const { t } = useTranslation()
  const [query, setQuery] = useState('')
  const matching = useMemo(() => {
    const matches = createTextFilter(query)
    const found = items.filter(({ name, detail }) => matches(name, detail))
    // Matches in the name come first: the "7" of "workshop 7" also matches the date of the 17th.
    return [...found.filter(({ name }) => matches(name)), ...found.filter(({ name }) => !matches(name))]
  }, [items, query])
  return (
    <Dialog
      role="dialog"
      title={title}
      onClose={onClose}
      actions={<Button onPress={onClose}>{t('notes.cancel')}</Button>}
    >
      <Autocomplete inputValue={query} onInputChange={setQuery}>
        <SearchField aria-label={fieldLabel} autoFocus className={styles.search ?? ''}>
          <Search aria-hidden />
          <Input role="combobox" aria-expanded placeholder={fieldLabel} />
        </SearchField>
        <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight: ROW_HEIGHT }}>
          <ListBox
            aria-label={listLabel}
            className={styles.list ?? ''}
            items={matching}
            onAction={(key) => {
              const item = matching.find(({ id }) => id === key)
              if (!item) return
              onClose()
              onPick(item)
            }}
            renderEmptyState={() => <p className={styles.none}>{t('filters.noChoice')}</p>}
          >
            {({ id, name, detail }) => (
              <ListBoxItem id={id} textValue={name} className={styles.item ?? ''}>
                <span className={styles.name}>{name}</span>
                <span className={styles.detail}>{detail}</span>
              </ListBoxItem>
            )}
          </ListBox>
        </Virtualizer>
      </Autocomplete>
    </Dialog>
  )
}
