/** Key messages with their points, and their words as lists and citations need them. Pure. */
import { Temporal } from 'temporal-polyfill'
import type { KeyMessage, PlainDate } from '../../../db/model.ts'

/** A message with its points, in the document's order. */
export type Chapter = { message: KeyMessage; points: KeyMessage[] }

export function getChapters(messages: readonly KeyMessage[]): Chapter[] {
  return messages
    .filter(({ parent }) => parent === null)
    .map((message) => ({ message, points: messages.filter(({ parent }) => parent === message.guid) }))
}

/** "a" of point "5a" of message "5"; the whole number where it does not begin so. */
export function getLetter(point: KeyMessage, message: KeyMessage): string {
  return point.number.startsWith(message.number) ? point.number.slice(message.number.length) : point.number
}

/** What is copied: the source's words with those of the points below, as they stand. */
export function getWords({ message, points }: Chapter, guid: string): string {
  const point = points.find((candidate) => candidate.guid === guid)
  if (point) return point.text
  return [message.text, ...points.map((each) => `${getLetter(each, message)}) ${each.text}`)].join('\n\n')
}

/** Whether no weekday comes twice. */
export function isWithinWeek(startDate: PlainDate, endDate: PlainDate): boolean {
  return Temporal.PlainDate.from(startDate).until(endDate).days < 7
}

/** "Wed", in the words of the language. */
export function formatWeekday(date: PlainDate, language: string): string {
  return Temporal.PlainDate.from(date).toLocaleString(language, { weekday: 'short' })
}
