import type { Conference, Guid, Session } from '../../../db/model.ts'
import styles from './room-mark.module.css'

/** As many as ROOM_MARKS in core/room-marks.ts. */
const patterns = ['solid', 'double', 'dashed', 'dotted', 'wide', 'triple'] as const

/**
 * A room's own pattern and colour, which it keeps when a newer programme adds others. Never without the room's name beside it:
 * with more rooms than patterns they repeat.
 */
export function RoomMark({
  conference,
  room,
  tall = false,
  className = '',
}: {
  conference: Pick<Conference, 'rooms'>
  room: Guid | null
  /** Fills its container's height: the spine of a row. */
  tall?: boolean
  className?: string | undefined
}) {
  const { mark } = conference.rooms[getPlaces(conference).get(room) ?? -1] ?? {}
  const pattern = mark === undefined ? 'none' : patterns[mark]
  return (
    <span aria-hidden className={`${styles.mark} ${className}`} data-pattern={pattern} data-tall={tall} />
  )
}

export function roomName(conference: Pick<Conference, 'rooms'>, room: Guid | null): string | null {
  return conference.rooms[getPlaces(conference).get(room) ?? -1]?.name ?? null
}

/** The room, or where an own entry takes place. */
export function placeName(
  conference: Pick<Conference, 'rooms'>,
  { room, own }: Pick<Session, 'room' | 'own'>,
): string | null {
  return roomName(conference, room) ?? (own?.place || null)
}

const places = new WeakMap<Conference['rooms'], ReadonlyMap<Guid | null, number>>()
/** Where each room stands among the others. Remembered: every row of a list asks. */
function getPlaces({ rooms }: Pick<Conference, 'rooms'>): ReadonlyMap<Guid | null, number> {
  const known = places.get(rooms) ?? new Map(rooms.map(({ guid }, index) => [guid, index]))
  places.set(rooms, known)
  return known
}
