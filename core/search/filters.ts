/** The filters of a search, such as `type:note day:thu`. Names and values are understood in the four languages. */
import { type Language, languages } from '../desktop.ts'
import { fold } from '../fold.ts'

export type ResultType = 'session' | 'message' | 'note' | 'contact' | 'organisation' | 'document'
export type Content = 'action' | 'decision' | 'question' | 'picture' | 'note' | 'star'

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
  /** What the result must have, such as a decision or a star. */
  has: Content[]
  /** The languages of a session, as ISO 639 codes. */
  spoken: string[]
  /** Folded parts of a speaker's name. */
  speakers: string[]
  /** The number of filters that were given. */
  count: number
}

export type FilterName = 'type' | 'day' | 'room' | 'tag' | 'from' | 'to' | 'has' | 'lang' | 'speaker'

type Names<Name extends string> = Record<Name, Record<Language, string>>

export const filterNames: Names<FilterName> = {
  type: { en: 'type', fr: 'type', es: 'tipo', ru: 'тип' },
  day: { en: 'day', fr: 'jour', es: 'día', ru: 'день' },
  room: { en: 'room', fr: 'salle', es: 'sala', ru: 'зал' },
  tag: { en: 'tag', fr: 'étiquette', es: 'etiqueta', ru: 'метка' },
  from: { en: 'from', fr: 'dès', es: 'desde', ru: 'с' },
  to: { en: 'to', fr: 'avant', es: 'hasta', ru: 'до' },
  has: { en: 'has', fr: 'avec', es: 'con', ru: 'есть' },
  lang: { en: 'lang', fr: 'langue', es: 'idioma', ru: 'язык' },
  speaker: { en: 'speaker', fr: 'orateur', es: 'ponente', ru: 'докладчик' },
}

export const typeNames: Names<ResultType> = {
  session: { en: 'session', fr: 'séance', es: 'sesión', ru: 'заседание' },
  message: { en: 'message', fr: 'message', es: 'mensaje', ru: 'тезис' },
  note: { en: 'note', fr: 'note', es: 'nota', ru: 'заметка' },
  contact: { en: 'contact', fr: 'contact', es: 'contacto', ru: 'контакт' },
  organisation: { en: 'organisation', fr: 'organisation', es: 'organización', ru: 'организация' },
  document: { en: 'document', fr: 'document', es: 'documento', ru: 'документ' },
}

export const contentNames: Names<Content> = {
  action: { en: 'action', fr: 'tâche', es: 'tarea', ru: 'задача' },
  decision: { en: 'decision', fr: 'décision', es: 'decisión', ru: 'решение' },
  question: { en: 'question', fr: 'question', es: 'pregunta', ru: 'вопрос' },
  picture: { en: 'picture', fr: 'image', es: 'imagen', ru: 'снимок' },
  note: { en: 'note', fr: 'note', es: 'nota', ru: 'заметка' },
  star: { en: 'star', fr: 'étoile', es: 'estrella', ru: 'звезда' },
}

export function createFilters(): Filters {
  const none = { types: [], days: [], rooms: [], tags: [], has: [], spoken: [], speakers: [] }
  return { ...none, from: null, to: null, count: 0 }
}

/** Adds `name:value` to the filters. @returns false if it is not a filter; the caller then treats it as text */
export function parseFilter(filters: Filters, part: string): boolean {
  const colon = part.indexOf(':')
  const name = colon > 0 ? findName(filterNames, part.slice(0, colon)) : null
  // While a quoted value is typed, its second quotation mark is missing.
  const value = fold(part.slice(colon + 1))
    .replaceAll('"', '')
    .trim()
  if (!name || value === '' || !addValue(filters, name, value)) return false
  filters.count += 1
  return true
}

/** @returns false if the filter has no such value */
function addValue(filters: Filters, name: FilterName, value: string): boolean {
  switch (name) {
    case 'type':
      return pushValue(filters.types, findName(typeNames, value))
    case 'has':
      return pushValue(filters.has, findName(contentNames, value))
    case 'day':
      return pushValue(filters.days, parseDay(value))
    case 'room':
      return pushValue(filters.rooms, value)
    case 'tag':
      return pushValue(filters.tags, value.replace(/^#/, ''))
    case 'speaker':
      return pushValue(filters.speakers, value)
    case 'lang':
      return pushValue(filters.spoken, /^[a-z]{2,3}$/.test(value) ? value : null)
    case 'from':
    case 'to': {
      const time = parseTime(value)
      if (time) filters[name] = time
      return time !== null
    }
  }
}

function pushValue<T>(list: T[], value: T | null): boolean {
  if (value !== null) list.push(value)
  return value !== null
}

/** Plurals count too: `type:notes`. */
function findName<Name extends string>(known: Names<Name>, typed: string): Name | null {
  const folded = fold(typed)
  const isTyped = (name: string) => fold(name) === folded || `${fold(name)}s` === folded
  const found = (Object.keys(known) as Name[]).find((name) =>
    Object.values<string>(known[name]).some(isTyped),
  )
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
