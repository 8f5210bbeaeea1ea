/** The filter row above the agenda: available filters, chosen filters and the number of matches. */
import type { TFunction } from 'i18next'
import { PenLine, Star, UserX, X } from 'lucide-react'
import { memo, type ReactNode, useCallback, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Conference, Room, Session } from '../../../../db/model.ts'
import { getLanguageName } from '../../../lib/language-name.ts'
import { LinkButton } from '../../../ui/button.tsx'
import { Chip, RemovableChip, toggleItem } from '../../../ui/chip.tsx'
import type { Choice } from '../../../ui/choice-list.tsx'
import { FilterMenu } from '../../../ui/filter-menu.tsx'
import {
  describeCount,
  type FilterGroup,
  type Filters,
  filterGroups,
  getChoices,
  isFiltering,
  isKind,
  mapNameGroups,
  noFilters,
  removeOwnEntries,
  shortenAll,
} from '../../schedule/index.ts'
import { RoomMark, useConference, useConferenceFormat, useIsCoverageKnown } from '../../sessions/index.ts'
import styles from './filter-row.module.css'

/** With more chosen filters than this, the row scrolls. */
const MAX_UNSCROLLED_FILTERS = 4

export function FilterRow({
  sessions,
  shown,
  filters,
  hasDayTabs,
  onChange,
}: {
  sessions: readonly Session[]
  /** The sessions that match the filters. */
  shown: readonly Session[]
  filters: Filters
  /** Whether days are shown above the sessions and need no filter. */
  hasDayTabs: boolean
  onChange: (change: Partial<Filters>) => void
}) {
  const { t } = useTranslation()
  const groups = useGroups(sessions)
  const filtering = isFiltering(filters)
  const isCoverageKnown = useIsCoverageKnown()
  const latest = useRef(onChange)
  latest.current = onChange
  const onGroup = useCallback(
    (group: FilterGroup, chosen: string[]) => latest.current({ [group]: chosen }),
    [],
  )
  const row = useRef<HTMLElement>(null)
  const chosen = filterGroups.reduce((sum, group) => sum + filters[group].length, 0)
  const clear = () => {
    onChange(noFilters)
    // The button disappears with the filters it cleared; keep the focus in the row.
    row.current?.querySelector('button')?.focus()
  }
  return (
    <section
      ref={row}
      aria-label={t('filters.label')}
      className={styles.row}
      data-many={chosen > MAX_UNSCROLLED_FILTERS}
    >
      {filterGroups
        .filter((group) => group !== 'days' || !hasDayTabs || filters.days.length > 0)
        .map((group) => (
          <Group
            key={group}
            group={group}
            offered={groups[group]}
            chosen={filters[group]}
            onChange={onGroup}
          />
        ))}
      <div className={styles.group}>
        <Chip pressed={filters.starred} onClick={() => onChange({ starred: !filters.starred })}>
          <Star aria-hidden {...(filters.starred ? { fill: 'currentColor' } : {})} />
          {t('filters.starred')}
        </Chip>
        <Chip pressed={filters.noted} onClick={() => onChange({ noted: !filters.noted })}>
          <PenLine aria-hidden />
          {t('filters.noted')}
        </Chip>
        {(isCoverageKnown || filters.uncovered) && (
          <Chip pressed={filters.uncovered} onClick={() => onChange({ uncovered: !filters.uncovered })}>
            <UserX aria-hidden />
            {t('filters.uncovered')}
          </Chip>
        )}
      </div>
      <div className={styles.result}>
        <span role="status">
          {filtering
            ? t('filters.shown', {
                shown: removeOwnEntries(shown).length,
                count: removeOwnEntries(sessions).length,
              })
            : describeCount(t, sessions)}
        </span>
        {filtering && <LinkButton onClick={clear}>{t('filters.clear')}</LinkButton>}
      </div>
    </section>
  )
}

type ChipChoice = Choice & { short: string; mark?: ReactNode }

/** The limits for choices shown in the row. More or longer choices go into a menu, to keep the row readable at a glance. */
const MAX_INLINE = { choices: 6, characters: 16 }

