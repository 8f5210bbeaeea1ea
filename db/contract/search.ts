/** Search. */
import { z } from 'zod'
import { ConferenceSlug } from '../model.ts'
import { type Calls, query } from './call.ts'

export const searchCalls = {
  /** Full text, prefix of the last word; at most `limit` per kind, best first. */
  'search.query': query(
    z.strictObject({
      conference: ConferenceSlug.nullable(),
      text: z.string().max(500),
      limit: z.int().min(1).max(200),
    }),
    'programme',
    'notes',
    'contacts',
  ).returns<SearchHit[]>(),
} as const satisfies Calls

/** Text cut into runs, so that the interface marks the matches without parsing anything. */
export type MarkedText = { text: string; match: boolean }[]

export type SearchHit = {
  kind: 'session' | 'key-message' | 'note' | 'contact' | 'directory'
  conference: ConferenceSlug
  /** guid, or the id of a note or contact. */
  guid: string
  title: MarkedText
  snippet: MarkedText
  /** bm25, lower is better (SQLite FTS5). */
  score: number
}
