/** Sessions for tests, as the store answers them. */
import { BundleSession, type Guid, type Session } from '../model.ts'

/** A column that the test does not name has its default. On 17 November 2016, without a room. */
export function storedSession(guid: string, more: Partial<Session> = {}): Session {
  return {
    ...BundleSession.parse({
      guid,
      title: guid,
      kind: 'talk',
      start: '2016-11-17T09:00:00.000Z',
      end: null,
      day: '2016-11-17',
      room: null,
      languages: [],
    }),
    ...more,
    guid: guid as Guid,
    speakers: more.speakers ?? [],
  }
}

/** Columns of another nature than the organiser's words by which sessions are grouped. */
const others: ReadonlySet<string> = new Set([
  ...['guid', 'label', 'title', 'description', 'status', 'kind', 'start', 'end', 'day', 'room'],
  ...['languages', 'speakers', 'recording', 'links'],
])
/** The columns in which a programme groups its sessions by words of its own. A new column is one of them, or stands in the list above. */
export const wordColumns = BundleSession.keyof().options.filter((column) => !others.has(column))
