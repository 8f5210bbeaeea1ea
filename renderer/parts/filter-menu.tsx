/** The choices of a group that has too many, or too long, to stand in a row. */
import { Check, ChevronDown, Search } from 'lucide-react'
import { type ComponentProps, type KeyboardEvent, useMemo, useRef, useState } from 'react'
import {
  Autocomplete,
  Button,
  Collection,
  DialogTrigger,
  Input,
  ListBox,
  ListBoxItem,
  ListBoxLoadMoreItem,
  ListLayout,
  Popover,
  SearchField,
  Virtualizer,
} from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { toggled } from '../filters.ts'
import { chipClass } from '../ui/chip.tsx'
import styles from './filter-menu.module.css'
import { bestFirst } from './fold.ts'

export type Choice = { id: string; name: string }

/** With more choices than these a search field stands above them. */
const SEARCH_FROM = 9
const ROW = 30
/** Given to the list at once; more as it is scrolled. Of the thousands of speakers of a fair it would make an entry each with every key. */
const PART = 60

export function FilterMenu({
  label,
  choices,
  chosen,
  onChange,
  onExpect,
}: {
  label: string
  choices: readonly Choice[]
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
  /** The pointer or the keyboard is at one that would change it so. */
  onExpect?: ((chosen: string[]) => void) | undefined
}) {
  return (
    <DialogTrigger>
      <Button className={chipClass} {...(chosen.length > 0 ? { 'data-chosen': true } : {})}>
        {label}
        <ChevronDown aria-hidden />
      </Button>
      {/* It is a dialog itself: within one of its own, what closes it for a screen reader would lie beside it, in no landmark. */}
      <Popover aria-label={label} className={styles.popover ?? ''} offset={4} placement="bottom start">
        <Choosing {...{ label, choices, chosen, onChange, onExpect }} />
      </Popover>
    </DialogTrigger>
  )
}

function Choosing({ label, choices, chosen, onChange, onExpect }: ComponentProps<typeof FilterMenu>) {
  const { t } = useTranslation()
  const [query, setQuery] = useState('')
  const [parts, setParts] = useState(1)
  const matching = useMemo(() => bestFirst(query, choices), [query, choices])
  const listed = matching.slice(0, parts * PART)
  // The list keeps the entries that it has made, and with them what they were given then.
  const latest = useRef({ chosen, onExpect })
  latest.current = { chosen, onExpect }
  const expect = (id: string) => latest.current.onExpect?.(toggled(latest.current.chosen, id))
  const searchable = choices.length >= SEARCH_FROM
  const list = (
    <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight: ROW }}>
      <ListBox
        aria-label={label}
        className={styles.list ?? ''}
        style={{ height: Math.min(10, Math.max(1, matching.length)) * ROW }}
        selectionMode="multiple"
        escapeKeyBehavior="none"
        selectedKeys={chosen}
        autoFocus={!searchable}
        onSelectionChange={(keys) => {
          // All of them would be no filter.
          if (keys === 'all') return
          // What the search hides, or is further down, stays chosen.
          const others = chosen.filter((id) => !listed.some((choice) => choice.id === id))
          onChange([...new Set([...others, ...[...keys].map(String)])])
        }}
        renderEmptyState={() => <p className={styles.none}>{t('filters.noChoice')}</p>}
      >
        <Collection items={listed}>
          {({ id, name }) => (
            <ListBoxItem
              id={id}
              textValue={name}
              className={styles.item ?? ''}
              onHoverStart={() => expect(id)}
              onFocus={() => expect(id)}
            >
              {({ isSelected }) => (
                <>
                  <span className={styles.name}>{name}</span>
                  {isSelected && <Check aria-hidden />}
                </>
              )}
            </ListBoxItem>
          )}
        </Collection>
        {listed.length < matching.length && (
          <ListBoxLoadMoreItem onLoadMore={() => setParts((before) => before + 1)} />
        )}
      </ListBox>
    </Virtualizer>
  )
  if (!searchable) return list
  return (
    <Autocomplete
      inputValue={query}
      onInputChange={(text) => {
        setQuery(text)
        setParts(1)
      }}
    >
      <SearchField aria-label={t('filters.search')} autoFocus className={styles.search ?? ''}>
        <Search aria-hidden />
        {/* A combobox, so that it is told that the list below is for its arrow keys: that is no tab stop. */}
        <Input
          type="text"
          role="combobox"
          aria-expanded
          placeholder={t('filters.search')}
          onKeyDownCapture={keepSelectAll}
        />
      </SearchField>
      {list}
    </Autocomplete>
  )
}

/** Ctrl+A is for the text of the search, not for the list that hears its other keys. */
function keepSelectAll(event: KeyboardEvent): void {
  if ((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === 'a') event.stopPropagation()
}
