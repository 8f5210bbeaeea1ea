/**
 * Parses what is typed into the search: words, "exact phrases", alternatives (`a OR b`), excluded words (`-a`) and filters (`type:note`).
 * Anything that is not valid syntax is searched as text.
 */
import { createFilters, type Filters, parseFilter } from './filters.ts'

export type Term = { text: string; isPhrase: boolean }
export type Query = {
  /** One alternative of each group must match. */
  groups: Term[][]
  excluded: Term[]
  filters: Filters
}

/** The word between alternatives. Spanish has OR, since its “O” could also be a letter that somebody searches for. */
export const orWords = { en: 'OR', fr: 'OU', es: 'OR', ru: 'ИЛИ' } as const
const OR: ReadonlySet<string> = new Set(Object.values(orWords))
/** A quoted or plain part, with an optional minus and filter name. */
const PART = /(-?)([\p{L}]+:)?"([^"]*)"|\S+/gu

export function parseQuery(text: string): Query {
  const query: Query = { groups: [], excluded: [], filters: createFilters() }
  // U+0000 would truncate an FTS5 expression.
  const parts = [...text.replaceAll('\0', ' ').toWellFormed().normalize('NFC').matchAll(PART)]
  let followsOr = false
  for (const [index, part] of parts.entries()) {
    const [whole, minus, name, quoted] = part
    const isOr = OR.has(whole) && query.groups.length > 0 && index < parts.length - 1
    if (isOr && !followsOr) {
      followsOr = true
      continue
    }
    if (minus !== '-' && parseFilter(query.filters, quoted === undefined ? whole : `${name ?? ''}${quoted}`))
      continue
    const isPhrase = quoted !== undefined && name === undefined
    const isExcluded = isPhrase ? minus === '-' : /^-[\p{L}\p{N}]/u.test(whole)
    const term = { text: isPhrase ? quoted : isExcluded ? whole.slice(1) : whole, isPhrase }
    if (hasWord(term.text)) {
      if (isExcluded) query.excluded.push(term)
      else if (followsOr) query.groups.at(-1)?.push(term)
      else query.groups.push([term])
    }
    followsOr = false
  }
  // A search for nothing but an excluded word would find everything; the word is searched instead.
  if (query.groups.length === 0 && query.filters.count === 0) {
    return { ...query, groups: query.excluded.map((term) => [term]), excluded: [] }
  }
  return query
}

/** Whether the text has a character that the tokenizer indexes; without one it would match nothing. */
function hasWord(text: string): boolean {
  return /[\p{L}\p{N}\p{Co}]/u.test(text)
}
