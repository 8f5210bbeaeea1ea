import { useTranslation } from 'react-i18next'
import type { AgendaGroup } from './agenda-groups.ts'
import { useConference } from './conference.tsx'
import styles from './group-name.module.css'
import { RoomMark } from './room-mark.tsx'
import { countOf } from './session-count.ts'

/** `Room 3  5 sessions`, in one line. */
export function GroupName({ group: { name, room, sessions } }: { group: AgendaGroup }) {
  const { t } = useTranslation()
  const conference = useConference()
  return (
    <span className={styles.group}>
      {room && <RoomMark conference={conference} room={room} />}
      <span className={styles.name} title={name ?? undefined}>
        {name ?? t('agenda.noGroup')}
      </span>
      <span className={styles.count}>{countOf(t, sessions)}</span>
    </span>
  )
}
