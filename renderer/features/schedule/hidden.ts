/** Sessions that the delegate does not want to see in the agenda. Pure. */
import type { Session } from '../../../db/model.ts'
import type { Hidden } from '../../lib/preferences.ts'
import type { UserData } from './filters.ts'

export type { Hidden }

export const nothingHidden: Hidden = { sessions: [], rooms: [], tracks: [] }

/**
 * Keeps the order. Own entries always stay, and in a hidden room or track also sessions with a star or notes.
 * @returns the same array if nothing is hidden
 */
export function removeHidden(
  all: readonly Session[],
  { sessions, rooms, tracks }: Hidden,
  { stars, notes }: Pick<UserData, 'stars' | 'notes'>,
): readonly Session[] {
  if (sessions.length + rooms.length + tracks.length === 0) return all
  const [hiddenSessions, hiddenRooms, hiddenTracks] = [new Set(sessions), new Set(rooms), new Set(tracks)]
  return all.filter(({ guid, room, track, own }) => {
    if (own) return true
    if (hiddenSessions.has(guid)) return false
    const isInHiddenGroup =
      (room !== null && hiddenRooms.has(room)) || (track !== null && hiddenTracks.has(track))
    return !isInHiddenGroup || stars.has(guid) || notes.has(guid)
  })
}
