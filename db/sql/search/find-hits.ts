import type { MarkedText, SearchHit } from '../../contract/index.ts'
import type { ConferenceSlug } from '../../model.ts'
import type { Sql } from '../../store/open.ts'
import { CLOSE, hasMatch, joinMarked, markedText, OPEN } from '../marked-text.ts'

type SearchFor = {
  /** An FTS5 expression. */
  match: string
  /** null searches all conferences. */
  conference: ConferenceSlug | null
  /** Per kind. */
  limit: number
}

/** Groups hits by kind, best first within each. A note can appear twice: once for a tag and once for its text. */
export function findHits(sql: Sql, searched: SearchFor): SearchHit[] {
  return kinds.flatMap(({ query, hit }) =>
    sql<Row>(query)
      .all({ ...searched, open: OPEN, close: CLOSE })
      .map(hit),
  )
}

type Row = Record<string, string | null> & { conference: ConferenceSlug; guid: string; score: number }
type Kind = { query: string; hit: (row: Row) => SearchHit }

/** `highlight` marks a whole column; `snippet` returns about this many words of it. */
const WORDS = 24
const mark = (table: string, column: number) => `highlight(${table}, ${column}, @open, @close)`
const cut = (table: string, column: number) => `snippet(${table}, ${column}, @open, @close, '…', ${WORDS})`

/**
 * Ranks matches in names above matches in descriptions, however frequent those are. Weights multiply term frequency before bm25
 * saturates it, so only large ones have an effect. As a MATCH term, not a function call, they let FTS5 sort by rank itself.
 */
const ranked = (table: string, ...weights: number[]) =>
  `${table} MATCH @match AND rank MATCH 'bm25(${weights.join(', ')})'`

/** Shows the speakers or the track if the match is there, otherwise the description. */
function sessionSnippet({ people = null, track = null, description = null }: Partial<Row>): MarkedText {
  if (hasMatch(people)) return joinMarked(people?.split('\n') ?? [], ', ')
  return hasMatch(track) ? markedText(track) : markedText(description)
}

function toNoteHit({ conference, guid, score, ...row }: Row, snippet: MarkedText): SearchHit {
  const title = markedText(row.subject ?? row.excerpt ?? null)
  return { kind: 'note', conference, guid, score, title, snippet }
}

const subjectColumn = `coalesce(session.label, session.title, key_message.number || ' · ' || key_message.lead) AS subject`
const subjectJoins = `LEFT JOIN conference ON conference.slug = note.conference
      LEFT JOIN session ON session.conference_id = conference.id AND session.guid = note.session
      LEFT JOIN key_message ON key_message.conference_id = conference.id AND key_message.guid = note.key_message`

