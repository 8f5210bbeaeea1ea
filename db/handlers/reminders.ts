/** How long before a starred session the delegate wants to be reminded: usually, and of single ones. */
import { StoreError } from '../errors.ts'
import type { Guid } from '../model.ts'
import { conferenceId } from '../sql/conferences.ts'
import { NEVER, usualReminder } from '../sql/reminders.ts'
import type { HandlersOf } from './context.ts'

export const reminders: HandlersOf<'reminders'> = {
  'reminders.usual': ({ sql }) => usualReminder(sql),

  'reminders.setUsual': ({ sql }, { minutes }) => {
    sql(
      `INSERT INTO setting (key, value) VALUES ('reminder', ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    ).run(String(minutes ?? NEVER))
    return null
  },

  'reminders.list': ({ sql }, { conference }) =>
    sql<{ session: Guid; minutes: number }>(
      `SELECT session, reminder AS minutes FROM star
       WHERE conference = ? AND deleted_at IS NULL AND reminder IS NOT NULL ORDER BY session`,
    )
      .all(conference)
      .map(({ session, minutes }) => ({ session, minutes: minutes === NEVER ? null : minutes })),

  'reminders.set': ({ sql }, { conference, session, minutes }) => {
    conferenceId(sql, conference)
    const { changes } = sql(
      'UPDATE star SET reminder = ? WHERE conference = ? AND session = ? AND deleted_at IS NULL',
    ).run(minutes === 'usual' ? null : (minutes ?? NEVER), conference, session)
    if (changes === 0) throw new StoreError('not-found', 'Only a session with a star has a reminder.')
    return null
  },
}
