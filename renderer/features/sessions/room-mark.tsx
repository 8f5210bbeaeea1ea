import type { Conference, Guid, Session } from '../../../db/model.ts'
import styles from './room-mark.module.css'

/** The list has ROOM_MARKS (core/room-marks.ts) entries. */
const patterns = ['solid', 'double', 'dashed', 'dotted', 'wide', 'triple'] as const

/**
 * A room's own pattern and colour, which it keeps when a newer programme adds rooms. Always shown beside the room's name, since patterns
 * repeat if there are more rooms.
 */
export function RoomMark({
  conference,
  room,
  own = false,
  tall = false,
  className = '',
}: {
  conference: Pick<Conference, 'rooms'>
  room: Guid | null
  /** The entry is the delegate's own: it has a dotted edge instead of its room's mark. */
  own?: boolean
  /** Fills its container's height: the spine of a row. */
  tall?: boolean
  className?: string | undefined
}) {
  const { mark } = conference.rooms[getPositions(conference).get(room) ?? -1] ?? {}
  const roomPattern = mark === undefined ? 'none' : patterns[mark]
  return (
    <span
      aria-hidden
      className={`${styles.mark} ${className}`}
      data-pattern={own ? 'own' : roomPattern}
      data-tall={tall}
    />
  )
}

export function getRoomName(conference: Pick<Conference, 'rooms'>, room: Guid | null): string | null {
  return conference.rooms[getPositions(conference).get(room) ?? -1]?.name ?? null
}

/** The name of the room, or the place of an own entry. */
export function getPlaceName(
  conference: Pick<Conference, 'rooms'>,
  { room, own }: Pick<Session, 'room' | 'own'>,
): string | null {
  return getRoomName(conference, room) ?? (own?.place || null)
}

const positionsByRooms = new WeakMap<Conference['rooms'], ReadonlyMap<Guid | null, number>>()
/** The position of each room, cached, since every row of a list needs it. */
function getPositions({ rooms }: Pick<Conference, 'rooms'>): ReadonlyMap<Guid | null, number> {
  const positions = positionsByRooms.get(rooms) ?? new Map(rooms.map(({ guid }, index) => [guid, index]))
  positionsByRooms.set(rooms, positions)
  return positions
}
