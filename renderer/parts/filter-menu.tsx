/** The choices of a group that has too many, or too long, to stand in a row. */
import { Check, ChevronDown, Search } from 'lucide-react'
import { useState } from 'react'
import {
  Autocomplete,
  Button,
  Dialog,
  DialogTrigger,
  Input,
  ListBox,
  ListBoxItem,
  ListLayout,
  Popover,
  SearchField,
  Virtualizer,
} from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { chipClass } from '../ui/chip.tsx'
import styles from './filter-menu.module.css'
import { filterBy } from './fold.ts'

export type Choice = { id: string; name: string }

/** With more choices than these a search field stands above them. */
const SEARCH_FROM = 9
const ROW = 30

export function FilterMenu({
  label,
  choices,
  chosen,
  onChange,
}: {
  label: string
  choices: readonly Choice[]
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
}) {
  return (
    <DialogTrigger>
      <Button className={chipClass} {...(chosen.length > 0 ? { 'data-chosen': true } : {})}>
        {label}
        <ChevronDown aria-hidden />
      </Button>
      <Popover className={styles.popover ?? ''} offset={4} placement="bottom start">
        <Dialog aria-label={label} className={styles.dialog ?? ''}>
          <Choosing {...{ label, choices, chosen, onChange }} />
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}

function Choosing({
  label,
  choices,
  chosen,
  onChange,
}: {
  label: string
  choices: readonly Choice[]
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
}) {
  const { t } = useTranslation()
  const [query, setQuery] = useState('')
  const matches = filterBy(query)
  const matching = query.trim() === '' ? choices : choices.filter(({ name }) => matches(name))
  const searchable = choices.length >= SEARCH_FROM
  const list = (
    <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight: ROW }}>
      <ListBox
        aria-label={label}
        className={styles.list ?? ''}
        style={{ height: Math.min(10, Math.max(1, matching.length)) * ROW }}
        items={matching}
        selectionMode="multiple"
        escapeKeyBehavior="none"
        selectedKeys={chosen}
        autoFocus={!searchable}
        onSelectionChange={(keys) => {
          // What the search hides stays chosen.
          const hidden = chosen.filter((id) => !matching.some((choice) => choice.id === id))
          onChange([...hidden, ...(keys === 'all' ? matching.map(({ id }) => id) : [...keys].map(String))])
        }}
        renderEmptyState={() => <p className={styles.none}>{t('filters.noChoice')}</p>}
      >
        {({ id, name }) => (
          <ListBoxItem id={id} textValue={name} className={styles.item ?? ''}>
            {({ isSelected }) => (
              <>
                <span className={styles.name}>{name}</span>
                {isSelected && <Check aria-hidden />}
              </>
            )}
          </ListBoxItem>
        )}
      </ListBox>
    </Virtualizer>
  )
  if (!searchable) return list
  return (
    <Autocomplete inputValue={query} onInputChange={setQuery}>
      <SearchField aria-label={t('filters.search')} autoFocus className={styles.search ?? ''}>
        <Search aria-hidden />
        <Input placeholder={t('filters.search')} />
      </SearchField>
      {list}
    </Autocomplete>
  )
}
