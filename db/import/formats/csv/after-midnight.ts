/** Handles programmes that list sessions after midnight under the date of the evening. */
import { message } from '../../../../core/i18n/message.ts'
import type { Problems } from '../../../formats/problems.ts'
import { describeRawEvent, type RawEvent } from '../../builder/raw-programme.ts'

/**
 * Warns of a session early in the morning that is listed below an evening session of the same date and room. It may belong to the next
 * date, but the table may also be unsorted, so the date stays.
 */
export function warnOfSessionsAfterMidnight(events: readonly RawEvent[], problems: Problems): void {
  const eveningDates = new Map<string, string>()
  for (const event of events) {
    const [date = '', clock = ''] = event.date.split('T')
    if (clock === '') continue
    const hour = Number(clock.slice(0, 2))
    const isNight = hour < SMALL_HOURS_END && eveningDates.get(event.room) === date
    if (isNight) {
      problems.add(message('table.after-midnight'), describeRawEvent(event), 'time')
    }
    // The next row in the same room may belong to the same night.
    if (isNight || hour >= EVENING_BEGINS) eveningDates.set(event.room, date)
    else eveningDates.delete(event.room)
  }
}

const EVENING_BEGINS = 20
const SMALL_HOURS_END = 6
