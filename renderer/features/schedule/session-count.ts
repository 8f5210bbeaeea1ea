/** How many sessions there are, the same wherever it is said: those that are on, and beside them the cancelled ones, if there are any. */
import type { TFunction } from 'i18next'
import type { Session } from '../../../db/model.ts'

/** `1102 sessions, 33 cancelled` */
export function sessionCount(t: TFunction, on: number, cancelled: number): string {
  const sessions = t('import.counts.sessions', { count: on })
  return cancelled === 0 ? sessions : t('import.counts.andCancelled', { sessions, count: cancelled })
}

export function countOf(t: TFunction, sessions: readonly Session[]): string {
  const on = sessions.filter(({ status }) => status === 'confirmed').length
  return sessionCount(t, on, sessions.length - on)
}
