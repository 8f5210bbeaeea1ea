/** Sessions for tests, in the form that the store returns. */
import { BundleSession, type Guid, type Session } from '../model.ts'

/** Columns that the test does not give have defaults: 17 November 2016, no room. */
export function createStoredSession(guid: string, more: Partial<Session> = {}): Session {
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

/** The columns that are not categories of the organiser, such as track or type. */
const otherColumns: ReadonlySet<string> = new Set([
  ...['guid', 'label', 'title', 'description', 'status', 'kind', 'start', 'end', 'day', 'room'],
  ...['languages', 'speakers', 'recording', 'links'],
])
/** The columns with categories of the organiser. A new column is one of these unless it is in the list above. */
export const categoryColumns = BundleSession.keyof().options.filter((column) => !otherColumns.has(column))
