/** Groups key messages with their points, and formats them for lists and quotations. Pure functions. */
import type { KeyMessage, PlainDate } from '../../../db/model.ts'

/** A message with its points, in the document's order. */
export type Chapter = { message: KeyMessage; points: KeyMessage[] }

export function getChapters(messages: readonly KeyMessage[]): Chapter[] {
  return messages
    .filter(({ parent }) => parent === null)
    .map((message) => ({ message, points: messages.filter(({ parent }) => parent === message.guid) }))
}

/** Whether it is a message or a point. */
export function hasMessage(chapters: readonly Chapter[], guid: string): boolean {
  return chapters.some(({ message, points }) => [message, ...points].some((each) => each.guid === guid))
}

/** @returns "a" for point "5a" of message "5"; the whole number if it does not start with the number of the message */
export function getLetter(point: KeyMessage, message: KeyMessage): string {
  return point.number.startsWith(message.number) ? point.number.slice(message.number.length) : point.number
}

/** @returns the text to copy: the unchanged text of the message and its points */
export function getTextToCopy({ message, points }: Chapter, guid: string): string {
  const point = points.find((candidate) => candidate.guid === guid)
  if (point) return point.text
  return [message.text, ...points.map((each) => `${getLetter(each, message)}) ${each.text}`)].join('\n\n')
}

/** Whether every weekday occurs at most once. */
export function isWithinWeek(startDate: PlainDate, endDate: PlainDate): boolean {
  return Date.parse(endDate) - Date.parse(startDate) < 7 * 24 * 60 * 60_000
}

/** "Wed", in the given language. */
export function formatWeekday(date: PlainDate, language: string): string {
  return new Date(date).toLocaleDateString(language, { weekday: 'short', timeZone: 'UTC' })
}
