/** Completes a search: the filter at its end, or an operator after a word. */
import type { Language } from '../desktop.ts'
import { fold } from '../fold.ts'
import {
  contentNames,
  createFilters,
  type FilterName,
  filterNames,
  parseFilter,
  typeNames,
} from './filters.ts'
import { orWords, parseQuery } from './query.ts'

export type Operator = 'phrase' | 'or' | 'not'

export type Completion = {
  filter: FilterName | Operator
  /** null if only the filter's name is completed. */
  value: string | null
  /** The whole search with the completion. */
  text: string
}

/** The possible values of filters that depend on the conference. */
export type FilterValues = Partial<Record<FilterName, readonly string[]>>

const MIN_LETTERS = 2
const MAX_COMPLETIONS = 8

/** Names and values are offered in the language of the interface. */
export function complete(text: string, language: Language, values: FilterValues): Completion[] {
  const [last = ''] = /\S*$/.exec(text) ?? []
  const start = text.slice(0, text.length - last.length)
  const colon = last.indexOf(':')
  if (last === '') return listOperators(text, language)
  if (colon < 0) {
    if (last.length < MIN_LETTERS) return []
    const typed = fold(last)
    return names
      .filter(([, name]) => fold(name[language]).startsWith(typed))
      .map(([filter, name]) => ({ filter, value: null, text: `${start}${name[language]}:` }))
  }
  const written = last.slice(0, colon)
  const filter = findFilter(written)
  if (!filter) return []
  const typed = fold(last.slice(colon + 1).replace('"', ''))
  return getValues(filter, language, values)
    .filter((value) => fold(value).includes(typed) && fold(value) !== typed)
    .slice(0, MAX_COMPLETIONS)
    .map((value) => ({
      filter,
      value,
      text: `${start}${written}:${/\s/.test(value) ? `"${value}"` : value} `,
    }))
}

/** What can follow a word and a space. */
function listOperators(text: string, language: Language): Completion[] {
  const { groups, excluded, filters } = parseQuery(text)
  const words = groups.map(([term]) => term)
  if (words.length === 0 || endsWithOr(text)) return []
  const isPlain = groups.every(([term, ...others]) => others.length === 0 && !term?.isPhrase)
  const canBePhrase = words.length > 1 && isPlain && excluded.length + filters.count === 0
  const phrase = `"${words.map((term) => term?.text).join(' ')}"`
  const or = orWords[language]
  return [
    ...(canBePhrase ? [{ filter: 'phrase' as const, value: phrase, text: `${phrase} ` }] : []),
    { filter: 'or', value: or, text: `${text}${or} ` },
    { filter: 'not', value: '-', text: `${text}-` },
    ...names.map(([filter, name]) => ({ filter, value: null, text: `${text}${name[language]}:` })),
  ]
}

/** The operator needs a word before it. */
const OR_AT_END = new RegExp(`\\S\\s+(?:${Object.values(orWords).join('|')})\\s*$`, 'u')

function endsWithOr(text: string): boolean {
  return OR_AT_END.test(text)
}

const names = Object.entries(filterNames) as [FilterName, Record<Language, string>][]

function findFilter(written: string): FilterName | null {
  const isNamed = (name: Record<Language, string>) =>
    Object.values(name).some((translated) => fold(translated) === fold(written))
  return names.find(([, name]) => isNamed(name))?.[0] ?? null
}

/** Leaves out a filter or an OR at the end that is not followed by a value yet, so that the results stay. */
export function removeUnfinished(text: string): string {
  if (endsWithOr(text)) return text.replace(/\S+\s*$/u, '')
  const [last = ''] = /\S*$/.exec(text) ?? []
  const [, name = ''] = /^([^:]+):/.exec(last) ?? []
  return findFilter(name) && !parseFilter(createFilters(), last)
    ? text.slice(0, text.length - last.length)
    : text
}

function getValues(filter: FilterName, language: Language, values: FilterValues): readonly string[] {
  if (filter === 'type') return Object.values(typeNames).map((name) => name[language])
  if (filter === 'has') return Object.values(contentNames).map((name) => name[language])
  return values[filter] ?? []
}
