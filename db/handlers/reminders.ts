/** Lead times of reminders: the default, and the times set for single starred sessions. */
import { message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'
import { getConferenceId } from '../sql/conferences.ts'
import { getDefaultReminder, listReminders, setDefaultReminder, setReminder } from '../sql/reminders.ts'
import type { HandlersOf } from './context.ts'

export const reminders: HandlersOf<'reminders'> = {
  'reminders.default': ({ sql }) => getDefaultReminder(sql),

  'reminders.setDefault': ({ sql }, { minutes }) => {
    setDefaultReminder(sql, minutes)
    return null
  },

  'reminders.list': ({ sql }, { conference }) => listReminders(sql, conference),

  'reminders.set': ({ sql }, { conference, session, minutes }) => {
    getConferenceId(sql, conference)
    if (!setReminder(sql, conference, session, minutes)) {
      throw new StoreError('not-found', message('gone.star'))
    }
    return null
  },
}
