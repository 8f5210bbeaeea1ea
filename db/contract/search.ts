/** Search. */
import { z } from 'zod'
import { ConferenceSlug } from '../model.ts'
import { type Calls, query } from './call.ts'

export const searchCalls = {
  /** Full-text search; the last word matches by its prefix. At most `limit` results per kind, best first. */
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

/** Text split into runs, so that the interface can mark matches without parsing. */
export type MarkedText = { text: string; match: boolean }[]

export type SearchHit = {
  kind: 'session' | 'key-message' | 'note' | 'contact' | 'directory'
  conference: ConferenceSlug
  /** The guid, or the id of a note or contact. */
  guid: string
  title: MarkedText
  snippet: MarkedText
  /** bm25, lower is better (SQLite FTS5). */
  score: number
}
