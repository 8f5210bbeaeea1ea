/** Finds sessions whose texts share rare words with a key message. */
import { isStopWord } from '../../../core/search/stop-words.ts'
import type { ConferenceSlug, Guid } from '../../model.ts'
import type { Sql } from '../../store/open.ts'
import { CLOSE, hasMatch, OPEN, toMarkedText } from '../marked-text.ts'
import { toTerms } from './stems.ts'
import { getVocabulary } from './vocabulary.ts'

const SHORTEST_WORD = 4
/** The maximum number of words compared. Further words are frequent, so that any session may have them. */
const MAX_WORDS = 12
/** The minimum number of words in common, since one word may be a coincidence. */
const FEWEST_SHARED = 2
const MAX_SESSIONS = 3
const MAX_COMPARED = 20

type Word = { forms: readonly string[]; weight: number }

/** @returns at most three sessions for each text, best first */
export function findRelatedSessions(
  sql: Sql,
  conference: ConferenceSlug,
  texts: readonly string[],
): Guid[][] {
  const inSessions = new Map(
    sql<{ term: string; doc: number }>('SELECT term, doc FROM session_vocabulary')
      .all()
      .map(({ term, doc }) => [term, doc]),
  )
  const { listInflections } = getVocabulary(sql)
  const total = Math.max(...inSessions.values(), 1)
  return texts.map((text) => {
    const words = [...new Set(toTerms(text))]
      .filter((term) => term.length >= SHORTEST_WORD && !isStopWord(term))
      .flatMap((term): Word | [] => {
        const forms = [...new Set([term, ...listInflections(term)])].filter((form) => inSessions.has(form))
        const count = forms.reduce((sum, form) => sum + (inSessions.get(form) ?? 0), 0)
        return count === 0 ? [] : { forms, weight: Math.log(1 + total / count) }
      })
      .sort((a, b) => b.weight - a.weight)
      .slice(0, MAX_WORDS)
    return words.length < FEWEST_SHARED ? [] : rankSessions(sql, conference, words)
  })
}

function rankSessions(sql: Sql, conference: ConferenceSlug, words: readonly Word[]): Guid[] {
  const match = words
    .flatMap(({ forms }) => forms.map((form) => `"${form.replaceAll('"', '""')}"`))
    .join(' OR ')
  const mark = (column: number) => `highlight(session_search, ${column}, @open, @close)`
  const rows = sql<{ guid: Guid; title: string; text: string }>(
    `SELECT session.guid, ${mark(1)} AS title, concat_ws(char(10), ${[0, 3, 4].map(mark).join(', ')}) AS text
     FROM session_search
     JOIN session ON session.id = session_search.rowid
     JOIN conference ON conference.id = session.conference_id
     WHERE session_search MATCH @match AND conference.slug = @conference AND session.own = 0
       AND session.status = 'confirmed'
     ORDER BY session_search.rank LIMIT ${MAX_COMPARED}`,
  ).all({ match: `{label title description track} : (${match})`, conference, open: OPEN, close: CLOSE })
  const rated = rows.map(({ guid, title, text }) => {
    const shared = findShared(`${title}\n${text}`, words)
    // A word of the title counts twice.
    return { guid, count: shared.length, weight: weigh(shared) + weigh(findShared(title, words)) }
  })
  return rated
    .filter(({ count }) => count >= FEWEST_SHARED)
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MAX_SESSIONS)
    .map(({ guid }) => guid)
}

/** @returns the words that the marked text has */
function findShared(text: string, words: readonly Word[]): Word[] {
  const marked = new Set(
    hasMatch(text) ? toMarkedText(text).flatMap((run) => (run.match ? toTerms(run.text) : [])) : [],
  )
  return words.filter(({ forms }) => forms.some((form) => marked.has(form)))
}

function weigh(words: readonly Word[]): number {
  return words.reduce((sum, { weight }) => sum + weight, 0)
}
