/** The reminder times of starred sessions, in words and as choices. */
import i18next, { type TFunction } from 'i18next'
import type { ConferenceSlug, Guid } from '../../../db/model.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { call } from '../../lib/store-client.ts'
import { announce } from '../../ui/undo-bar.tsx'
import { forgetDismissed } from './dismissed-reminders.ts'

/** Minutes before the start of a session. */
const offeredMinutes = [0, 5, 10, 15, 30, 60] as const
const NEVER = 'never'

export function getReminderText(minutes: number | null, t: TFunction): string {
  if (minutes === null) return t('reminders.none')
  return minutes === 0 ? t('reminders.atStart') : t('reminders.before', { minutes })
}

/** The offered choices, and the chosen one if it is not among them. */
export function getReminderOptions(chosen: number | null, t: TFunction): { id: string; label: string }[] {
  const minutes = [...new Set([...offeredMinutes, ...(chosen === null ? [] : [chosen])])].sort(
    (a, b) => a - b,
  )
  return [null, ...minutes].map((value) => ({ id: toOptionId(value), label: getReminderText(value, t) }))
}

export const toOptionId = (minutes: number | null) => (minutes === null ? NEVER : String(minutes))
export const parseOptionId = (id: string) => (id === NEVER ? null : Number(id))

function announceFailure(saving: Promise<unknown>): void {
  saving.catch((error) => announce(i18next.t('reminders.failed', { reason: getErrorText(error) })))
}

export function setDefaultReminder(minutes: number | null): void {
  announceFailure(call('reminders.setDefault', { minutes }))
}

export function setReminder(
  conference: ConferenceSlug,
  session: Guid,
  minutes: number | null | 'default',
): void {
  forgetDismissed({ conference, session })
  announceFailure(call('reminders.set', { conference, session, minutes }))
}
