/** The terms of the search indexes, which a query is compared with. */
import type Database from 'better-sqlite3'
import type { Sql } from '../../store/open.ts'
import { getStems, haveSameStem } from './stems.ts'

const WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u
const INDEXES = ['session', 'key_message', 'note', 'note_tag', 'contact', 'directory_entry']

/** Lists terms through fts5vocab (https://sqlite.org/fts5.html §7). Temporary, since a read-only copy is not changed. */
export function createVocabularies(db: Database.Database): void {
  for (const name of INDEXES) {
    db.exec(
      `CREATE VIRTUAL TABLE IF NOT EXISTS temp.${name}_vocabulary USING fts5vocab(main, ${name}_search, row)`,
    )
  }
}

const termsInRange = INDEXES.map(
  (name) => `SELECT term FROM ${name}_vocabulary WHERE term >= @from AND term < @to`,
).join(' UNION ')

/** Terms with this beginning. */
export function listTerms(sql: Sql, beginning: string): string[] {
  return sql<{ term: string }>(termsInRange)
    .all({ from: beginning, to: `${beginning}\u{10FFFF}` })
    .map(({ term }) => term)
}

const allTerms = `SELECT term, sum(doc) AS texts FROM (${INDEXES.map(
  (name) => `SELECT term, doc FROM ${name}_vocabulary`,
).join(' UNION ALL ')}) GROUP BY term`

/** Every term, with the number of texts that have it. Reads the whole index. */
export function listAllTerms(sql: Sql): { term: string; texts: number }[] {
  return sql<{ term: string; texts: number }>(allTerms).all()
}

const termItself = INDEXES.map((name) => `SELECT 1 FROM ${name}_vocabulary WHERE term = @term`).join(
  ' UNION ALL ',
)

/** Whether a text has the term. */
export function hasTerm(sql: Sql, term: string): boolean {
  return sql(termItself).get({ term }) !== undefined
}

const termsWith = `SELECT term FROM (${INDEXES.map((name) => `SELECT term FROM ${name}_vocabulary`).join(
  ' UNION ',
)}) WHERE instr(term, @part)`

/** In scripts without spaces the index has whole clauses as terms; each that contains the part is found. */
export function listTermsWith(sql: Sql, part: string): string[] {
  return sql<{ term: string }>(termsWith)
    .all({ part })
    .map(({ term }) => term)
}

/** Inflections of the term that occur somewhere. A stem may differ from its word in the last letter. */
export function listInflections(sql: Sql, term: string): string[] {
  if (WITHOUT_SPACES.test(term)) return listTermsWith(sql, term).filter((other) => other !== term)
  const stems = getStems(term)
  if (stems.length === 1 && stems[0] === term && !/\p{Script=Cyrillic}/u.test(term)) return []
  const shortest = Math.min(...stems.map((stem) => stem.length))
  const beginning = term.slice(0, Math.max(2, Math.min(term.length, shortest - 1)))
  return withYo(beginning)
    .flatMap((written) => listTerms(sql, written))
    .filter((other) => other !== term && haveSameStem(getStems(other), stems))
}

const MOST_SPELLINGS = 12

/** Russian often writes е for ё, which the tokenizer keeps apart. A word has at most one ё, so each е is tried in turn. */
export function withYo(word: string): string[] {
  const plain = word.replaceAll('ё', 'е').replaceAll('Ё', 'Е')
  const places = [...plain.matchAll(/[еЕ]/g)].map(({ index }) => index)
  return [plain, ...places.map((at) => `${plain.slice(0, at)}ё${plain.slice(at + 1)}`)].slice(
    0,
    MOST_SPELLINGS,
  )
}
