/** Moves or resizes an own entry by key, in steps. Pure. */
import { appKeys, isKey } from '../../../core/keys.ts'
import type { OwnEntryFields, Session } from '../../../db/model.ts'

const STEP_MS = 5 * 60_000

/** The part of an entry that a key changes, and the direction. */
export type EntryShift = { part: 'all' | 'end'; steps: 1 | -1 }

const shifts: [key: string, EntryShift][] = [
  [appKeys.entryEarlier, { part: 'all', steps: -1 }],
  [appKeys.entryLater, { part: 'all', steps: 1 }],
  [appKeys.entryShorter, { part: 'end', steps: -1 }],
  [appKeys.entryLonger, { part: 'end', steps: 1 }],
]

/** @returns null if the key shifts no entry */
export function getShift(event: Parameters<typeof isKey>[0], platform: string): EntryShift | null {
  return shifts.find(([key]) => isKey(event, key, platform))?.[1] ?? null
}

/** @returns null if the entry would have no length */
export function shiftFields(fields: OwnEntryFields, { part, steps }: EntryShift): OwnEntryFields | null {
  const shift = (instant: string) => new Date(Date.parse(instant) + steps * STEP_MS).toISOString()
  const start = part === 'all' ? shift(fields.start) : fields.start
  const end = shift(fields.end)
  return end > start ? { ...fields, start, end } : null
}

/** @returns null for a session of the programme */
export function toEntryFields({ title, start, end, speakers, own }: Session): OwnEntryFields | null {
  return own && end !== null ? { title, start, end, people: [...speakers], ...own } : null
}
