import { DEFAULT_REMINDER_MINUTES } from '../../core/reminder.ts'
import type { ConferenceSlug, Guid } from '../model.ts'
import type { Sql } from '../store/open.ts'
import { getSetting, putSetting } from './settings.ts'

/** Setting key of the default reminder. */
const DEFAULT_KEY = 'reminder'
/** Stored for "no reminder" in star.reminder and in the setting; NULL or absent means the default. */
export const NEVER = -1

/** @returns minutes before the start, or null for no reminder */
export function getDefaultReminder(sql: Sql): number | null {
  const stored = getSetting(sql, DEFAULT_KEY)
  if (stored === null) return DEFAULT_REMINDER_MINUTES
  return Number(stored) === NEVER ? null : Number(stored)
}

export function setDefaultReminder(sql: Sql, minutes: number | null): void {
  putSetting(sql, DEFAULT_KEY, String(minutes ?? NEVER))
}

/** Lists only the reminders that differ from the default. */
export function listReminders(
  sql: Sql,
  conference: ConferenceSlug,
): { session: Guid; minutes: number | null }[] {
  return sql<{ session: Guid; minutes: number }>(
    `SELECT session, reminder AS minutes FROM star
     WHERE conference = ? AND deleted_at IS NULL AND reminder IS NOT NULL ORDER BY session`,
  )
    .all(conference)
    .map(({ session, minutes }) => ({ session, minutes: minutes === NEVER ? null : minutes }))
}

/** The new reminder is shown even if the earlier one was already shown. @returns false if the session has no star */
export function setReminder(
  sql: Sql,
  conference: ConferenceSlug,
  session: Guid,
  minutes: number | 'default' | null,
): boolean {
  const { changes } = sql(
    'UPDATE star SET reminder = ?, reminded_of = NULL WHERE conference = ? AND session = ? AND deleted_at IS NULL',
  ).run(minutes === 'default' ? null : (minutes ?? NEVER), conference, session)
  return changes > 0
}
