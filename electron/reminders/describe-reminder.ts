import type { Reminder } from '../../core/reminder.ts'
import type { Translate } from '../translate.ts'

/** In characters. Some desktops make a menu as wide as the screen. */
const MAX_NAME_LENGTH = 60

/** "In 4 min, Room 9 · Workshop 9 · Crime and jurisdiction in cyberspace"; without the session while the notebook is locked. */
export function describeReminder({ start, time, room, name }: Reminder, now: string, t: Translate): string {
  const minutes = Math.ceil((Date.parse(start) - Date.parse(now)) / 60_000)
  const soonOrSince = minutes === 0 ? t('startsNow', { time }) : t('since', { time })
  const when = minutes > 0 ? t('inMinutes', { minutes }) : soonOrSince
  const shortName = name.length > MAX_NAME_LENGTH ? `${name.slice(0, MAX_NAME_LENGTH - 1).trimEnd()}…` : name
  return [[when, room].filter(Boolean).join(', '), shortName].filter(Boolean).join(' · ')
}
