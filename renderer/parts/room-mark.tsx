import type { Conference, Guid } from '../../db/model.ts'
import styles from './room-mark.module.css'

const patterns = ['solid', 'double', 'dashed', 'dotted', 'wide', 'triple'] as const

/**
 * A room's own pattern and colour, by its place in the programme. Never without the room's name beside it:
 * with more rooms than patterns they repeat.
 */
export function RoomMark({
  conference,
  room,
  tall = false,
}: {
  conference: Pick<Conference, 'rooms'>
  room: Guid | null
  /** Fills its container's height: the spine of a row. */
  tall?: boolean
}) {
  const index = conference.rooms.findIndex(({ guid }) => guid === room)
  const pattern = index < 0 ? 'none' : patterns[index % patterns.length]
  return <span aria-hidden className={styles.mark} data-pattern={pattern} data-tall={tall} />
}

export function roomName(conference: Pick<Conference, 'rooms'>, room: Guid | null): string | null {
  return conference.rooms.find(({ guid }) => guid === room)?.name ?? null
}
