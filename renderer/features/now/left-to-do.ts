/** Finds the work that is left for today, and after the conference. Pure. */
import type { NoteItems } from '../../../db/contract/index.ts'
import type { Contact, Guid, NoteId, NoteItem, PlainDate, Session } from '../../../db/model.ts'
import { shouldBeAttended } from '../schedule/index.ts'

/**
 * @returns the open tasks of the delegate `me` (their own and those assigned to them) that are planned or due on the day or before, the
 * earliest first
 */
export function findTasksForDay(
  lists: readonly Pick<NoteItems, 'note' | 'createdBy' | 'items'>[],
  day: PlainDate,
  me: string,
): { note: NoteId; item: NoteItem }[] {
  const getFirstDate = ({ planned, due }: NoteItem) =>
    [planned, due].filter((date) => date !== null).sort()[0]
  return lists
    .flatMap(({ note, createdBy, items }) =>
      items
        .filter(({ members }) => createdBy === null || members.includes(me))
        .map((item) => ({ note, item, date: getFirstDate(item) ?? '' })),
    )
    .filter(({ item, date }) => item.kind === 'task' && !item.done && date !== '' && date <= day)
    .toSorted((a, b) => a.date.localeCompare(b.date))
    .map(({ note, item }) => ({ note, item }))
}

/** Counts the open questions in the delegate's own notes. */
export function countQuestions(lists: readonly Pick<NoteItems, 'createdBy' | 'items'>[]): number {
  return lists
    .filter(({ createdBy }) => createdBy === null)
    .flatMap(({ items }) => items)
    .filter(({ kind }) => kind === 'question').length
}

/** @returns the starred sessions without notes, except those that need none, such as a dinner or an appointment */
export function findSessionsWithoutNotes(
  sessions: readonly Session[],
  stars: ReadonlySet<Guid>,
  entryCounts: ReadonlyMap<Guid, number>,
): Session[] {
  return sessions.filter(
    (session) =>
      stars.has(session.guid) && shouldBeAttended(session) && (entryCounts.get(session.guid) ?? 0) === 0,
  )
}

/** Whether there is no way to reach a person whom the delegate met. */
export function isUnreachable({ createdBy, email, telephone }: Contact): boolean {
  return createdBy === null && email === '' && telephone === ''
}
