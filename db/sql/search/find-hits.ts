/** Finds rows of every kind that match an FTS5 expression. */
import type { MarkedText, SearchHit } from '../../contract/index.ts'
import type { ConferenceSlug, Instant } from '../../model.ts'
import type { Sql } from '../../store/open.ts'
import { CLOSE, hasMatch, joinMarked, OPEN, toMarkedText } from '../marked-text.ts'
import { subjectColumn, subjectJoins } from '../notes.ts'
import type { Allowed } from './apply-filters.ts'
import { documentSources } from './document-hits.ts'
import type { QueryPart } from './expressions.ts'
import {
  type HitRow,
  type HitSource,
  hasNoWords,
  highlightColumn,
  isAllowed,
  matchWithWeights,
  snippetOfColumn,
  sortBestFirst,
} from './hit-query.ts'
import { countParts, type FoundPlace, findPlaces, findTimeOfPicture } from './places.ts'
import type { FoundHit } from './ranking.ts'

export type Searched = {
  /** An FTS5 expression; null lists everything that passes the filters. */
  match: string | null
  /** null searches all conferences. */
  conference: ConferenceSlug | null
  /** Per search index. */
  limit: number
  now: Instant
  /** Row ids that pass the filters, by kind; null if there are no filters. */
  allowed: Allowed | null
}

/**
 * @returns hits of every kind, best first within each search index. A text has a hit for each matching place; a note has one more hit for a
 * matching tag
 */
export function findHits(sql: Sql, searched: Searched, parts: readonly QueryPart[]): FoundHit[] {
  const { allowed, limit, ...values } = searched
  return statements.flatMap(({ kind, matching, everything, toHits }) => {
    const ids = allowed?.[kind]
    if (ids?.length === 0) return []
    return sql<HitRow>(searched.match === null ? everything : matching)
      .all({ ...values, limit, ids: ids ? JSON.stringify(ids) : null, open: OPEN, close: CLOSE })
      .flatMap((row) => toHits(row, parts))
      .slice(0, limit)
  })
}

/** The assumed length in minutes of a session without an end. */
const USUAL_MINUTES = 60
const sessionWeight = `(session.own = 1 OR EXISTS (
          SELECT 1 FROM star
          WHERE star.conference = conference.slug AND star.session = session.guid AND star.deleted_at IS NULL
        )) + (session.start_at <= @now AND
          coalesce(session.end_at, strftime('%Y-%m-%dT%H:%M:%fZ', session.start_at, '+${USUAL_MINUTES} minutes')) > @now)`

/** @returns the speakers or the track, if the match is there */
function getPeopleOrTrack({ people = null, track = null }: Partial<HitRow>): MarkedText | null {
  if (hasMatch(people)) return joinMarked(people?.split('\n') ?? [], ', ')
  return hasMatch(track) ? toMarkedText(track) : null
}

/**
 * @returns a hit for each matching place of a text, or one hit without a place if the match is elsewhere. If the title has all words, or if
 * there is a `snippet`, only the best place gets a hit. A `snippet` is shown instead of the line at the place.
 */
function createHits(
  hit: Omit<FoundHit, 'snippet' | 'place'>,
  places: readonly FoundPlace[],
  {
    title,
    parts,
    snippet = null,
  }: { title: string; parts: readonly QueryPart[]; snippet?: MarkedText | null },
): FoundHit[] {
  const isInTitle = countParts(title, parts) === parts.length
  const shown = isInTitle || snippet ? places.slice(0, 1) : places
  if (shown.length === 0) return [{ ...hit, snippet: snippet ?? [], place: null }]
  return shown.map(({ snippet: line, ...place }) => ({ ...hit, snippet: snippet ?? line, place }))
}

function toNoteHit(row: HitRow, snippet: MarkedText, place: SearchHit['place']): FoundHit {
  const { conference, guid, score, weight } = row
  const title = toMarkedText(row.subject ?? row.excerpt ?? null)
  return { kind: 'note', conference, guid, score, weight, title, snippet, place }
}

const noteSubject = `LEFT JOIN conference ON conference.slug = note.conference ${subjectJoins}`
const noteWeight =
  'NOT EXISTS (SELECT 1 FROM note_handling WHERE note_id = note.id AND created_by IS NOT NULL)'

