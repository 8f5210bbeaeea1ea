/** Sessions that nothing places in time, and the true reason: what is written there and could not be understood, or that nothing is. */
import { type Said, said } from '../../../core/message.ts'
import { StoreError } from '../../errors.ts'
import type { Problems } from '../../formats/problems.ts'
import { quote } from '../../formats/text.ts'
import { nameOf, type RawEvent } from './raw-programme.ts'
import { readMoment, readTime } from './times.ts'

/** `text`: as the file has it. */
type Unread = { kind: 'date' | 'time'; text: string }

export function leaveOut(event: RawEvent, problems: Problems): void {
  const unread = unreadOf(event)
  const name = nameOf(event)
  if (!unread) problems.add(said`Nothing says when it starts: it was left out`, name, 'loss')
  else
    problems.add(
      unread.kind === 'date'
        ? said`Its date could not be understood: it was left out`
        : said`Its start could not be understood: it was left out`,
      said`${name}: “${unread.text}”`,
      'loss',
    )
}

/** Of a file none of whose events has a start: by the first that says something about it. */
export function withoutStarts(events: readonly [RawEvent, ...RawEvent[]]): StoreError {
  for (const event of events) {
    const unread = unreadOf(event)
    if (unread) return new StoreError('bad-file', refusalOf(event.place, unread))
  }
  return new StoreError(
    'bad-file',
    said`${events[0].place}: nothing says when this session starts, or any other of the file.`,
  )
}

function refusalOf(place: Said | string, { kind, text }: Unread): Said {
  return kind === 'date'
    ? said`${place}: “${text}” is no date that a conference can have, and no other session of the file has one.`
    : said`${place}: “${text}” is no time of day, and no other session of the file says when it starts.`
}

function unreadOf({ date, day, start }: RawEvent): Unread | null {
  const written = [date, day?.date ?? ''].find((text) => text.trim() !== '' && readMoment(text) === null)
  if (written !== undefined) return { kind: 'date', text: quote(written) }
  return start.trim() !== '' && readTime(start) === null ? { kind: 'time', text: quote(start) } : null
}
