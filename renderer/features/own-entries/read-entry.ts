/** Reads an entry from one line in any interface language, such as "Mexico bilateral Thu 15:00–15:30 Room 204 with EUROJUST". Pure. */
import { Temporal } from 'temporal-polyfill'
import { escapeRegExp } from '../../../core/escape-regexp.ts'
import type { OwnEntryFields, OwnEntryKind, PlainDate } from '../../../db/model.ts'
import { NUMBERED } from '../../lib/find-dates.ts'
import { fold } from '../../lib/fold.ts'

/** Finds a day in a text, counted from `day`. */
export type FindDay = (text: string, day: PlainDate) => { date: PlainDate; text: string } | null

/** Contains only what the line says; `from` and `to` are like `15:00`. */
export type ReadEntry = Partial<Pick<OwnEntryFields, 'kind' | 'place' | 'people'>> & {
  title: string
  day?: PlainDate
  from?: string
  to?: string
}

/** `at`: before a place. `from` and `until`: before a time. `day`: before a day. `hour`: before an hour without minutes. */
type EntryWords = Record<'with' | 'at' | 'from' | 'until' | 'and' | 'room' | 'day' | 'hour' | 'noon', string>

/** Words that introduce a part of an entry, as alternatives of a regular expression. */
const wordsByLanguage: Record<string, EntryWords> = {
  en: {
    with: 'with|w/',
    at: 'in|at|@',
    from: 'from|at|between',
    until: 'to|until|till|and',
    and: 'and',
    room: 'room|hall',
    day: 'on(?: the)?|the',
    hour: 'at',
    noon: 'noon|midday',
  },
  fr: {
    with: 'avec',
    at: 'à la|à l’|à|au|en|dans|chez|@',
    from: 'de|dès|à|entre',
    until: 'à|jusqu’à|et',
    and: 'et',
    room: 'salle|bureau',
    day: 'le|du',
    hour: 'à',
    noon: 'midi',
  },
  es: {
    with: 'con',
    at: 'en|@',
    from: '(?:de|desde|entre)(?: las?)?|a las?|al',
    until: '(?:a|hasta|y)(?: las?)?',
    and: 'y|e',
    room: 'sala|salón',
    day: 'el|del',
    hour: 'a las?',
    noon: 'mediodía',
  },
  ru: {
    with: 'со?',
    at: 'во?|на|@',
    from: 'со?|в',
    until: 'до|по',
    and: 'и',
    room: 'зал|каб(?:инет|\\.)?|комната|ауд(?:итория|\\.)?',
    day: 'во?|на|ко?',
    hour: 'в',
    noon: 'полдень|полудня',
  },
}

/** The beginnings of words for each kind, in all languages, because a minute-taker may type in any of them. */
const kindWords: [OwnEntryKind, string[]][] = [
  [
    'meal',
    [
      ...['breakfast', 'lunch', 'dinner', 'supper', 'coffee', 'drinks'],
      ...['petit dejeuner', 'petit-dejeuner', 'dejeuner', 'diner', 'cafe'],
      ...['desayuno', 'almuerzo', 'comida', 'cena'],
      ...['завтрак', 'обед', 'ужин', 'кофе'],
    ],
  ],
  ['call', ['call', 'phone', 'appel', 'telephone', 'llamada', 'звонок', 'созвон', 'zoom', 'teams', 'webex']],
  [
    'travel',
    [
      ...['flight', 'train', 'taxi', 'bus', 'tram', 'transfer', 'airport', 'check-in', 'check-out'],
      ...['vol', 'navette', 'aeroport', 'trajet'],
      ...['vuelo', 'avion', 'tren', 'autobus', 'traslado', 'aeropuerto'],
      ...['рейс', 'самолет', 'поезд', 'такси', 'автобус', 'трансфер', 'аэропорт', 'перелет'],
    ],
  ],
]

