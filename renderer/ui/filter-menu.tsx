/** A menu for filter groups whose choices are too many or too long for a row. */
import { ChevronDown, Search } from 'lucide-react'
import {
  type ComponentProps,
  type CSSProperties,
  type KeyboardEvent,
  useId,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { Button, DialogTrigger, Input, Popover, SearchField } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { bestFirst, fold } from '../lib/fold.ts'
import { chipClass, toggleItem } from './chip.tsx'
import { type Active, type Choice, ChoiceList, getHeight, IN_VIEW, optionId } from './choice-list.tsx'
import styles from './filter-menu.module.css'

/** With more choices than this, a search field is shown above them. */
const SEARCH_FROM = 9

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
  const button = useRef<HTMLButtonElement>(null)
  const anchor = useRef<HTMLSpanElement>(null)
  const [at, setAt] = useState<DOMRect>()
  const longest = useMemo(() => Math.max(...choices.map(({ name }) => name.length)), [choices])
  return (
    <DialogTrigger
      onOpenChange={(isOpen) => setAt(isOpen ? button.current?.getBoundingClientRect() : undefined)}
    >
      <Button ref={button} className={chipClass} {...(chosen.length > 0 ? { 'data-chosen': true } : {})}>
        {label}
        <ChevronDown aria-hidden />
      </Button>
      {at && (
        <span
          ref={anchor}
          aria-hidden
          className={styles.anchor}
          style={{ left: at.x, top: at.y, width: at.width, height: at.height }}
        />
      )}
      {/* The popover is the dialog itself: inside a separate one, the screen reader's close button would lie outside every landmark. */}
      <Popover
        aria-label={label}
        triggerRef={anchor}
        className={styles.popover ?? ''}
        style={{ '--characters': longest } as CSSProperties}
        offset={4}
        placement="bottom start"
      >
        <Choosing {...{ label, choices, chosen, onChange }} />
      </Popover>
    </DialogTrigger>
  )
}

/** The focus stays in the field, or in the list if there is no field; aria-activedescendant announces the active choice. */
function Choosing({ label, choices, chosen, onChange }: ComponentProps<typeof FilterMenu>) {
  const { t } = useTranslation()
  const listId = useId()
  const list = useRef<HTMLDivElement>(null)
  const [query, setQuery] = useState('')
  const matching = useMemo(() => bestFirst(query, choices), [query, choices])
  const searchable = choices.length >= SEARCH_FROM
  const [active, setActive] = useState<Active>(() => {
    const first = matching.find(({ id }) => chosen.includes(id)) ?? (searchable ? undefined : matching[0])
    return first && { id: first.id, byKey: true }
  })
  const at = active ? matching.findIndex(({ id }) => id === active.id) : -1
  useLayoutEffect(() => {
    if (!searchable) list.current?.focus({ preventScroll: true })
  }, [searchable])

  const press = (id: string) => onChange(toggleItem(chosen, id))
  function goTo(index: number): void {
    const choice = matching[index]
    if (choice) setActive({ id: choice.id, byKey: true })
  }
  function onKeyDown(event: KeyboardEvent): void {
    const { key } = event
    const last = matching.length - 1
    const isForText = event.nativeEvent.isComposing || event.ctrlKey || event.metaKey || event.altKey
    if (isForText) return
    if (key === 'ArrowDown') goTo(at === last ? 0 : at + 1)
    else if (key === 'ArrowUp') goTo(at <= 0 ? last : at - 1)
    else if (key === 'PageDown') goTo(Math.min(last, at + IN_VIEW - 1))
    else if (key === 'PageUp') goTo(Math.max(0, at - IN_VIEW + 1))
    else if (key === 'Enter' || (key === ' ' && !searchable)) {
      if (at >= 0 && active) press(active.id)
    } else if (searchable) return
    else if (key === 'Home') goTo(0)
    else if (key === 'End') goTo(last)
    else if (key.length === 1) goTo(nextBeginningWith(matching, key, at))
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
        setActive({ id, byKey: false })
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
          const [best] = text === '' ? [] : bestFirst(text, choices)
          setActive(best && { id: best.id, byKey: true })
        }}
      >
        <Search aria-hidden />
        <Input
          type="text"
          role="combobox"
          aria-expanded={matching.length > 0}
          aria-autocomplete="list"
          {...(matching.length > 0 ? { 'aria-controls': listId } : {})}
          {...(at >= 0 ? { 'aria-activedescendant': optionId(listId, at) } : {})}
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

/** Searches from after `at`, wrapping around to the top. */
function nextBeginningWith(choices: readonly Choice[], letter: string, at: number): number {
  const begins = ({ name }: Choice) => fold(name).startsWith(fold(letter))
  const next = choices.findIndex((choice, index) => index > at && begins(choice))
  return next >= 0 ? next : choices.findIndex(begins)
}
