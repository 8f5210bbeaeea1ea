/** Search and commands in one place: type, choose with the arrow keys, open with Enter. */
import { LibraryBig, Quote, Search, SpellCheck } from 'lucide-react'
import { type KeyboardEvent, useEffect, useId, useLayoutEffect, useRef, useState } from 'react'
import { Dialog, Modal, ModalOverlay } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { deliverKeys, registerEditor } from '../../lib/key-buffer.ts'
import { setPreferences, usePreference } from '../../lib/preferences.ts'
import { queryClient, useStoreQuery } from '../../lib/queries.ts'
import type { Screen } from '../../lib/screen.ts'
import { Kbd } from '../../ui/kbd.tsx'
import styles from './palette.module.css'
import { useFound } from './palette-found.tsx'
import { getOptionId, PaletteList } from './palette-list.tsx'
import type { PaletteGroup, PaletteRow, Scope } from './palette-model.ts'
import { createCommandGroup, toPlain } from './palette-model.ts'
import { countHits } from './palette-rank.ts'
import { rememberSearch, useCompletions, useKeptSearches, useSaveSearch } from './palette-searches.tsx'
import { useCommands, useStart } from './palette-start.tsx'
import { getNextScope, PaletteTabs } from './palette-tabs.tsx'

/** Groups whose rows are not search results. */
const nonResultIds: ReadonlySet<string> = new Set(['wider', 'exact', 'correction', 'filters', 'save'])

/** `screens`: the screens that can be opened. */
type PaletteProps = { screens: readonly Screen[]; onClose: () => void }

export function Palette({ screens, onClose }: PaletteProps) {
  const { t } = useTranslation()
  return (
    <ModalOverlay
      isOpen
      isDismissable
      onOpenChange={(open) => {
        if (!open) onClose()
      }}
      className={styles.scrim ?? ''}
    >
      <Modal className={styles.palette ?? ''}>
        <Dialog aria-label={t('search.label')} className={styles.dialog ?? ''} data-region>
          <PaletteContent screens={screens} onClose={onClose} />
        </Dialog>
      </Modal>
    </ModalOverlay>
  )
}

