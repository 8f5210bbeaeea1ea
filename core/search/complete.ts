/** Completes the filter at the end of a search. */
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

export type Completion = {
  filter: FilterName
  /** null if only the filter's name is completed. */
  value: string | null
  /** The whole search with the completion. */
  text: string
}

/** The possible values of filters that depend on the conference. */
export type FilterValues = Partial<Record<FilterName, readonly string[]>>

const FEWEST_LETTERS = 2
const MOST = 8

/** Names and values are offered in the language of the interface. */
export function complete(text: string, language: Language, values: FilterValues): Completion[] {
  const [last = ''] = /\S*$/.exec(text) ?? []
  const start = text.slice(0, text.length - last.length)
  const colon = last.indexOf(':')
  if (colon < 0) {
    if (last.length < FEWEST_LETTERS) return []
    const typed = fold(last)
    return names
      .filter(([, name]) => fold(name[language]).startsWith(typed))
      .map(([filter, name]) => ({ filter, value: null, text: `${start}${name[language]}:` }))
  }
  const written = last.slice(0, colon)
  const [filter] =
    names.find(([, name]) => Object.values(name).some((one) => fold(one) === fold(written))) ?? []
  if (!filter) return []
  const typed = fold(last.slice(colon + 1).replace('"', ''))
  return getValues(filter, language, values)
    .filter((value) => fold(value).includes(typed) && fold(value) !== typed)
    .slice(0, MOST)
    .map((value) => ({
      filter,
      value,
      text: `${start}${written}:${/\s/.test(value) ? `"${value}"` : value} `,
    }))
}

const names = Object.entries(filterNames) as [FilterName, Record<Language, string>][]

function findFilter(written: string): FilterName | null {
  const isNamed = (name: Record<Language, string>) =>
    Object.values(name).some((one) => fold(one) === fold(written))
  return names.find(([, name]) => isNamed(name))?.[0] ?? null
}

/** Leaves out a filter at the end whose value is not typed yet, so that the results stay. */
export function withoutUnfinished(text: string): string {
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
