/** Finds documents by their title and file name, and the pages of their text. */
import { hasMatch, toMarkedText } from '../marked-text.ts'
import { cut, everything, type Kind, mark, order, passes, ranked } from './hit-query.ts'
import { findPlaces } from './places.ts'

export const documentKinds: Kind[] = [
  {
    of: 'document',
    query: (isMatched) => `SELECT conference.slug AS conference, conference_file.guid,
        conference_file_search.rank AS score, 0 AS weight,
        ${mark('conference_file_search', 0)} AS title, ${mark('conference_file_search', 1)} AS name
      FROM conference_file_search
      JOIN conference_file ON conference_file.id = conference_file_search.rowid
      JOIN conference ON conference.id = conference_file.conference_id
      WHERE ${isMatched ? ranked('conference_file_search', 1000, 20) : everything}
        AND conference.removed_at IS NULL AND ${passes('conference_file.id')}
        AND (@conference IS NULL OR conference.slug = @conference)
      ORDER BY ${order('conference_file_search', isMatched)} LIMIT @limit`,
    hits: ({ conference, guid, score, weight, title = null, name = null }) => [
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
    of: 'document',
    query: (isMatched) => `SELECT conference.slug AS conference, conference_file.guid,
        document_page_search.rank AS score, 0 AS weight, conference_file.title, document_page.number AS page,
        ${mark('document_page_search', 0)} AS text, ${cut('document_page_search', 0)} AS excerpt
      FROM document_page_search
      JOIN document_page ON document_page.id = document_page_search.rowid
      JOIN conference_file ON conference_file.sha256 = document_page.sha256
      JOIN conference ON conference.id = conference_file.conference_id
      WHERE ${isMatched ? 'document_page_search MATCH @match' : 'FALSE'}
        AND conference.removed_at IS NULL AND ${passes('conference_file.id')}
        AND (@conference IS NULL OR conference.slug = @conference)
      ORDER BY ${order('document_page_search', isMatched)} LIMIT @limit`,
    hits: (
      { conference, guid, score, weight, title = null, text = null, excerpt = null, page = null },
      parts,
    ) =>
      findPlaces(text ?? '', '', parts)
        .slice(0, 1)
        .map(({ snippet: _, ...place }) => ({
          kind: 'document',
          conference,
          guid,
          score,
          weight,
          title: toMarkedText(title),
          snippet: toMarkedText(excerpt),
          place: { ...place, page: Number(page) },
        })),
  },
]
