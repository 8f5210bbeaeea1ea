/** Finds documents of packs and of the delegate by their title and file name, and by the pages of their text. */
import { LANGUAGE_DATA } from '../../../core/document-types.ts'
import { hasMatch, toMarkedText } from '../marked-text.ts'
import {
  type HitSource,
  hasNoWords,
  highlightColumn,
  isAllowed,
  matchWithWeights,
  sortBestFirst,
} from './hit-query.ts'
import { findPlaces, markWords } from './places.ts'

/** Documents of packs and of the delegate, without deleted documents. */
const documents = `SELECT conference.slug AS conference, conference_file.guid, conference_file.title, conference_file.sha256, 0 AS own
      FROM conference_file JOIN conference ON conference.id = conference_file.conference_id
      UNION ALL
      SELECT own_document.conference, own_document.uuid, own_document.file_name, own_document.sha256, 1
      FROM own_document LEFT JOIN note ON note.uuid = own_document.note
      WHERE own_document.deleted_at IS NULL AND note.deleted_at IS NULL`

/**
 * For a longer page, such as a book in one file, SQLite is not asked to highlight the matches, since the time for that grows with the square
 * of their number.
 */
const LONG_PAGE_CHARACTERS = 100_000

/** A line of a PDF is only a part of a sentence. */
const LINES_AROUND = 2

export const documentSources: HitSource[] = [
  {
    kind: 'document',
    query: (isMatched) => `SELECT conference.slug AS conference, conference_file.guid,
        conference_file_search.rank AS score, 0 AS weight,
        ${highlightColumn('conference_file_search', 0)} AS title, ${highlightColumn('conference_file_search', 1)} AS name
      FROM conference_file_search
      JOIN conference_file ON conference_file.id = conference_file_search.rowid
      JOIN conference ON conference.id = conference_file.conference_id
      WHERE ${isMatched ? matchWithWeights('conference_file_search', 1000, 20) : hasNoWords}
        AND conference_file.type <> '${LANGUAGE_DATA}' AND conference.removed_at IS NULL AND ${isAllowed('conference_file.id')}
        AND (@conference IS NULL OR conference.slug = @conference)
      ${sortBestFirst('conference_file_search', isMatched)}`,
    toHits: ({ conference, guid, score, weight, title = null, name = null }) => [
      {
        kind: 'document',
        conference,
        guid,
        score,
        weight,
        title: toMarkedText(title),
        snippet: hasMatch(name) ? toMarkedText(name) : [],
        place: null,
      },
    ],
  },
  {
    kind: 'document',
    query: (isMatched) => `SELECT own_document.conference, own_document.uuid AS guid,
        own_document_search.rank AS score, 1 AS weight, ${highlightColumn('own_document_search', 0)} AS title
      FROM own_document_search
      JOIN own_document ON own_document.id = own_document_search.rowid
      JOIN conference ON conference.slug = own_document.conference
      LEFT JOIN note ON note.uuid = own_document.note
      WHERE ${isMatched ? matchWithWeights('own_document_search', 1000) : hasNoWords}
        AND own_document.deleted_at IS NULL AND note.deleted_at IS NULL AND conference.removed_at IS NULL
        AND (@conference IS NULL OR conference.slug = @conference)
      ${sortBestFirst('own_document_search', isMatched)}`,
    toHits: ({ conference, guid, score, weight, title = null }) => [
      {
        kind: 'document',
        conference,
        guid,
        score,
        weight,
        title: toMarkedText(title),
        snippet: [],
        place: null,
      },
    ],
  },
  {
    kind: 'document',
    query: (
      isMatched,
    ) => `SELECT document.conference, document.guid, document_page_search.rank AS score, document.own AS weight,
        document.title, document_page.number AS page,
        iif(length(document_page.text) <= ${LONG_PAGE_CHARACTERS}, ${highlightColumn('document_page_search', 0)}, document_page.text) AS text
      FROM document_page_search
      JOIN document_page ON document_page.id = document_page_search.rowid
      JOIN (${documents}) AS document ON document.sha256 = document_page.sha256
      JOIN conference ON conference.slug = document.conference
      WHERE ${isMatched ? 'document_page_search MATCH @match' : 'FALSE'} AND conference.removed_at IS NULL
        AND (@conference IS NULL OR conference.slug = @conference)
      ${sortBestFirst('document_page_search', isMatched)}`,
    toHits: ({ conference, guid, score, weight, title = null, text = null, page = null }, parts) =>
      findPlaces(hasMatch(text) ? (text ?? '') : markWords(text ?? '', parts), '', parts, LINES_AROUND)
        .slice(0, 1)
        .map(({ snippet, ...place }) => ({
          kind: 'document',
          conference,
          guid,
          score,
          weight,
          title: toMarkedText(title),
          snippet,
          place: { ...place, page: Number(page) },
        })),
  },
]