/** One statement for each search index, with a limit of its own, so that few results are marked. A kind may have several indexes. */
const sources: HitSource[] = [
  {
    kind: 'session',
    query: (isMatched) => `SELECT conference.slug AS conference, session.guid, session_search.rank AS score,
        ${sessionWeight} AS weight,
        ${highlightColumn('session_search', 0)} AS label, ${highlightColumn('session_search', 1)} AS title,
        ${highlightColumn('session_search', 2)} AS people, ${highlightColumn('session_search', 3)} AS description,
        ${highlightColumn('session_search', 4)} AS track
      FROM session_search
      JOIN session ON session.id = session_search.rowid
      JOIN conference ON conference.id = session.conference_id
      WHERE ${isMatched ? matchWithWeights('session_search', 1000, 1000, 20, 1, 20) : hasNoWords}
        AND conference.removed_at IS NULL AND ${isAllowed('session.id')}
        AND (@conference IS NULL OR conference.slug = @conference)
      ${sortBestFirst('session_search', isMatched)}`,
    toHits: ({ conference, guid, score, weight, label = null, title = null, ...row }, parts) =>
      createHits(
        { kind: 'session', conference, guid, score, weight, title: joinMarked([label, title], ' · ') },
        findPlaces(row.description ?? '', '', parts),
        { title: `${label} ${title}`, parts, snippet: getPeopleOrTrack(row) },
      ),
  },
  {
    kind: 'key-message',
    query: (
      isMatched,
    ) => `SELECT conference.slug AS conference, key_message.guid, key_message_search.rank AS score,
        0 AS weight,
        ${highlightColumn('key_message_search', 0)} AS number, ${highlightColumn('key_message_search', 1)} AS lead,
        ${highlightColumn('key_message_search', 2)} AS text
      FROM key_message_search
      JOIN key_message ON key_message.id = key_message_search.rowid
      JOIN conference ON conference.id = key_message.conference_id
      WHERE ${isMatched ? matchWithWeights('key_message_search', 1000, 1000, 1) : hasNoWords}
        AND conference.removed_at IS NULL AND ${isAllowed('key_message.id')}
        AND (@conference IS NULL OR conference.slug = @conference)
      ${sortBestFirst('key_message_search', isMatched)}`,
    toHits: ({ conference, guid, score, weight, number = null, lead = null, text = null }, parts) =>
      createHits(
        { kind: 'key-message', conference, guid, score, weight, title: joinMarked([number, lead], ' · ') },
        findPlaces(text ?? '', '', parts),
        { title: `${number} ${lead}`, parts },
      ),
  },
  {
    kind: 'key-message',
    query: (
      isMatched,
    ) => `SELECT remark.conference, remark.key_message AS guid, key_message_remark_search.rank AS score, 1 AS weight,
        key_message.number, key_message.lead, ${highlightColumn('key_message_remark_search', 0)} AS comment
      FROM key_message_remark_search
      JOIN key_message_remark AS remark ON remark.id = key_message_remark_search.rowid
      JOIN conference ON conference.slug = remark.conference
      LEFT JOIN key_message ON key_message.conference_id = conference.id AND key_message.guid = remark.key_message
      WHERE ${isMatched ? matchWithWeights('key_message_remark_search', 1) : 'FALSE'}
        AND remark.deleted_at IS NULL AND conference.removed_at IS NULL AND ${isAllowed('key_message.id')}
        AND (@conference IS NULL OR remark.conference = @conference)
      ${sortBestFirst('key_message_remark_search', isMatched)}`,
    toHits: ({ conference, guid, score, weight, number = null, lead = null, comment = null }, parts) =>
      findPlaces(comment ?? '', '', parts).map(({ snippet, ...place }) => ({
        kind: 'key-message',
        conference,
        guid,
        score,
        weight,
        // A message that an update removed has no number.
        title: number === null ? snippet : joinMarked([number, lead], ' · '),
        snippet,
        place: { ...place, isComment: true },
      })),
  },
  {
    kind: 'note',
    query: (
      isMatched,
    ) => `SELECT note.conference, note.uuid AS guid, note_tag_search.rank AS score, note.excerpt,
        ${noteWeight} AS weight, ${subjectColumn},
        ${highlightColumn('note_tag_search', 0)} AS tag
      FROM note_tag_search
      JOIN note_tag ON note_tag.id = note_tag_search.rowid
      JOIN note ON note.uuid = note_tag.note
      ${noteSubject}
      WHERE ${isMatched ? matchWithWeights('note_tag_search', 1000) : 'FALSE'}
        AND note_tag.deleted_at IS NULL AND note.deleted_at IS NULL AND conference.removed_at IS NULL
        AND ${isAllowed('note.id')}
        AND (@conference IS NULL OR note.conference = @conference)
      ${sortBestFirst('note_tag_search', isMatched)}`,
    toHits: ({ tag = null, ...row }) => [toNoteHit(row, joinMarked([tag, row.excerpt ?? null], ' · '), null)],
  },
  {
    kind: 'note',
    query: (isMatched) => `SELECT note.conference, note.uuid AS guid, note_search.rank AS score, note.excerpt,
        ${noteWeight} AS weight, ${subjectColumn}, note.markdown,
        ${highlightColumn('note_search', 0)} AS text
      FROM note_search
      JOIN note ON note.id = note_search.rowid
      ${noteSubject}
      WHERE ${isMatched ? 'note_search MATCH @match' : hasNoWords}
        AND note.deleted_at IS NULL AND conference.removed_at IS NULL AND ${isAllowed('note.id')}
        AND (@conference IS NULL OR note.conference = @conference)
      ${sortBestFirst('note_search', isMatched)}`,
    toHits: ({ text = null, markdown = null, ...row }, parts) => {
      const places = findPlaces(text ?? '', markdown ?? '', parts)
      if (places.length === 0) return [toNoteHit(row, toMarkedText(row.excerpt ?? null), null)]
      return places.map(({ snippet, ...place }) => toNoteHit(row, snippet, place))
    },
  },
  {
    kind: 'note',
    query: (
      isMatched,
    ) => `SELECT note.conference, note.uuid AS guid, picture_text_search.rank AS score, note.excerpt,
        ${noteWeight} AS weight, ${subjectColumn}, note.markdown, picture_text.sha256 AS picture,
        ${highlightColumn('picture_text_search', 0)} AS text
      FROM picture_text_search
      JOIN picture_text ON picture_text.id = picture_text_search.rowid
      JOIN note_picture ON note_picture.sha256 = picture_text.sha256
      JOIN note ON note.id = note_picture.note_id
      ${noteSubject}
      WHERE ${isMatched ? 'picture_text_search MATCH @match' : 'FALSE'}
        AND note.deleted_at IS NULL AND conference.removed_at IS NULL AND ${isAllowed('note.id')}
        AND (@conference IS NULL OR note.conference = @conference)
      ${sortBestFirst('picture_text_search', isMatched)}`,
    toHits: ({ text = null, markdown = null, picture = null, ...row }, parts) =>
      findPlaces(text ?? '', '', parts)
        .slice(0, 1)
        .map(({ snippet, ...place }) => {
          const at = findTimeOfPicture(markdown ?? '', picture ?? '')
          return toNoteHit(row, snippet, { ...place, at, ...(picture && { picture }) })
        }),
  },
  {
    kind: 'contact',
    query: (
      isMatched,
    ) => `SELECT contact.conference, contact.uuid AS guid, contact_search.rank AS score, 0 AS weight,
        ${highlightColumn('contact_search', 0)} AS name, ${highlightColumn('contact_search', 1)} AS organisation,
        ${highlightColumn('contact_search', 2)} AS country, ${highlightColumn('contact_search', 3)} AS role,
        ${highlightColumn('contact_search', 4)} AS email, ${highlightColumn('contact_search', 5)} AS telephone,
        ${snippetOfColumn('contact_search', 6)} AS note
      FROM contact_search
      JOIN contact ON contact.id = contact_search.rowid
      LEFT JOIN conference ON conference.slug = contact.conference
      WHERE ${isMatched ? matchWithWeights('contact_search', 1000, 20, 10, 10, 10, 10, 1) : hasNoWords}
        AND contact.deleted_at IS NULL AND conference.removed_at IS NULL AND ${isAllowed('contact.id')}
        AND (@conference IS NULL OR contact.conference = @conference)
      ${sortBestFirst('contact_search', isMatched)}`,
    toHits: ({ conference, guid, score, weight, name = null, note = null, ...fields }) => {
      const { role = null, organisation = null, country = null, email = null, telephone = null } = fields
      // Shows e-mail, telephone and the private note only if they contain the match.
      const found = [email, telephone, note].filter(hasMatch)
      return [
        {
          kind: 'contact',
          conference,
          guid,
          score,
          weight,
          title: toMarkedText(name),
          snippet: joinMarked([role, organisation, country, ...found], ' · '),
          place: null,
        },
      ]
    },
  },
  {
    kind: 'directory',
    query: (isMatched) => `SELECT conference.slug AS conference, directory_entry.guid,
        directory_entry_search.rank AS score, 0 AS weight,
        ${highlightColumn('directory_entry_search', 0)} AS name, ${snippetOfColumn('directory_entry_search', 2)} AS sentence
      FROM directory_entry_search
      JOIN directory_entry ON directory_entry.id = directory_entry_search.rowid
      JOIN conference ON conference.id = directory_entry.conference_id
      WHERE ${isMatched ? matchWithWeights('directory_entry_search', 1000, 20, 1) : hasNoWords}
        AND conference.removed_at IS NULL AND ${isAllowed('directory_entry.id')}
        AND (@conference IS NULL OR conference.slug = @conference)
      ${sortBestFirst('directory_entry_search', isMatched)}`,
    toHits: ({ conference, guid, score, weight, name = null, sentence = null }) => [
      {
        kind: 'directory',
        conference,
        guid,
        score,
        weight,
        title: toMarkedText(name),
        snippet: toMarkedText(sentence),
        place: null,
      },
    ],
  },
  ...documentSources,
]

/** The SQL text of each source: `matching` searches for words, `everything` lists all rows. */
const statements = sources.map(({ query, ...source }) => ({
  ...source,
  matching: query(true),
  everything: query(false),
}))
