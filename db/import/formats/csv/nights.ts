/** Programmes that are written down by their evenings. */
import { message } from '../../../../core/i18n/message.ts'
import type { Problems } from '../../../formats/problems.ts'
import { getName, type RawEvent } from '../../builder/raw-programme.ts'

/**
 * Whoever writes a programme down by its evenings may leave the date as it is after midnight. A table can also be in no
 * order at all: so the date holds, and it is told.
 */
export function tellNights(events: readonly RawEvent[], problems: Problems): void {
  const evenings = new Map<string, string>()
  for (const event of events) {
    const [date = '', clock = ''] = event.date.split('T')
    if (clock === '') continue
    const hour = Number(clock.slice(0, 2))
    const isNight = hour < SMALL_HOURS_END && evenings.get(event.room) === date
    if (isNight) {
      problems.add(message('table.after-midnight'), getName(event), 'time')
    }
    // What follows one such row in its room may be of the same night.
    if (isNight || hour >= EVENING_BEGINS) evenings.set(event.room, date)
    else evenings.delete(event.room)
  }
}

const EVENING_BEGINS = 20
const SMALL_HOURS_END = 6
