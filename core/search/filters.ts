/** The filters of a search, such as `type:note day:thu`. Names and values are understood in the four languages. */
import { languages } from '../desktop.ts'
import { fold } from '../fold.ts'

export const resultTypes = ['session', 'message', 'note', 'contact', 'organisation'] as const
export type ResultType = (typeof resultTypes)[number]
export const contents = ['action', 'decision', 'question', 'picture', 'note', 'star'] as const
export type Content = (typeof contents)[number]

/** A weekday (0 is Sunday), a date, or a day of the month. */
export type DayFilter = { weekday: number } | { date: string } | { dayOfMonth: number }

/** Several values of one filter are alternatives. */
export type Filters = {
  types: ResultType[]
  days: DayFilter[]
  /** Folded parts of a room's name. */
  rooms: string[]
  tags: string[]
  /** Local times, `HH:MM`. */
  from: string | null
  to: string | null
  has: Content[]
  /** ISO 639 codes. */
  spoken: string[]
  /** Folded parts of a speaker's name. */
  speakers: string[]
  /** The number of filters that were given. */
  count: number
}

export const filterNames = ['type', 'day', 'room', 'tag', 'from', 'to', 'has', 'lang', 'speaker'] as const
export type FilterName = (typeof filterNames)[number]

/** Folded names in English, French, Spanish and Russian. */
const names: Record<FilterName, readonly string[]> = {
  type: ['type', 'tipo', 'тип'],
  day: ['day', 'jour', 'dia', 'день'],
  room: ['room', 'salle', 'sala', 'зал'],
  tag: ['tag', 'etiquette', 'etiqueta', 'тег', 'метка'],
  from: ['from', 'des', 'desde', 'с'],
  to: ['to', 'jusqua', 'hasta', 'до'],
  has: ['has', 'avec', 'con', 'есть'],
  lang: ['lang', 'langue', 'idioma', 'язык'],
  speaker: ['speaker', 'orateur', 'ponente', 'докладчик'],
}

const types: Record<ResultType, readonly string[]> = {
  session: ['session', 'sessions', 'seance', 'sesion', 'сессия'],
  message: ['message', 'messages', 'key-message', 'mensaje', 'тезис'],
  note: ['note', 'notes', 'nota', 'notas', 'заметка', 'заметки'],
  contact: ['contact', 'contacts', 'person', 'people', 'contacto', 'контакт'],
  organisation: ['organisation', 'organization', 'organisations', 'org', 'organizacion', 'организация'],
}

const contentNames: Record<Content, readonly string[]> = {
  action: ['action', 'actions', 'task', 'tasks', 'accion', 'tarea', 'tache', 'задача', 'задачи'],
  decision: ['decision', 'decisions', 'решение', 'решения'],
  question: ['question', 'questions', 'pregunta', 'вопрос', 'вопросы'],
  picture: ['picture', 'pictures', 'photo', 'image', 'imagen', 'foto', 'снимок', 'фото'],
  note: ['note', 'notes', 'nota', 'заметка'],
  star: ['star', 'starred', 'etoile', 'estrella', 'звезда'],
}

export function noFilters(): Filters {
  const none = { types: [], days: [], rooms: [], tags: [], has: [], spoken: [], speakers: [] }
  return { ...none, from: null, to: null, count: 0 }
}

/** Adds `name:value` to the filters. @returns false if it is no filter, so that it is text */
export function parseFilter(filters: Filters, part: string): boolean {
  const colon = part.indexOf(':')
  const name = colon > 0 ? findName(names, part.slice(0, colon)) : null
  const value = fold(part.slice(colon + 1)).trim()
  if (!name || value === '' || !addValue(filters, name, value)) return false
  filters.count += 1
  return true
}

/** @returns false if the filter has no such value */
function addValue(filters: Filters, name: FilterName, value: string): boolean {
  switch (name) {
    case 'type':
      return push(filters.types, findName(types, value))
    case 'has':
      return push(filters.has, findName(contentNames, value))
    case 'day':
      return push(filters.days, parseDay(value))
    case 'room':
      return push(filters.rooms, value)
    case 'tag':
      return push(filters.tags, value.replace(/^#/, ''))
    case 'speaker':
      return push(filters.speakers, value)
    case 'lang':
      return push(filters.spoken, /^[a-z]{2,3}$/.test(value) ? value : null)
    case 'from':
    case 'to': {
      const time = parseTime(value)
      if (time) filters[name] = time
      return time !== null
    }
  }
}

function push<T>(list: T[], value: T | null): boolean {
  if (value !== null) list.push(value)
  return value !== null
}

function findName<Name extends string>(known: Record<Name, readonly string[]>, typed: string): Name | null {
  const folded = fold(typed)
  const found = (Object.keys(known) as Name[]).find((name) => known[name].includes(folded))
  return found ?? null
}

function parseTime(value: string): string | null {
  const [, hour = '', minute = '00'] = /^(\d{1,2})(?:[:.h](\d{2})?)?$/.exec(value) ?? []
  if (hour === '' || Number(hour) > 23 || Number(minute) > 59) return null
  return `${hour.padStart(2, '0')}:${minute}`
}

function parseDay(value: string): DayFilter | null {
  if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return { date: value }
  if (/^\d{1,2}$/.test(value)) {
    const dayOfMonth = Number(value)
    return dayOfMonth >= 1 && dayOfMonth <= 31 ? { dayOfMonth } : null
  }
  const weekday = getWeekdays().findIndex((written) => written.some((name) => name.startsWith(value)))
  return value.length >= 2 && weekday >= 0 ? { weekday } : null
}

let weekdays: string[][] | null = null

/** The folded names of each weekday in every language, Sunday first. */
function getWeekdays(): string[][] {
  weekdays ??= Array.from({ length: 7 }, (_, day) =>
    languages.flatMap((language) =>
      (['long', 'short'] as const).map((weekday) =>
        // 4 January 1970 was a Sunday.
        fold(
          new Intl.DateTimeFormat(language, { weekday, timeZone: 'UTC' }).format(
            new Date(Date.UTC(1970, 0, 4 + day)),
          ),
        ),
      ),
    ),
  )
  return weekdays
}