function PaletteContent({ screens, onClose }: PaletteProps) {
  const { t } = useTranslation()
  const listId = useId()
  const [typed, setTyped] = useState('')
  const [scope, setScope] = useState<Scope | null>(null)
  const [chosen, setChosen] = useState<string | null>(null)
  const searchEverywhere = usePreference('searchEverywhere')
  const { data: conferences } = useStoreQuery('conferences.list', {})
  const hasOthers = (conferences?.length ?? 0) > 1
  const everywhere = searchEverywhere && hasOthers
  const searchesAll = everywhere || !hasOthers
  const exactOnly = usePreference('searchExactOnly')
  const found = useFound({ typed, scope, everywhere, exactOnly })
  const hasFound = found.hits.length > 0
  const setQuery = (text: string) => {
    setTyped(text)
    setChosen(null)
  }
  const keptSearches = useKeptSearches(setQuery)
  const isEmpty = typed.trim() === ''
  const startGroups = useStart(screens, keptSearches, isEmpty)
  const completions = useCompletions(typed, setQuery)
  const commands = useCommands(typed, screens)
  const saveRow = useSaveSearch(typed)

  const changeScope = (next: Scope | null) => {
    setScope(next)
    setChosen(null)
  }
  const toggleEverywhere = () => {
    setPreferences({ searchEverywhere: !everywhere })
    setChosen(null)
  }
  const toggleExact = () => {
    setPreferences({ searchExactOnly: !exactOnly })
    setChosen(null)
  }
  const isCorrected = found.tier === 'corrected'
  const correction = found.correction
  const suggestionGroups: PaletteGroup[] =
    isEmpty || correction === null || isCorrected
      ? []
      : [
          createCommandGroup({
            id: 'correction',
            icon: <SpellCheck aria-hidden />,
            title: t('search.didYouMean', { text: correction }),
            run: () => setQuery(correction),
          }),
        ]
  const everywhereGroup = createCommandGroup({
    id: 'wider',
    label: t('search.where'),
    icon: <LibraryBig aria-hidden />,
    title: t(everywhere ? 'search.lookHere' : 'search.lookEverywhere'),
    run: toggleEverywhere,
  })
  // The keyboard does not reach the switch beside the tabs.
  const exactGroup = createCommandGroup({
    id: 'exact',
    icon: <Quote aria-hidden />,
    title: t(exactOnly ? 'search.notOnlyExact' : 'search.exactOnly'),
    run: toggleExact,
  })
  const saveGroup: PaletteGroup = { id: 'save', scope: null, label: t('search.searches'), rows: [saveRow] }
  // The values of a filter come first, since they continue the typed text. Names of filters come later.
  const isValue = /:\S*$/.test(typed)
  // After a space, filters are offered only if there are results to narrow down.
  const offeredCompletions = /\s$/.test(typed) && !hasFound ? [] : completions
  const arrangeGroups = (): PaletteGroup[] => {
    const results = isValue
      ? [...offeredCompletions, ...found.groups]
      : [...found.groups, ...offeredCompletions]
    // Words that the search corrected may be the name of a command, which Enter then runs.
    const resultsAndCommands = isCorrected ? [...commands, ...results] : [...results, ...commands]
    return [
      ...resultsAndCommands,
      // The suggestion arrives after the results, so it must not take the first place, which Enter opens.
      ...suggestionGroups,
      ...(hasOthers ? [everywhereGroup] : []),
      ...(hasFound || exactOnly ? [exactGroup] : []),
      ...(hasFound ? [saveGroup] : []),
    ]
  }
  const groups = (isEmpty ? startGroups : arrangeGroups())
    .filter((group) => scope === null || group.scope === scope)
    .map((group) => (group.isShortened ? addMoreRow(group) : group))
  const rows = groups.flatMap((group) => group.rows)
  const resultCount = groups
    .filter(({ id }) => !nonResultIds.has(id))
    .reduce((sum, group) => sum + group.rows.length, 0)
  const active = rows.find(({ id }) => id === chosen) ?? rows[0]

  function addMoreRow(group: PaletteGroup): PaletteGroup {
    const moreRow: PaletteRow = {
      id: `more/${group.id}`,
      icon: null,
      title: toPlain(t('search.showMore')),
      isCommand: true,
      keepsPaletteOpen: true,
      run: () => changeScope(group.scope),
    }
    return { ...group, rows: [...group.rows, moreRow] }
  }

  const open = (row: PaletteRow) => {
    if (!row.keepsPaletteOpen) {
      if (found.groups.some((group) => group.rows.some(({ id }) => id === row.id))) rememberSearch(typed)
      onClose()
    }
    row.run()
  }

  const { count, isCut } = countHits(found.hits, scope)
  const describeResultCount = () => {
    if (isEmpty || !found.isSettled || (count === 0 && resultCount > 0)) return ''
    if (isCut) return t(searchesAll ? 'search.resultsOrMore' : 'search.resultsOrMoreHere', { count })
    return t(searchesAll ? 'search.results' : 'search.resultsHere', { count })
  }
  const countText = describeResultCount()
  const announcedCount = useTextAfterPause(countText)

  // If Enter is pressed before the results have arrived, the first result is opened when they arrive.
  const opensWhenSettled = useRef(false)
  const input = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => {
    if (!input.current) return
    registerEditor(input.current, (keys) => {
      setTyped(keys.filter((key) => key !== 'Enter').join(''))
      opensWhenSettled.current = keys.includes('Enter')
    })
    deliverKeys(input.current)
  }, [])

  useEffect(() => {
    if (!opensWhenSettled.current || !found.isSettled) return
    opensWhenSettled.current = false
    if (active) open(active)
  })

  // Clears the cached results of every typed prefix, which are not needed again.
  useEffect(() => () => queryClient.removeQueries({ queryKey: ['search.query'] }), [])

  function moveToRow(step: 1 | -1): void {
    const index = active ? rows.indexOf(active) : -1
    setChosen(rows.at((index + step) % rows.length)?.id ?? null)
  }

  function moveToGroup(step: 1 | -1): void {
    const index = groups.findIndex((group) => active !== undefined && group.rows.includes(active))
    setChosen(groups.at((index + step) % groups.length)?.rows[0]?.id ?? null)
  }

  function onKeyDown(event: KeyboardEvent): void {
    if (event.nativeEvent.isComposing) return
    const direction = event.shiftKey ? -1 : 1
    if (event.key === 'ArrowDown') moveToRow(1)
    else if (event.key === 'ArrowUp') moveToRow(-1)
    else if (event.key === 'Tab') moveToGroup(direction)
    else if (event.key === 'PageDown' && event.ctrlKey) changeScope(getNextScope(scope, 1))
    else if (event.key === 'PageUp' && event.ctrlKey) changeScope(getNextScope(scope, -1))
    else if (event.key === 'Enter') {
      if (!found.isSettled) opensWhenSettled.current = true
      else if (active) open(active)
    } else return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <>
      <div className={styles.query}>
        <Search aria-hidden />
        <input
          ref={input}
          // biome-ignore lint/a11y/noAutofocus: the palette is opened to type into it
          autoFocus
          role="combobox"
          aria-label={t('app.search')}
          aria-expanded={rows.length > 0}
          aria-controls={listId}
          aria-autocomplete="list"
          aria-activedescendant={active && getOptionId(listId, rows.indexOf(active))}
          aria-keyshortcuts="Control+PageDown Control+PageUp"
          placeholder={t('app.search')}
          spellCheck={false}
          autoComplete="off"
          maxLength={500}
          value={typed}
          onChange={(event) => {
            opensWhenSettled.current = false
            found.startSearch(event.target.value)
            setQuery(event.target.value)
          }}
          onKeyDown={onKeyDown}
        />
        <Kbd>Esc</Kbd>
      </div>
      <PaletteTabs
        listId={listId}
        hits={isEmpty ? null : found.hits}
        scope={scope}
        onScope={changeScope}
        exactOnly={exactOnly}
        onExactOnly={toggleExact}
        {...(hasOthers ? { everywhere, onEverywhere: toggleEverywhere } : {})}
      />
      {!isEmpty && found.isSettled && (isCorrected || found.tier === 'partial') && (
        <p className={styles.notice}>
          {isCorrected
            ? t('search.corrected', { typed: typed.trim(), text: correction ?? '' })
            : t('search.partly')}
        </p>
      )}
      <PaletteList id={listId} groups={groups} active={active} onActive={setChosen} onOpen={open} />
      {(found.error !== null || (resultCount === 0 && (isEmpty || offeredCompletions.length === 0))) && (
        <NoResults
          typed={typed.trim()}
          error={found.error}
          isSettled={found.isSettled}
          isInTab={scope !== null}
          searchesAll={searchesAll}
        />
      )}
      <div className={styles.footer}>
        <span>
          <Kbd>↑</Kbd> <Kbd>↓</Kbd> {t('search.move')}
        </span>
        <span>
          <Kbd>Enter</Kbd> {t('search.open')}
        </span>
        <span>
          <Kbd>Tab</Kbd> {t('search.nextGroup')}
        </span>
        <span>
          <Kbd>Ctrl</Kbd> <Kbd>PgDn</Kbd> {t('search.nextKind')}
        </span>
        <span className={styles.count} aria-hidden>
          {countText}
        </span>
        <span role="status" className="visually-hidden">
          {announcedCount}
        </span>
      </div>
    </>
  )
}

