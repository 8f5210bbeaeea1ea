/** Selects the people with an open follow-up. Pure. */
import type { Contact, PlainDate } from '../../../db/model.ts'

/** The earliest first, then those without a date. `until`: leaves out those due later and those without a date. */
export function sortFollowUps(people: readonly Contact[], until: PlainDate | null = null): Contact[] {
  const LAST = '9999-99-99'
  return people
    .filter(({ followUp, followedUpAt }) => followUp !== '' && followedUpAt === null)
    .filter(({ followUpOn }) => until === null || (followUpOn ?? LAST) <= until)
    .toSorted((a, b) => (a.followUpOn ?? LAST).localeCompare(b.followUpOn ?? LAST))
}
