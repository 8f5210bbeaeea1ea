/** Sessions that nothing places in time, and the true reason: what is written there and could not be understood, or that nothing is. */
import { type Message, message } from '../../../core/i18n/message.ts'
import { StoreError } from '../../errors.ts'
import type { Problems } from '../../formats/problems.ts'
import { quote } from '../../formats/text.ts'
import { getName, type RawEvent } from './raw-programme.ts'
import { readMoment, readTime } from './times.ts'

/** `text`: as the file has it. */
type Unread = { kind: 'date' | 'time'; text: string }

export function leaveOut(event: RawEvent, problems: Problems): void {
  const unread = getUnread(event)
  const name = getName(event)
  if (!unread) problems.add(message('import.no-start'), name, 'loss')
  else
    problems.add(
      unread.kind === 'date' ? message('import.date-unknown') : message('import.start-unknown'),
      message('common.with-quoted', { name, text: unread.text }),
      'loss',
    )
}

/** Of a file none of whose events has a start: by the first that says something about it. */
export function withoutStarts(events: readonly [RawEvent, ...RawEvent[]]): StoreError {
  for (const event of events) {
    const unread = getUnread(event)
    if (unread) return new StoreError('bad-file', describeRefusal(event.place, unread))
  }
  return new StoreError('bad-file', message('import.no-start-anywhere', { place: events[0].place }))
}

function describeRefusal(place: Message | string, { kind, text }: Unread): Message {
  return kind === 'date'
    ? message('import.impossible-date', { place, date: text })
    : message('import.impossible-time', { place, time: text })
}

function getUnread({ date, day, start }: RawEvent): Unread | null {
  const written = [date, day?.date ?? ''].find((text) => text.trim() !== '' && readMoment(text) === null)
  if (written !== undefined) return { kind: 'date', text: quote(written) }
  return start.trim() !== '' && readTime(start) === null ? { kind: 'time', text: quote(start) } : null
}