/** The count is read out after a pause in typing, not for every letter. */
const COUNT_DELAY_MS = 700

/** @returns the text as it was at the last pause in typing */
function useTextAfterPause(text: string): string {
  const [lastText, setLastText] = useState('')
  useEffect(() => {
    const timer = setTimeout(() => setLastText(text), COUNT_DELAY_MS)
    return () => clearTimeout(timer)
  }, [text])
  return lastText
}

function NoResults({
  typed,
  error,
  isSettled,
  isInTab,
  searchesAll,
}: {
  typed: string
  error: string | null
  isSettled: boolean
  /** Whether a tab shows the results of one kind only. */
  isInTab: boolean
  /** Whether all conferences on this computer were searched. */
  searchesAll: boolean
}) {
  const { t } = useTranslation()
  if (error !== null) return <p className={styles.nothing}>{t('search.failed', { reason: error })}</p>
  if (!isSettled) return <p className={styles.nothing} />
  if (typed === '') return <p className={styles.nothing}>{t('search.type')}</p>
  const nothingFound = searchesAll ? 'search.nothing' : 'search.nothingInConference'
  return (
    <div className={styles.nothing}>
      <p>{t(isInTab ? 'search.nothingHere' : nothingFound, { typed })}</p>
      <p>{t(isInTab ? 'search.tryAll' : 'search.tryOther')}</p>
    </div>
  )
}
