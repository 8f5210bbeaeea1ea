/** Sessions that the delegate does not want to see in the agenda. Pure. */
import type { Session } from '../../../db/model.ts'
import type { Hidden } from '../../lib/preferences.ts'
import type { UserData } from './filters.ts'

export type { Hidden }

export const nothingHidden: Hidden = { sessions: [], rooms: [], tracks: [] }

/**
 * Keeps the order. Own entries always stay. Sessions with a star or notes stay even if their room or track is hidden.
 * @returns the same array if nothing is hidden
 */
export function removeHidden(
  all: readonly Session[],
  { sessions, rooms, tracks }: Hidden,
  { stars, notes }: Pick<UserData, 'stars' | 'notes'>,
): readonly Session[] {
  if (sessions.length + rooms.length + tracks.length === 0) return all
  const hiddenSessions = new Set(sessions)
  const hiddenRooms = new Set(rooms)
  const hiddenTracks = new Set(tracks)
  return all.filter(({ guid, room, track, own }) => {
    if (own) return true
    if (hiddenSessions.has(guid)) return false
    const isInHiddenGroup =
      (room !== null && hiddenRooms.has(room)) || (track !== null && hiddenTracks.has(track))
    return !isInHiddenGroup || stars.has(guid) || notes.has(guid)
  })
}
