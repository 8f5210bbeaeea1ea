/** The choices of a filter menu, with a field to search them if there are many. Loaded after the first frame (filter-menu.tsx). */
import { Search } from 'lucide-react'
import {
  type CSSProperties,
  type KeyboardEvent,
  type RefObject,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { Input, Popover, SearchField } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { fold, sortBestFirst } from '../lib/fold.ts'
import { toggleItem } from './chip.tsx'
import {
  type ActiveOption,
  type Choice,
  ChoiceList,
  getHeight,
  getOptionId,
  MAX_VISIBLE_ROWS,
} from './choice-list.tsx'
import styles from './filter-menu.module.css'

export type FilterMenuProps = {
  label: string
  choices: readonly Choice[]
  chosen: readonly string[]
  onChange: (chosen: string[]) => void
}

/** With more choices than this, a search field is shown above them. */
const MIN_CHOICES_FOR_SEARCH = 9

/** The popover is the dialog itself: inside a separate one, the screen reader's close button would lie outside every landmark. */
export function FilterPopover({
  id,
  button,
  onClose,
  ...menu
}: FilterMenuProps & {
  id: string
  button: RefObject<HTMLButtonElement | null>
  onClose: () => void
}) {
  const anchor = useRef<HTMLSpanElement>(null)
  // The button moves when a chosen filter appears beside it. The popover stays at the place where it opened.
  const [buttonBox] = useState(() => button.current?.getBoundingClientRect())
  const longest = useMemo(() => Math.max(...menu.choices.map(({ name }) => name.length)), [menu.choices])
  return (
    <>
      <span
        ref={anchor}
        aria-hidden
        className={styles.anchor}
        style={{ left: buttonBox?.x, top: buttonBox?.y, width: buttonBox?.width, height: buttonBox?.height }}
      />
      <Popover
        {...{ id }}
        aria-label={menu.label}
        triggerRef={anchor}
        isOpen
        onOpenChange={(isOpen) => {
          if (!isOpen) onClose()
        }}
        className={styles.popover ?? ''}
        style={{ '--characters': longest } as CSSProperties}
        offset={4}
        placement="bottom start"
      >
        <ChoicePicker {...menu} />
      </Popover>
    </>
  )
}

/** The focus stays in the field, or in the list if there is no field; aria-activedescendant announces the active choice. */
function ChoicePicker({ label, choices, chosen, onChange }: FilterMenuProps) {
  const { t } = useTranslation()
  const listId = useId()
  const list = useRef<HTMLDivElement>(null)
  const [query, setQuery] = useState('')
  const matching = useMemo(() => sortBestFirst(query, choices), [query, choices])
  const searchable = choices.length >= MIN_CHOICES_FOR_SEARCH
  const [active, setActive] = useState<ActiveOption>(() => {
    const first = matching.find(({ id }) => chosen.includes(id)) ?? (searchable ? undefined : matching[0])
    return first && { id: first.id, wasReachedByKey: true }
  })
  const activeIndex = active ? matching.findIndex(({ id }) => id === active.id) : -1
  useLayoutEffect(() => {
    if (!searchable) list.current?.focus({ preventScroll: true })
  }, [searchable])

  const press = (id: string) => onChange(toggleItem(chosen, id))
  function goTo(index: number): void {
    const choice = matching[index]
    if (choice) setActive({ id: choice.id, wasReachedByKey: true })
  }
  function onKeyDown(event: KeyboardEvent): void {
    const { key } = event
    const last = matching.length - 1
    const isTextInput = event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey
    if (isTextInput) return
    if (key === 'ArrowDown') goTo(activeIndex === last ? 0 : activeIndex + 1)
    else if (key === 'ArrowUp') goTo(activeIndex <= 0 ? last : activeIndex - 1)
    else if (key === 'PageDown') goTo(Math.min(last, activeIndex + MAX_VISIBLE_ROWS - 1))
    else if (key === 'PageUp') goTo(Math.max(0, activeIndex - MAX_VISIBLE_ROWS + 1))
    else if (key === 'Enter' || (key === ' ' && !searchable)) {
      if (activeIndex >= 0 && active) press(active.id)
    } else if (searchable) return
    else if (key === 'Home') goTo(0)
    else if (key === 'End') goTo(last)
    else if (key.length === 1) goTo(findNextBeginningWith(matching, key, activeIndex))
    else return
    event.preventDefault()
  }

  const listbox = matching.length > 0 && (
    <ChoiceList
      id={listId}
      label={label}
      choices={matching}
      {...getHeight(choices)}
      chosen={chosen}
      active={active}
      onPress={(id) => {
        setActive({ id, wasReachedByKey: false })
        press(id)
      }}
      list={list}
      {...(searchable ? {} : { onKeyDown })}
    />
  )
  if (!searchable) return listbox
  return (
    <>
      <SearchField
        aria-label={t('filters.search')}
        autoFocus
        className={styles.search ?? ''}
        value={query}
        onChange={(text) => {
          setQuery(text)
          const [best] = text === '' ? [] : sortBestFirst(text, choices)
          setActive(best && { id: best.id, wasReachedByKey: true })
        }}
      >
        <Search aria-hidden />
        <Input
          type="text"
          role="combobox"
          aria-expanded={matching.length > 0}
          aria-autocomplete="list"
          {...(matching.length > 0 ? { 'aria-controls': listId } : {})}
          {...(activeIndex >= 0 ? { 'aria-activedescendant': getOptionId(listId, activeIndex) } : {})}
          placeholder={t('filters.search')}
          onKeyDown={onKeyDown}
        />
      </SearchField>
      {listbox || (
        <p role="status" className={styles.none} style={getHeight(choices)}>
          {t('filters.noChoice')}
        </p>
      )}
    </>
  )
}

/** Searches from the choice after index `start`, wrapping around to the top. */
function findNextBeginningWith(choices: readonly Choice[], letter: string, start: number): number {
  const begins = ({ name }: Choice) => fold(name).startsWith(fold(letter))
  const next = choices.findIndex((choice, index) => index > start && begins(choice))
  return next >= 0 ? next : choices.findIndex(begins)
}
