export { useFilteredSessions, useFilters } from './agenda-filters.ts'
export { type AttachTarget, chooseDocuments, getDropProps, removeDocument } from './attach-documents.ts'
export { useAttendees } from './attendees.tsx'
export { AuthorName, usePersonName } from './author-name.tsx'
export { getMentionLink, useBacklinks, usePersonBacklinks } from './backlinks.ts'
export { ColleaguesMark } from './colleagues-mark.tsx'
export {
  ConferenceProvider,
  InConference,
  pickConference,
  useConference,
  useNoteCounts,
  useNotes,
  useSessions,
  useStarredCount,
  useStars,
} from './conference.tsx'
export { ConflictActions } from './conflict-actions.tsx'
export { useConflicts } from './conflicts.ts'
export { useCoverage, useIsCoverageKnown } from './coverage.ts'
export { DocumentLinks } from './document-links.tsx'
export { findDocuments, findPlan, listPlans, useFiles } from './files.ts'
export { FilterLink, SpeakerNames } from './filter-link.tsx'
export { type FormatDay, useConferenceFormat } from './format.ts'
export { type FoundPlace, showFound, useFoundHighlight, useFoundPlace } from './found-places.ts'
export { useGaps } from './gaps.ts'
export { hideSessions, showHiddenSessions, useVisible, useVisibleSessions } from './hidden-sessions.ts'
export { LanguageChip, LanguageChips, Languages } from './languages.tsx'
export { loadPersonCard } from './load-person-card.ts'
export { type MovedFrom, useMovedFrom } from './moved-from.ts'
export { onPlaceRequest, openNoteAt, showNoteAt, takeRequestedPlace } from './note-places.ts'
export { openConference } from './open-conference.ts'
export { getKindName, openFile, saveFile } from './open-file.ts'
export { PersonMark } from './person-mark.tsx'
export { PersonNames } from './person-names.tsx'
export { clearProgrammeCache, readProgrammeCache, writeProgrammeCacheOnChange } from './programme-cache.ts'
export { getPlaceName, getRoomName, RoomMark } from './room-mark.tsx'
export { RoomName, RoomPlan } from './room-plan.tsx'
export { type RowTexts, useRowTexts } from './row-texts.ts'
export { RowStar, StarButton, setStarByKey, starWithUndo } from './star-button.tsx'
