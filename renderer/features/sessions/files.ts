/** Floor plans and documents from a conference pack. */
import type { ListedFile } from '../../../db/contract/index.ts'
import type { Guid, NoteId, PackFile } from '../../../db/model.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { useConference } from './conference.tsx'

const NO_FILES: readonly ListedFile[] = []

export function useFiles(): readonly ListedFile[] {
  const { slug } = useConference()
  return useStoreQuery('files.list', { conference: slug }).data ?? NO_FILES
}

/** @returns the floor plans that show the room, such as the plans of its level and of the whole site */
export function listPlans(files: readonly PackFile[], room: Guid | null): PackFile[] {
  return room === null ? [] : files.filter(({ role, rooms }) => role === 'floor-plan' && rooms.includes(room))
}

/** @returns the first floor plan that shows the room, for places with space for one plan only */
export const findPlan = (files: readonly PackFile[], room: Guid | null): PackFile | undefined =>
  listPlans(files, room)[0]

/** @returns the documents of the session and of the note */
export function findDocuments(
  files: readonly ListedFile[],
  { session, note }: { session: Guid | null; note: NoteId | null },
): ListedFile[] {
  return files.filter(
    ({ mine, sessions }) =>
      (note !== null && mine?.note === note) || (session !== null && sessions.includes(session)),
  )
}