const LETTER = '[\\p{L}\\p{N}]'
/** Before "midi" in "après midi", which is a part of the day. */
const NOT_NOON = '(?:apr[eè]s|avant|antes del|después del|после)\\s'
const HOURS = '(?:h(?:s|eures?|oras?)?|ч(?:ас(?:а|ов)?|\\.)?)'
const PART_OF_DAY = '(?:утра|дня|вечера|de la (?:tarde|noche))'
/** "15h", "3 pm", "3 p. m.", "3 часа дня", "3 de la tarde" */
const DAY_HALF = `((?:${HOURS}\\s)?${PART_OF_DAY}|${HOURS}|[ap]m|[ap]\\.\\s?m\\.)`
/** "de 2 heures", "2h", "1h30", "на 2 часа", "2 дня" (two days, but "в 2 дня" is 14:00): lengths, and no times of day */
const LENGTH =
  /^(?:(?:de|на)\s+)?(?:[1-6]\s?(?:heures?|horas?|час(?:а|ов)?)|[1-4]\s?(?:hs?|ч\.?)|[12]\s?(?:h|ч\.?)\s?(?:15|30|45)(?:\s?мин\.?)?|\d+\s?дня)$/iu
/** "15:30", "15 h 30", "15 ч 30 мин" */
const MINUTES = `(?::|\\s?${HOURS}\\s?)([0-5]\\d)(?:\\s?мин\\.?)?`
const CLOCK = `(\\d{1,2})(?:(?:\\s?[:.]\\s?|\\s?${HOURS}\\s?)([0-5]\\d)(?:\\s?мин\\.?)?)?(?:\\s?${DAY_HALF})?`
const WEEKDAY =
  'lun(?:di|es)?|mar(?:di|tes)?|mer(?:credi)?|mi[eé](?:rcoles)?|jeu(?:di)?|jue(?:ves)?|ven(?:dredi)?|vie(?:rnes)?|sam(?:edi)?|s[aá]b(?:ado)?|dim(?:anche)?|dom(?:ingo)?'
/** Before the "18" of "le 18 à 15h" or "viernes 18 a las 15:00", which is a day, and the "3" of "salle 3 à 15h". */
const NOT_FROM = `(?<!${LETTER})(?:le|el|du|del|et|y|salle|bureau|sala|salón|${WEEKDAY}|${NUMBERED})\\.?\\s+(?=\\d{1,2}\\s+(?:à|a)\\s)`
/** Before the "3" of "atelier 3 à 15h" and the "2h" of "atelier 2h à 15h", which are no times unless a word such as "de" announces them. */
const NOT_EARLY = `(?<!${LETTER})(?!(?:de|dès|desde|entre|las?)\\s)\\p{L}+\\s+(?=[1-6]\\s+(?:à|a)\\s|[1-4]\\s?h\\s?(?:[0-5]\\d)?\\s+(?:à|a)\\s(?:las\\s)?(?:[7-9]|1\\d|2[0-3])(?!\\d))`
const BEFORE = `(?<!${LETTER}|[.:]|${NOT_FROM}|${NOT_EARLY}|(?<!${LETTER})(?:${NUMBERED})\\.?\\s*(?=\\d+[./]\\d))`
const AFTER = `(?!${LETTER}|[.:]\\d)`
const HOUR = '([7-9]|1\\d|2[0-3])'
/** "de 9 à 12", "с 9 до 12", but not "articles de 9 à 12" */
const HOURS_ONLY = `(?<!${LETTER}|(?<!${LETTER})(?:${NUMBERED}|pages?|páginas?|страниц\\p{L}*)\\s+)(?:from|between|de|desde|entre|с|между)(?: las)?\\s+${HOUR}\\s+(?:to|until|till|and|à|et|a|hasta|y|до|и)(?: las)?\\s+${HOUR}`

