/** Filters sessions: a session must match any of the chosen values in every group. Pure. */
import type { Guid, LanguageTag, PlainDate, Room, Session } from '../../../db/model.ts'
import type { StoredFilters } from '../../lib/preferences.ts'
import { shouldBeAttended } from './coverage.ts'
import { removeOwnEntries } from './session-count.ts'

/** Filter groups with several choices, in the order of the filter row. */
export const filterGroups = ['days', 'rooms', 'tracks', 'languages', 'kinds', 'types', 'speakers'] as const
export type FilterGroup = (typeof filterGroups)[number]

/** Filter groups whose choices are the sessions' own names. */
export type NameGroup = Exclude<FilterGroup, 'days' | 'rooms' | 'languages' | 'kinds' | 'types'>
const nameGetters: Record<NameGroup, (session: Session) => readonly string[] | string | null> = {
  tracks: ({ track }) => track,
  speakers: ({ speakers }) => speakers,
}
const nameGroups = Object.keys(nameGetters) as NameGroup[]

/** The chosen filters. A session must match at least one choice in every group that has any. */
export type Filters = Readonly<Record<NameGroup, readonly string[]>> & {
  /** Days of the programme. */
  days: readonly PlainDate[]
  rooms: readonly Guid[]
  /** Interpretation languages. */
  languages: readonly LanguageTag[]
  kinds: readonly Session['kind'][]
  /** The organiser's own session types, if the conference has any: see getType. */
  types: readonly string[]
  /** `starred`: only starred sessions; `noted`: only sessions with notes. If both are set, sessions with a star or notes. */
  starred: boolean
  noted: boolean
  /** Only sessions that neither the delegate nor a colleague attends. */
  uncovered: boolean
}

export const noFilters = {
  ...Object.fromEntries(filterGroups.map((group) => [group, []])),
  starred: false,
  noted: false,
  uncovered: false,
} as unknown as Filters

/** Filters stored by an older version lack later groups. */
export function restoreFilters(stored: StoredFilters | undefined): Filters {
  return { ...noFilters, ...stored } as Filters
}

export function isFiltering(filters: Filters): boolean {
  return (
    filters.starred ||
    filters.noted ||
    filters.uncovered ||
    filterGroups.some((group) => filters[group].length > 0)
  )
}

/** The delegate's data that filters use. `covered`: the sessions that colleagues attend. */
export type UserData = {
  stars: ReadonlySet<Guid>
  notes: ReadonlyMap<Guid, number>
  covered: ReadonlyMap<Guid, unknown>
}

/** Keeps the given order. @returns the same array if no filter is on */
export function filterSessions(
  sessions: readonly Session[],
  filters: Filters,
  { stars, notes, covered }: UserData,
): readonly Session[] {
  if (!isFiltering(filters)) return sessions
  // Test only the active groups, because there may be ten thousand sessions.
  const tests: ((session: Session) => boolean)[] = []
  if (filters.starred || filters.noted) {
    tests.push(({ guid }) => (filters.starred && stars.has(guid)) || (filters.noted && notes.has(guid)))
  }
  if (filters.uncovered) {
    tests.push(
      (session) => shouldBeAttended(session) && !stars.has(session.guid) && !covered.has(session.guid),
    )
  }
  const addChoiceTest = <T extends string>(
    chosen: readonly T[],
    getValue: (session: Session) => T | null,
  ) => {
    if (chosen.length === 0) return
    const chosenValues: ReadonlySet<T | null> = new Set(chosen)
    tests.push((session) => chosenValues.has(getValue(session)))
  }
  addChoiceTest(filters.days, ({ day }) => day)
  addChoiceTest(filters.rooms, ({ room }) => room)
  addChoiceTest(filters.kinds, ({ kind }) => kind)
  addChoiceTest(filters.types, getType)
  const { languages } = filters
  if (languages.length > 0) tests.push((session) => matchesLanguages(session, languages))
  for (const group of nameGroups) {
    const chosen = new Set(filters[group])
    if (chosen.size > 0) tests.push((session) => listNames(session, group).some((name) => chosen.has(name)))
  }
  return sessions.filter((session) => tests.every((test) => test(session)))
}

function listNames(session: Session, group: NameGroup): readonly string[] {
  const names = nameGetters[group](session)
  return typeof names === 'string' ? [names] : (names ?? [])
}

