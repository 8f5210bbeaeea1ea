import { useTranslation } from 'react-i18next'
import { useConference } from '../../sessions/conference.tsx'
import { RoomMark } from '../../sessions/room-mark.tsx'
import { countOf } from '../../sessions/session-count.ts'
import { shortName } from '../../sessions/short-names.ts'
import type { AgendaGroup } from './agenda-groups.ts'
import styles from './group-name.module.css'

/** `Room 3  5 sessions`, in one line. `fits`: so many letters of a room's name, for the eye alone (short-names.ts). */
export function GroupName({
  group: { name, room, sessions },
  fits = Number.POSITIVE_INFINITY,
}: {
  group: AgendaGroup
  fits?: number
}) {
  const { t } = useTranslation()
  const conference = useConference()
  const short =
    room && name && name.length > fits
      ? shortName(
          name,
          conference.rooms.map((other) => other.name),
          fits,
        )
      : name
  return (
    <span className={styles.group}>
      {room && <RoomMark conference={conference} room={room} />}
      <span className={styles.name} title={name ?? undefined}>
        {short ?? t('agenda.noGroup')}
      </span>
      <span className={styles.count}>{countOf(t, sessions)}</span>
    </span>
  )
}