export function readEntry(
  line: string,
  {
    language,
    today,
    rooms,
    findDay,
  }: { language: string; today: PlainDate; rooms: readonly string[]; findDay: FindDay | null },
): ReadEntry {
  const localWords = wordsByLanguage[language] ?? (wordsByLanguage.en as EntryWords)
  const noon = new RegExp(
    `(?<!${LETTER}|-|${NOT_NOON})(?:12\\s+)?(?:${localWords.noon})(?!${LETTER}|-)`,
    'giu',
  )
  const unread = new UnreadText(
    line
      .normalize('NFC')
      .replaceAll("'", '’')
      .replace(noon, '12:00')
      .replace(/12:00 et demie?(?!\p{L})/giu, '12:30'),
  )
  const times = takeTimes(unread, localWords)
  const day = findDay?.(unread.text, today)
  if (day) {
    const dayPattern = `(?<!${LETTER})(?:(?:${localWords.day})\\s+)?${escapeRegExp(day.text)}(?!${LETTER})`
    unread.takeMatch(dayPattern)
  }
  const people = takePeople(unread, localWords)
  const place = takePlace(unread, localWords, rooms)
  const title = unread.text
    .replaceAll(/\s+/g, ' ')
    .replace(/^[\s,;·–—-]+|[\s,;·–—-]+$/gu, '')
    .trim()
  const kind = findKind(line)
  return {
    title: title || people.join(', '),
    ...(kind ? { kind } : {}),
    ...(day ? { day: day.date } : {}),
    ...times,
    ...(people.length > 0 ? { people } : {}),
    ...(place ? { place } : {}),
  }
}

/** The part of the line that has not been read yet. */
class UnreadText {
  text: string
  constructor(text: string) {
    this.text = text
  }
  /** Removes the first wanted match. A space replaces it, so that the text before and after stays separate. */
  takeMatch(
    pattern: string,
    isWanted: (match: RegExpMatchArray) => boolean = () => true,
  ): RegExpMatchArray | null {
    const match = [...this.text.matchAll(new RegExp(pattern, 'giu'))].find(isWanted)
    if (!match) return null
    this.text = `${this.text.slice(0, match.index)} ${this.text.slice(match.index + match[0].length)}`
    return match
  }
}

function takeTimes(
  unread: UnreadText,
  { from, until, day, hour, room, with: withWords }: EntryWords,
): Pick<ReadEntry, 'from' | 'to'> {
  const range = `${BEFORE}(?:(?:${from})\\s+)?${CLOCK}\\s*(?:[-–—]|\\s(?:${until})\\s)\\s*${CLOCK}${AFTER}`
  // Not every range is one of times: "9-10 Dec 15:00-16:30".
  const rangeMatch = unread.takeMatch(range, (match) => toRange(match) !== null)
  if (rangeMatch) return toRange(rangeMatch) ?? {}
  // The first pattern below has two groups for "pm", one after minutes and one without them.
  const toStart = ([, hour, minute, half, otherHalf]: RegExpMatchArray) =>
    toTime(hour, minute, half ?? otherHalf)
  const isTime = (match: RegExpMatchArray) => toStart(match) !== null && !LENGTH.test(match[0])
  const clock =
    unread.takeMatch(
      `${BEFORE}(?:(?:${from}|${day})\\s+)?(\\d{1,2})(?:${MINUTES}(?:\\s?${DAY_HALF})?|\\s?${DAY_HALF})${AFTER}`,
      isTime,
    ) ??
    // Without a word before or after it, "15.30" may be a number.
    unread.takeMatch(`${BEFORE}(?:${from})\\s+(\\d{1,2})\\.([0-5]\\d)(?:\\s?${DAY_HALF})?${AFTER}`, isTime) ??
    unread.takeMatch(`${BEFORE}(\\d{1,2})\\.([0-5]\\d)\\s?${DAY_HALF}${AFTER}`, isTime)
  const hoursMatch =
    clock === null &&
    unread.takeMatch(
      `${HOURS_ONLY}(?=\\s*$|,(?!\\s*\\d)|\\s+(?:${withWords}|${room})\\s)`,
      ([, first, last]) => Number(first) < Number(last),
    )
  if (hoursMatch) return { from: `${hoursMatch[1]?.padStart(2, '0')}:00`, to: `${hoursMatch[2]}:00` }
  const startMatch =
    clock ?? unread.takeMatch(`${BEFORE}(?:${hour})\\s+${HOUR}(?=\\s*$|\\s+(?:${withWords})\\s)`)
  const start = startMatch && toStart(startMatch)
  return start ? { from: start } : {}
}