/** Memoised, because rendering its menu takes longer than rendering a dozen sessions. */
const Group = memo(function Group({
  group,
  offered,
  chosen,
  onChange: onGroup,
}: {
  group: FilterGroup
  offered: readonly ChipChoice[]
  chosen: readonly string[]
  onChange: (group: FilterGroup, chosen: string[]) => void
}) {
  const { t } = useTranslation()
  const container = useRef<HTMLDivElement>(null)
  // Keep chosen values that are not offered (after an update, or a single value), so that they can be deselected.
  const ids = offered.map(({ id }) => id)
  const missing = isConferenceSpecific(group) ? [] : chosen.filter((id) => !ids.includes(id))
  const chips = [...offered, ...missing.map((id) => createChoice(id, getChoiceName(group, id, t)))]
  if (chips.length === 0) return null
  const label = t(`filters.${group}`)
  const onChange = (next: string[]) => onGroup(group, next)
  const characters = chips.reduce((sum, { short }) => sum + short.length, 0)
  const isInline = chips.length <= MAX_INLINE.choices && characters <= MAX_INLINE.characters
  if (!isInline) {
    return (
      <div ref={container} className={styles.group}>
        <FilterMenu label={label} choices={chips} chosen={chosen} onChange={onChange} />
        {chips
          .filter(({ id }) => chosen.includes(id))
          .map(({ id, name, mark }) => (
            <RemovableChip
              key={id}
              aria-label={t('filters.remove', { name })}
              onClick={() => {
                onChange(toggleItem(chosen, id))
                // The chip disappears; move the focus to the control it was chosen from.
                container.current?.querySelector('button')?.focus()
              }}
            >
              {mark}
              <span>{name}</span>
              <X aria-hidden />
            </RemovableChip>
          ))}
      </div>
    )
  }
  return (
    // biome-ignore lint/a11y/useSemanticElements: a <fieldset> has its own layout and is for forms
    <div role="group" aria-label={label} className={styles.group}>
      <span aria-hidden className={styles.label}>
        {label}
      </span>
      {chips.map(({ id, name, short, mark }) => (
        <Chip
          key={id}
          pressed={chosen.includes(id)}
          // The accessible name contains the visible text, for speech input.
          aria-label={name.includes(short) ? name : `${short} ${name}`}
          title={name}
          onClick={() => onChange(toggleItem(chosen, id))}
        >
          {mark}
          {short}
        </Chip>
      ))}
    </div>
  )
})

function useGroups(sessions: readonly Session[]): Record<FilterGroup, ChipChoice[]> {
  const { t, i18n } = useTranslation()
  const conference = useConference()
  const { formatDay } = useConferenceFormat()
  const { language } = i18n
  return useMemo(() => {
    const choices = getChoices(sessions, conference.rooms, language)
    const createChoices = (group: FilterGroup, ids: readonly string[]) =>
      ids.map((id) => createChoice(id, getChoiceName(group, id, t)))
    return {
      days: choices.days.map((day) => createChoice(day, formatDay(day))),
      rooms: createRoomChips(choices.rooms, conference),
      languages: choices.languages.map((tag) => ({
        id: tag,
        name: getLanguageName(tag, language) ?? tag,
        short: tag.toUpperCase(),
      })),
      kinds: createChoices('kinds', choices.kinds),
      types: createChoices('types', choices.types),
      ...mapNameGroups((group) => createChoices(group, choices[group])),
    }
  }, [sessions, conference, language, formatDay, t])
}

/** Whether the choices of the group, such as rooms, belong to one conference, so that those of another conference must not be shown. */
function isConferenceSpecific(group: FilterGroup): boolean {
  return group === 'days' || group === 'rooms' || group === 'languages'
}

function getChoiceName(group: FilterGroup, id: string, t: TFunction): string {
  return (group === 'kinds' || group === 'types') && isKind(id) ? t(`filters.kindNames.${id}`) : id
}

function createChoice(id: string, name: string): ChipChoice {
  return { id, name, short: name }
}

function createRoomChips(rooms: readonly Room[], conference: Conference): ChipChoice[] {
  const short = shortenAll(rooms.map(({ name }) => name))
  return rooms.map(({ guid, name }, index) => ({
    id: guid,
    name,
    short: short[index] ?? name,
    mark: <RoomMark conference={conference} room={guid} />,
  }))
}
