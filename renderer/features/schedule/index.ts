/** What a programme's sessions are called, when they are and which of them are shown. Pure: it runs without a window. */
export {
  type DayPlan,
  type Facts,
  factsOf,
  minuteOf,
  type Placed,
  pixelsPerMinute,
  planDays,
} from './day-plan.ts'
export {
  choicesOf,
  type FilterGroup,
  type Filters,
  filterGroups,
  filterSessions,
  isFiltering,
  isKind,
  noFilters,
  shortNames,
} from './filters.ts'
export { compareMineFirst, countMyEntries, isMine } from './my-notes.ts'
export { countOf, sessionCount, withoutOwn } from './session-count.ts'
export { sessionTitle } from './session-title.ts'
export { shortName } from './short-names.ts'
export {
  type Conflicts,
  conflictsOf,
  nextSlot,
  onNow,
  overlaps,
  phaseOf,
  pickEarlier,
  pickLater,
  pickLikeliest,
  programmeDay,
  rivalsOf,
  type Slot,
  sessionName,
  slotsOf,
  startedLast,
  takesStar,
} from './slots.ts'
