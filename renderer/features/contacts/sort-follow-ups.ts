/** Selects the people with an open follow-up. Pure. */
import type { Contact, PlainDate } from '../../../db/model.ts'

/** Sorts by date, with contacts without a date last. `until`: leaves out contacts that are due later or have no date. */
export function sortFollowUps(people: readonly Contact[], until: PlainDate | null = null): Contact[] {
  const LAST = '9999-99-99'
  return people
    .filter(({ followUp, followedUpAt }) => followUp !== '' && followedUpAt === null)
    .filter(({ followUpOn }) => until === null || (followUpOn ?? LAST) <= until)
    .toSorted((a, b) => (a.followUpOn ?? LAST).localeCompare(b.followUpOn ?? LAST))
}
