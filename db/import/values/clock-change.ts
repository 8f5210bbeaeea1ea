/** Warns of local times in the hour of a clock change, which are ambiguous or do not exist. RFC 5545 §3.3.5 says how to read them. */
import { type Message, message } from '../../../core/i18n/message.ts'

/**
 * twice: the local time occurs twice, and the first occurrence is used. never: the local time is skipped, and the offset before the change
 * is used.
 */
export type ClockChange = 'twice' | 'never'

export function describeClockChange(change: ClockChange): Message {
  return change === 'twice' ? message('import.clock-twice') : message('import.clock-gap')
}

/** `2026-10-25 02:30 → 02:30+02:00`. `written`: 2026-10-25T02:30:00, `read`: the same with its offset. */
export function formatClockChange(written: string, read: string): string {
  return `${written.slice(0, 16).replace('T', ' ')} → ${read.slice(11, 16)}${read.slice(19)}`
}
