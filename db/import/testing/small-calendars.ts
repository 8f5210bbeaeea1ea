/** Builds calendars of a few lines. */
import { getBytes } from '../../testing/bundles.ts'
import { parseWithEnglishWarnings } from '../../testing/parse-with-english-warnings.ts'
import type { ParseOptions } from '../importer.ts'

export const calendar = (
  events: string,
  header = 'X-WR-CALNAME:Tiny 2026\r\nX-WR-TIMEZONE:Europe/Paris',
): string => `BEGIN:VCALENDAR\r\nVERSION:2.0\r\n${header}\r\n${events}\r\nEND:VCALENDAR\r\n`

export const event = (lines: string, uid = 'u'): string =>
  `BEGIN:VEVENT\r\nUID:${uid}\r\nSUMMARY:S\r\n${lines}\r\nEND:VEVENT`

export const parseCalendar = (text: string | Uint8Array, options: ParseOptions = {}) =>
  parseWithEnglishWarnings(typeof text === 'string' ? getBytes(text) : text, 'tiny.ics', options)
