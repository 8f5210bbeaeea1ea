import { useTranslation } from 'react-i18next'
import { describeCount, shortenName } from '../../schedule/index.ts'
import { RoomMark, useConference } from '../../sessions/index.ts'
import type { AgendaGroup } from './agenda-groups.ts'
import styles from './group-name.module.css'

/** A line such as `Room 3  5 sessions`. `fits` limits the visible letters of a room's name (short-names.ts). */
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
      ? shortenName(
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
      <span className={styles.count}>{describeCount(t, sessions)}</span>
    </span>
  )
}