/** One statement per kind, each with its own limit: only what is shown is ranked and marked. */
const kinds: Kind[] = [
  {
    query: `SELECT conference.slug AS conference, session.guid, session_search.rank AS score,
        ${mark('session_search', 0)} AS label, ${mark('session_search', 1)} AS title,
        ${mark('session_search', 2)} AS people, ${cut('session_search', 3)} AS description,
        ${mark('session_search', 4)} AS track
      FROM session_search
      JOIN session ON session.id = session_search.rowid
      JOIN conference ON conference.id = session.conference_id
      WHERE ${ranked('session_search', 1000, 1000, 20, 1, 20)} AND conference.removed_at IS NULL
        AND (@conference IS NULL OR conference.slug = @conference)
      ORDER BY session_search.rank LIMIT @limit`,
    hit: ({ conference, guid, score, label = null, title = null, ...row }) => ({
      kind: 'session',
      conference,
      guid,
      score,
      title: joinMarked([label, title], ' · '),
      snippet: sessionSnippet(row),
    }),
  },
  {
    query: `SELECT conference.slug AS conference, key_message.guid, key_message_search.rank AS score,
        ${mark('key_message_search', 0)} AS number, ${mark('key_message_search', 1)} AS lead,
        ${cut('key_message_search', 2)} AS text
      FROM key_message_search
      JOIN key_message ON key_message.id = key_message_search.rowid
      JOIN conference ON conference.id = key_message.conference_id
      WHERE ${ranked('key_message_search', 1000, 1000, 1)} AND conference.removed_at IS NULL
        AND (@conference IS NULL OR conference.slug = @conference)
      ORDER BY key_message_search.rank LIMIT @limit`,
    hit: ({ conference, guid, score, number = null, lead = null, text = null }) => ({
      kind: 'key-message',
      conference,
      guid,
      score,
      title: joinMarked([number, lead], ' · '),
      snippet: markedText(text),
    }),
  },
  {
    query: `SELECT note.conference, note.uuid AS guid, note_tag_search.rank AS score, note.excerpt,
        ${subjectColumn},
        ${mark('note_tag_search', 0)} AS tag
      FROM note_tag_search
      JOIN note_tag ON note_tag.id = note_tag_search.rowid
      JOIN note ON note.uuid = note_tag.note
      ${subjectJoins}
      WHERE ${ranked('note_tag_search', 1000)} AND note_tag.deleted_at IS NULL AND note.deleted_at IS NULL
        AND (@conference IS NULL OR note.conference = @conference)
      ORDER BY note_tag_search.rank LIMIT @limit`,
    hit: ({ tag = null, ...row }) => toNoteHit(row, joinMarked([tag, row.excerpt ?? null], ' · ')),
  },
  {
    query: `SELECT note.conference, note.uuid AS guid, note_search.rank AS score, note.excerpt,
        ${subjectColumn},
        ${cut('note_search', 0)} AS text
      FROM note_search
      JOIN note ON note.id = note_search.rowid
      ${subjectJoins}
      WHERE note_search MATCH @match AND note.deleted_at IS NULL AND conference.removed_at IS NULL
        AND (@conference IS NULL OR note.conference = @conference)
      ORDER BY note_search.rank LIMIT @limit`,
    hit: ({ text = null, ...row }) => toNoteHit(row, markedText(text)),
  },
  {
    query: `SELECT contact.conference, contact.uuid AS guid, contact_search.rank AS score,
        ${mark('contact_search', 0)} AS name, ${mark('contact_search', 1)} AS organisation,
        ${mark('contact_search', 2)} AS country, ${mark('contact_search', 3)} AS role,
        ${mark('contact_search', 4)} AS email, ${mark('contact_search', 5)} AS telephone,
        ${cut('contact_search', 6)} AS note
      FROM contact_search
      JOIN contact ON contact.id = contact_search.rowid
      LEFT JOIN conference ON conference.slug = contact.conference
      WHERE ${ranked('contact_search', 1000, 20, 10, 10, 10, 10, 1)} AND contact.deleted_at IS NULL
        AND conference.removed_at IS NULL
        AND (@conference IS NULL OR contact.conference = @conference)
      ORDER BY contact_search.rank LIMIT @limit`,
    hit: ({ conference, guid, score, name = null, note = null, ...fields }) => {
      const { role = null, organisation = null, country = null, email = null, telephone = null } = fields
      // Shows e-mail, telephone and the private note only if they contain the match.
      const found = [email, telephone, note].filter(hasMatch)
      return {
        kind: 'contact',
        conference,
        guid,
        score,
        title: markedText(name),
        snippet: joinMarked([role, organisation, country, ...found], ' · '),
      }
    },
  },
  {
    query: `SELECT conference.slug AS conference, directory_entry.guid, directory_entry_search.rank AS score,
        ${mark('directory_entry_search', 0)} AS name, ${cut('directory_entry_search', 2)} AS sentence
      FROM directory_entry_search
      JOIN directory_entry ON directory_entry.id = directory_entry_search.rowid
      JOIN conference ON conference.id = directory_entry.conference_id
      WHERE ${ranked('directory_entry_search', 1000, 20, 1)} AND conference.removed_at IS NULL
        AND (@conference IS NULL OR conference.slug = @conference)
      ORDER BY directory_entry_search.rank LIMIT @limit`,
    hit: ({ conference, guid, score, name = null, sentence = null }) => ({
      kind: 'directory',
      conference,
      guid,
      score,
      title: markedText(name),
      snippet: markedText(sentence),
    }),
  },
]
