/** Search. */
import { z } from 'zod'
import { ConferenceSlug, type Instant } from '../model.ts'
import { type Calls, mutation, noInput, query } from './call.ts'

/** Characters of a delegate's own glossary. */
const MAX_GLOSSARY = 200_000
const text = z.string().max(500)
const keptSearch = z.strictObject({ list: z.enum(['recent', 'saved']), text: text.min(1) })

export const searchCalls = {
  /**
   * Full-text search with the syntax of core/search/query.ts; the last word matches by its beginning. At most `limit` results per kind,
   * best first. `exactOnly`: without inflections, synonyms, translations and corrections.
   */
  'search.query': query(
    z.strictObject({
      conference: ConferenceSlug.nullable(),
      text,
      limit: z.int().min(1).max(200),
      exactOnly: z.boolean().optional(),
    }),
    'programme',
    'notes',
    'contacts',
    'stars',
    'remarks',
    'settings',
    'pictures',
  ).returns<SearchHit[]>(),
  /** The text with its unknown words replaced by similar known ones; null if there are none. */
  'search.correct': query(
    z.strictObject({ text }),
    'programme',
    'notes',
    'contacts',
    'remarks',
    'settings',
    'pictures',
  ).returns<string | null>(),
  /** The latest searches and the saved ones, latest first. */
  'search.kept': query(noInput, 'settings').returns<{ recent: string[]; saved: string[] }>(),
  'search.keep': mutation(keptSearch, 'settings').returns<null>(),
  'search.forget': mutation(keptSearch, 'settings').returns<null>(),
  /** The delegate's own synonyms and translations, in the format of assets/glossaries/. */
  'search.glossary': query(noInput, 'settings').returns<{ text: string }>(),
  'search.setGlossary': mutation(
    z.strictObject({ text: z.string().max(MAX_GLOSSARY) }),
    'settings',
  ).returns<null>(),
} as const satisfies Calls

/** Text split into runs, so that the interface can mark matches without parsing. */
export type MarkedText = { text: string; match: boolean }[]

export type SearchHit = {
  kind: 'session' | 'key-message' | 'note' | 'contact' | 'directory' | 'document'
  conference: ConferenceSlug
  /** The guid, or the id of a note or contact. */
  guid: string
  title: MarkedText
  snippet: MarkedText
  /** Lower is better; comparable between kinds. */
  score: number
  /**
   * How it was found: by the words as typed, inflected forms, synonyms or translations, a corrected spelling, or only some of the
   * words. The last two are tried only if there are no other results.
   */
  tier: 'exact' | 'inflected' | 'related' | 'corrected' | 'partial'
  /** The synonyms or translations, or the corrected query, through which it was found. */
  through: string[]
  /**
   * The line that matches, and the words to highlight in its text: in a note, a description or a key message. null for a match of the whole
   * text, and for other kinds. `at`: the time of the note's entry. `picture`: the SHA-256 of the picture whose text has the line. `page`:
   * the page of a document.
   * `isComment`: the line is in a comment on the key message.
   */
  place: {
    text: string
    words: string[]
    at: Instant | null
    picture?: string
    page?: number
    isComment?: boolean
  } | null
}
