/** Local times of the hour in which clocks are set back or forward: RFC 5545 §3.3.5 says how they are read, and who reads the programme is told. */
import { type Message, message } from '../../../core/i18n/message.ts'

/** A clock shows it twice: it is the first of the two. Or never: it is read by the offset of before. */
export type ClockChange = 'twice' | 'never'

export function clockChangeMessage(change: ClockChange): Message {
  return change === 'twice' ? message('import.clock-twice') : message('import.clock-gap')
}

/** `2026-10-25 02:30 → 02:30+02:00`. `written`: 2026-10-25T02:30:00, `read`: the same with its offset. */
export function changeDetail(written: string, read: string): string {
  return `${written.slice(0, 16).replace('T', ' ')} → ${read.slice(11, 16)}${read.slice(19)}`
}
