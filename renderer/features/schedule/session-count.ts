/** Formats the number of sessions in the same way on every screen: the confirmed sessions, and the cancelled sessions, if any. */
import type { TFunction } from 'i18next'
import type { Session } from '../../../db/model.ts'

/** `1102 sessions, 33 cancelled` */
export function formatSessionCount(t: TFunction, confirmed: number, cancelled: number): string {
  const sessions = t('import.counts.sessions', { count: confirmed })
  return cancelled === 0 ? sessions : t('import.counts.andCancelled', { sessions, count: cancelled })
}

/** Does not count the delegate's own entries. */
export function describeCount(t: TFunction, shown: readonly Session[]): string {
  const sessions = removeOwnEntries(shown)
  const confirmed = sessions.filter(({ status }) => status === 'confirmed').length
  return formatSessionCount(t, confirmed, sessions.length - confirmed)
}

export function removeOwnEntries(sessions: readonly Session[]): readonly Session[] {
  return sessions.filter(({ own }) => !own)
}
