/** The words of key messages as lists and citations need them. Pure. */
import { Temporal } from 'temporal-polyfill'
import type { KeyMessage, PlainDate } from '../../../../db/model.ts'

/** About two lines of the list. */
const FIRST_WORDS = 66
/** What a sidenote has room for. */
const EXCERPT = 120

/** The beginning of a message, cut at a word; "…" says where it does not end a sentence. */
export function firstWords(text: string, length = FIRST_WORDS): string {
  return excerpt(/^.*?[.!?](?=\s|$)/s.exec(text)?.[0] ?? text, length)
}

/** As much of a text as its reader needs to know it again; assistive technology would otherwise read all of what a margin cuts. */
export function excerpt(text: string, length = EXCERPT): string {
  if (text.length <= length) return text
  const cut = text.slice(0, length + 1)
  const space = cut.lastIndexOf(' ')
  return `${withoutStop(cut.slice(0, space > 0 ? space : length))} …`
}

/** Without the comma or dash that led on to what was cut off. */
export function withoutStop(text: string): string {
  return text.replace(/[\s,;:–—-]+$/u, '')
}

/** A message with its points, in the document's order. */
export type Chapter = { message: KeyMessage; points: KeyMessage[] }

export function chaptersOf(messages: readonly KeyMessage[]): Chapter[] {
  return messages
    .filter(({ parent }) => parent === null)
    .map((message) => ({ message, points: messages.filter(({ parent }) => parent === message.guid) }))
}

/** "a" of point "5a" of message "5"; the whole number where it does not begin so. */
export function letterOf(point: KeyMessage, message: KeyMessage): string {
  return point.number.startsWith(message.number) ? point.number.slice(message.number.length) : point.number
}

/** What is copied: the source's words with those of the points below, as they stand. */
export function wordsOf({ message, points }: Chapter, guid: string): string {
  const point = points.find((candidate) => candidate.guid === guid)
  if (point) return point.text
  return [message.text, ...points.map((each) => `${letterOf(each, message)}) ${each.text}`)].join('\n\n')
}

/** Whether no weekday comes twice. */
export function isWithinWeek(startDate: PlainDate, endDate: PlainDate): boolean {
  return Temporal.PlainDate.from(startDate).until(endDate).days < 7
}

/** "Wed", in the words of the language. */
export function formatWeekday(date: PlainDate, language: string): string {
  return Temporal.PlainDate.from(date).toLocaleString(language, { weekday: 'short' })
}
