/** Reports sessions without a start, and says whether the start is missing or was not understood. */
import { type Message, message } from '../../../core/i18n/message.ts'
import type { Problems } from '../../formats/problems.ts'
import { shortenForMessage } from '../../formats/text.ts'
import { InvalidFile } from '../../formats/validation.ts'
import { describeRawEvent, type RawEvent } from './raw-programme.ts'
import { readMoment, readTime } from './times.ts'

/** `text`: as written in the file. */
type UnreadText = { kind: 'date' | 'time'; text: string }

export function reportMissingStart(event: RawEvent, problems: Problems): void {
  const unread = getUnread(event)
  const name = describeRawEvent(event)
  if (!unread) problems.add(message('import.no-start'), name, 'loss')
  else
    problems.add(
      unread.kind === 'date' ? message('import.date-unknown') : message('import.start-unknown'),
      message('common.with-quoted', { name, text: unread.text }),
      'loss',
    )
}

/** The error for a file in which no event has a start. It quotes the first event that says something about its time. */
export function createNoStartsError(events: readonly [RawEvent, ...RawEvent[]]): InvalidFile {
  const problems = events.flatMap((event) => {
    const unread = getUnread(event)
    return unread ? describeRefusal(event.place, unread) : []
  })
  const shown = problems[0] ?? message('import.no-start-anywhere', { place: events[0].place })
  const faults = problems.length > 0 ? problems : [shown]
  return new InvalidFile(
    faults.map((problem) => ({ path: [], problem })),
    shown,
  )
}

function describeRefusal(position: Message | string, { kind, text }: UnreadText): Message {
  return kind === 'date'
    ? message('import.impossible-date', { place: position, date: text })
    : message('import.impossible-time', { place: position, time: text })
}

function getUnread({ date, day, start }: RawEvent): UnreadText | null {
  const written = [date, day?.date ?? ''].find((text) => text.trim() !== '' && readMoment(text) === null)
  if (written !== undefined) return { kind: 'date', text: shortenForMessage(written) }
  return start.trim() !== '' && readTime(start) === null
    ? { kind: 'time', text: shortenForMessage(start) }
    : null
}
