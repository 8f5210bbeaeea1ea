import { USUAL_REMINDER } from '../../core/reminder.ts'
import type { Sql } from '../store/open.ts'

/** In star.reminder and in the setting; NULL or absent: as usual. */
export const NEVER = -1
/** null: none. */
export function usualReminder(sql: Sql): number | null {
  const stored = sql<{ value: string }>(`SELECT value FROM setting WHERE key = 'reminder'`).get()
  if (!stored) return USUAL_REMINDER
  return Number(stored.value) === NEVER ? null : Number(stored.value)
}
