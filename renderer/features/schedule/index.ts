/** Names, times and filters of a programme's sessions. Pure: runs without a window. */
export { shouldBeAttended } from './coverage.ts'
export {
  computeFacts,
  type DayPlan,
  getMinute,
  getPixelsPerMinute,
  type Placed,
  planDays,
  type SessionFacts,
} from './day-plan.ts'
export {
  type FilterGroup,
  type Filters,
  filterGroups,
  filterSessions,
  getChoices,
  isFiltering,
  isKind,
  listFilterableNames,
  mapNameGroups,
  noFilters,
  restoreFilters,
  shortenAll,
} from './filters.ts'
export { findGaps, findGapsAhead, findSessionsInGap, type Gap } from './gaps.ts'
export { type Hidden, nothingHidden, removeHidden } from './hidden.ts'
export { compareMineFirst, countMyEntries, isMine } from './my-notes.ts'
export { describeCount, formatSessionCount, removeOwnEntries } from './session-count.ts'
export { getSessionTitle } from './session-title.ts'
export { shortenName } from './short-names.ts'
export {
  type Conflicts,
  canBeStarred,
  findConflicts,
  findRivals,
  findStartedLast,
  getCurrentSessions,
  getNextSlot,
  getPhase,
  getProgrammeDay,
  getSessionName,
  getSlots,
  overlaps,
  pickEarlier,
  pickLater,
  pickLikeliest,
  type Slot,
} from './slots.ts'