/** @returns the names in a session by which similar sessions can be filtered, without its speakers */
export function listFilterableNames(session: Session): { group: NameGroup; name: string }[] {
  return nameGroups
    .filter((group) => group !== 'speakers')
    .flatMap((group) => listNames(session, group).map((name) => ({ group, name })))
}

/** A dinner or the end of the conference needs no interpretation, so it matches every language. */
function matchesLanguages(session: Session, languages: readonly LanguageTag[]): boolean {
  if (session.languages.length > 0) return languages.some((language) => session.languages.includes(language))
  return session.kind === 'social' || session.kind === 'milestone'
}

/** The organiser's word for the session's kind, or else the kind. */
export function getType({ type, kind }: Session): string {
  return type ?? kind
}

export type Choices = Record<NameGroup, string[]> & {
  days: PlainDate[]
  rooms: Room[]
  languages: LanguageTag[]
  /** Either this or `types` is empty. `types` is used if the organiser has words of their own for kinds. */
  kinds: Session['kind'][]
  types: string[]
}

const kindsInOrder: Session['kind'][] = ['plenary', 'workshop', 'talk', 'social', 'other', 'milestone']

/** Whether the type is a kind. Otherwise it is one of the organiser's words. */
export function isKind(type: string): type is Session['kind'] {
  return kindsInOrder.some((kind) => kind === type)
}

/** @returns the values that occur in the programme; none for a group with a single value, since there is nothing to choose */
export function getChoices(all: readonly Session[], rooms: readonly Room[], locale: string): Choices {
  const sessions = removeOwnEntries(all)
  const usedRooms = new Set(all.map(({ room }) => room))
  const kinds = new Set(sessions.map(({ kind }) => kind))
  const hasTypes = sessions.some(({ type }) => type !== null)
  const { compare } = new Intl.Collator(locale)
  return {
    days: omitSingle([...new Set(all.map(({ day }) => day))].sort()),
    rooms: omitSingle(rooms.filter(({ guid }) => usedRooms.has(guid))),
    languages: omitSingle(sortByUse(sessions.flatMap((session) => session.languages))),
    kinds: hasTypes ? [] : omitSingle(kindsInOrder.filter((kind) => kinds.has(kind))),
    types: hasTypes ? omitSingle(sortTypes(sessions, compare)) : [],
    ...mapNameGroups((group) => {
      const names = new Set(sessions.flatMap((session) => listNames(session, group)))
      return omitSingle([...names].sort(compare))
    }),
  }
}

export function mapNameGroups<T>(make: (group: NameGroup) => T): Record<NameGroup, T> {
  return Object.fromEntries(nameGroups.map((group) => [group, make(group)])) as Record<NameGroup, T>
}

/** Sorts types by kind: the usual name of a kind comes before the organiser's words for it. */
function sortTypes(sessions: readonly Session[], compare: (a: string, b: string) => number): string[] {
  const kinds = new Map(sessions.map((session) => [getType(session), session.kind]))
  const rankType = (type: string) => {
    const kind = kinds.get(type) ?? 'other'
    return kindsInOrder.indexOf(kind) + (type === kind ? 0 : 0.5)
  }
  return [...kinds.keys()].sort((a, b) => rankType(a) - rankType(b) || compare(a, b))
}

/** Sorts the most frequent languages first. */
function sortByUse(tags: readonly LanguageTag[]): LanguageTag[] {
  const uses = new Map<LanguageTag, number>()
  for (const tag of tags) uses.set(tag, (uses.get(tag) ?? 0) + 1)
  const compare = (a: LanguageTag, b: LanguageTag) =>
    (uses.get(b) ?? 0) - (uses.get(a) ?? 0) || (a < b ? -1 : 1)
  return [...uses.keys()].sort(compare)
}

function omitSingle<T>(choices: T[]): T[] {
  return choices.length > 1 ? choices : []
}

/** Shortens "Room 1", "Room 2", "Room 3" to "1", "2", "3" by removing the words that all names begin with. */
export function shortenAll(names: readonly string[]): string[] {
  const [first = '', ...others] = names
  const words = first.split(' ')
  const getBeginning = (wordCount: number) => `${words.slice(0, wordCount).join(' ')} `
  let sharedWords = words.length - 1
  while (sharedWords > 0 && !others.every((name) => name.startsWith(getBeginning(sharedWords)))) {
    sharedWords -= 1
  }
  if (others.length === 0 || sharedWords === 0) return [...names]
  return names.map((name) => name.slice(getBeginning(sharedWords).length))
}
