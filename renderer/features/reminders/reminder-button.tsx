import { Bell, BellOff } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../db/model.ts'
import { useMinute } from '../../lib/clock.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { IconButton } from '../../ui/button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { useConference, useStars } from '../sessions/index.ts'
import { getReminderOptions, getReminderText, parseOptionId, setReminder, toOptionId } from './reminders.ts'

const DEFAULT = 'default'

/** Chooses when to be reminded of this session. Renders nothing for an unstarred, past, cancelled or all-day session. */
export function ReminderButton({ session }: { session: Session }) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const now = useMinute()
  const isStarred = useStars().has(session.guid)
  const { data: defaultMinutes = null } = useStoreQuery('reminders.default', {})
  const { data: sessionReminders = [] } = useStoreQuery('reminders.list', { conference: slug })
  if (!isStarred || session.start <= now || session.status === 'cancelled') return null
  // An all-day entry has no start time, so there is no reminder.
  if (session.kind === 'milestone') return null
  const chosen = sessionReminders.find((reminder) => reminder.session === session.guid)
  const minutes = chosen ? chosen.minutes : defaultMinutes
  const text = minutes === null ? t('reminders.off') : getReminderText(minutes, t)
  const label = minutes === null ? text : t('reminders.of', { what: text })
  return (
    <Menu
      label={label}
      actions={[]}
      choice={{
        label: t('reminders.remind'),
        options: [
          { id: DEFAULT, label: t('reminders.default', { what: getReminderText(defaultMinutes, t) }) },
          ...getReminderOptions(chosen?.minutes ?? null, t),
        ],
        value: chosen ? toOptionId(chosen.minutes) : DEFAULT,
        onChange: (id) => setReminder(slug, session.guid, id === DEFAULT ? DEFAULT : parseOptionId(id)),
      }}
    >
      <IconButton label={label} text={text}>
        {minutes === null ? <BellOff aria-hidden /> : <Bell aria-hidden />}
      </IconButton>
    </Menu>
  )
}
