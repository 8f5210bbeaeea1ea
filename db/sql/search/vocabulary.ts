/** The terms of the search indexes, with which a query is compared. */
import type Database from 'better-sqlite3'
import type { Sql } from '../../store/open.ts'
import { SEARCH_INDEXES } from './indexes.ts'
import { getStems } from './stems.ts'

export type Vocabulary = {
  /** Every term, with the number of texts that have it. */
  texts: ReadonlyMap<string, number>
  /** The other terms that have a stem in common with this one. */
  listInflections(term: string): string[]
}

type Cache = WeakMap<Sql, { version: string; vocabulary: Vocabulary }>
let cache: Cache = new WeakMap()

/**
 * Creates tables that list the terms of the indexes (fts5vocab, https://sqlite.org/fts5.html §7). They are temporary, so that the database
 * itself may be read-only. Clears the cache, since another notebook, such as a restored backup, may have the same count of changes.
 */
export function createVocabularies(db: Database.Database): void {
  cache = new WeakMap()
  for (const name of SEARCH_INDEXES) {
    db.exec(
      `CREATE VIRTUAL TABLE IF NOT EXISTS temp.${name}_vocabulary USING fts5vocab(main, ${name}_search, row)`,
    )
  }
}

/** Reads the whole index, but only if the database changed since the last time. */
export function getVocabulary(sql: Sql): Vocabulary {
  const version = getVersion(sql)
  const cached = cache.get(sql)
  if (cached?.version === version) return cached.vocabulary
  const vocabulary = readVocabulary(sql)
  cache.set(sql, { version, vocabulary })
  return vocabulary
}

/** Changes with each change by this connection or another one. */
function getVersion(sql: Sql): string {
  const { own } = sql<{ own: number }>('SELECT total_changes() AS own').get() ?? { own: 0 }
  const { data_version: others } = sql<{ data_version: number }>('PRAGMA data_version').get() ?? {
    data_version: 0,
  }
  return `${own}/${others}`
}

function readVocabulary(sql: Sql): Vocabulary {
  const texts = new Map<string, number>()
  for (const name of SEARCH_INDEXES) {
    const rows = sql<{ term: string; doc: number }>(`SELECT term, doc FROM ${name}_vocabulary`).all()
    for (const { term, doc } of rows) texts.set(term, (texts.get(term) ?? 0) + doc)
  }
  let byStem: Map<string, string[]> | null = null
  return {
    texts,
    listInflections: (term) => {
      if (WITHOUT_SPACES.test(term))
        return [...texts.keys()].filter((other) => other.includes(term) && other !== term)
      byStem ??= groupByStem(texts.keys())
      const found = new Set(getKeys(term).flatMap((key) => byStem?.get(key) ?? []))
      found.delete(term)
      return [...found]
    },
  }
}

/** In these scripts the index has whole clauses as terms; each that contains the word is found. */
const WITHOUT_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u

function groupByStem(terms: Iterable<string>): Map<string, string[]> {
  const groups = new Map<string, string[]>()
  for (const term of terms) {
    for (const key of getKeys(term)) {
      const group = groups.get(key)
      if (group) group.push(term)
      else groups.set(key, [term])
    }
  }
  return groups
}

/** @returns each stem together with its language, since two words of different languages may have the same stem */
function getKeys(term: string): string[] {
  const stems = getStems(term)
  return stems.map((stem, language) => `${stems.length}${language}${stem}`)
}

const anyTextThatBegins = `${SEARCH_INDEXES.map(
  (name) => `SELECT 1 FROM ${name}_search WHERE ${name}_search MATCH @match`,
).join(' UNION ALL ')} LIMIT 1`

/** Whether a text has a term with this beginning. */
export function hasBeginning(sql: Sql, beginning: string): boolean {
  return sql(anyTextThatBegins).get({ match: `"${beginning}"*` }) !== undefined
}

const MAX_SPELLINGS = 12

/**
 * Adds variants with ё. Russian texts often have е in place of ё, and the tokenizer distinguishes the two. A word has at most one ё, so
 * each е is tried in turn.
 */
export function addYoVariants(word: string): string[] {
  const plain = word.replaceAll('ё', 'е').replaceAll('Ё', 'Е')
  const places = [...plain.matchAll(/[еЕ]/g)].map(({ index }) => index)
  return [plain, ...places.map((index) => `${plain.slice(0, index)}ё${plain.slice(index + 1)}`)].slice(
    0,
    MAX_SPELLINGS,
  )
}
