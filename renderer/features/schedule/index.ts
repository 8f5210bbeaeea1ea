/** Names, times and filters of a programme's sessions. Pure: runs without a window. */
export { needsCover } from './coverage.ts'
export {
  computeFacts,
  type DayPlan,
  type Facts,
  getMinute,
  type Placed,
  pixelsPerMinute,
  planDays,
} from './day-plan.ts'
export {
  type FilterGroup,
  type Filters,
  filterGroups,
  filterSessions,
  forNameGroups,
  getChoices,
  isFiltering,
  isKind,
  listFacts,
  noFilters,
  restoreFilters,
  shortNames,
} from './filters.ts'
export { findFitting, findGaps, findGapsAhead, type Gap } from './gaps.ts'
export { type Hidden, nothingHidden, withoutHidden } from './hidden.ts'
export { compareMineFirst, countMyEntries, isMine } from './my-notes.ts'
export { describeCount, sessionCount, withoutOwn } from './session-count.ts'
export { sessionTitle } from './session-title.ts'
export { shortName } from './short-names.ts'
export {
  type Conflicts,
  findConflicts,
  findRivals,
  findStartedLast,
  getPhase,
  getSlots,
  nextSlot,
  onNow,
  overlaps,
  pickEarlier,
  pickLater,
  pickLikeliest,
  programmeDay,
  type Slot,
  sessionName,
  takesStar,
} from './slots.ts'