function toRange([, hour, minute, half, hour2, minute2, half2]: RegExpMatchArray): Pick<
  ReadEntry,
  'from' | 'to'
> | null {
  const isClock = [minute, half, minute2, half2].some((part) => part !== undefined)
  const to = toTime(hour2, minute2, half2)
  // In "3-4 pm", "pm" applies to both times, but in "11-1 pm" only to the second.
  const sameHalf = toTime(hour, minute, half ?? half2)
  const crossesNoon =
    half === undefined && /^[ap]/i.test(half2 ?? '') && sameHalf !== null && to !== null && sameHalf > to
  const otherHalf = /^p/i.test(half2 ?? '') ? 'am' : 'pm'
  const from = crossesNoon ? toTime(hour, minute, otherHalf) : sameHalf
  return isClock && from && to ? { from, to } : null
}

function toTime(hour = '', minute = '0', half = ''): string | null {
  const isAfternoon = /^p|(?:дня|вечера|tarde|noche)$/i.test(half) && Number(hour) < 12
  const isMidnight = /^a/i.test(half) && Number(hour) === 12
  const hourOfDay = isMidnight ? 0 : Number(hour) + (isAfternoon ? 12 : 0)
  if (hourOfDay > 23) return null
  return new Temporal.PlainTime(hourOfDay, Number(minute)).toString({ smallestUnit: 'minute' })
}

/** Reads "with EUROJUST and Ana Ferreira", up to the end or the words that introduce the place. */
function takePeople(unread: UnreadText, { with: withWords, and, at, room }: EntryWords): string[] {
  const match = unread.takeMatch(
    `(?<!${LETTER})(?:${withWords})\\s+(.+?)(?=\\s+(?:${at}|${room})\\s|\\s{2,}|$)`,
  )
  return (match?.[1] ?? '')
    .split(new RegExp(`\\s*[,;&]\\s*|\\s+(?:${and})\\s+`, 'iu'))
    .map((name) => name.trim())
    .filter(Boolean)
}

/** Reads the name of one of `rooms`, or else "Room" with a number, or else the words after "in" or "at". */
function takePlace(
  unread: UnreadText,
  { at, room }: EntryWords,
  rooms: readonly string[],
): string | undefined {
  const folded = fold(unread.text)
  const longestRoom = rooms
    .filter((name) => folded.length === unread.text.length && isWordIn(fold(name), folded))
    .toSorted((a, b) => b.length - a.length)[0]
  if (longestRoom) {
    const index = folded.indexOf(fold(longestRoom))
    const wordBefore = new RegExp(`(?<!${LETTER})(?:${at})\\s*$`, 'iu')
    const before = unread.text.slice(0, index).replace(wordBefore, '')
    unread.text = `${before} ${unread.text.slice(index + longestRoom.length)}`
    return longestRoom
  }
  const match =
    unread.takeMatch(`(?<!${LETTER})(?:(?:${at})\\s+)?((?:${room})\\s+[\\p{L}\\p{N}.-]+)`) ??
    unread.takeMatch(
      `(?<=\\S\\s+)(?:${at})\\s+(\\S.*?)(?=\\s{2,}|$)`,
      ([, place = '']) => !LENGTH.test(place),
    )
  return match?.[1]?.trim()
}

function isWordIn(word: string, text: string): boolean {
  const index = text.indexOf(word)
  const isLetter = (position: number) => /[\p{L}\p{N}]/u.test(text.charAt(position))
  return index >= 0 && !isLetter(index - 1) && !isLetter(index + word.length)
}

function findKind(line: string): OwnEntryKind | undefined {
  const folded = fold(line)
  return kindWords.find(([, names]) =>
    names.some((name) => new RegExp(`(?<!${LETTER})${fold(name)}(?!\\p{L}{3})`, 'u').test(folded)),
  )?.[0]
}
