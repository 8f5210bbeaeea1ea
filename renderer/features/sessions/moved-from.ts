/** Describes the earlier time and place of sessions that recent updates moved, and which sessions run late. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { createTimeFormat } from '../../../core/time.ts'
import type { Instant, Session } from '../../../db/model.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { useConference } from './conference.tsx'
import { useConferenceFormat } from './format.ts'
import { getRoomName } from './room-mark.tsx'

export type MovedFrom = (session: Session) => string | null

/**
 * @returns a function that gives "Moved, was 15:00, Room 3", "15 min late, planned 14:30", or null. It stays the same while its answers do,
 * so that the rows of a long list are not rendered again.
 */
export function useMovedFrom(): MovedFrom {
  const { t } = useTranslation()
  const conference = useConference()
  const { formatMoment, formatTime } = useConferenceFormat()
  const { data: moves } = useStoreQuery('updates.moves', { conference: conference.slug })
  return useMemo(() => {
    const movesByGuid = new Map(moves?.map((move) => [move.guid, move]))
    /** Includes the day if it differs from the day of the present start. */
    const formatEarlierTime = (earlier: Instant, present: Instant) =>
      createTimeFormat([earlier, present], conference.timeZone, () => formatMoment(earlier))(earlier)
    const describeMove = ({ guid, start: shownStart, room, planned }: Session) => {
      const move = movesByGuid.get(guid)
      if (!move) return null
      const start = planned?.start ?? shownStart
      const earlierFacts = [
        move.start !== null && move.start !== start && formatEarlierTime(move.start, start),
        move.room !== getRoomName(conference, room) && move.room,
      ].filter((part) => part !== false && part !== null)
      return earlierFacts.length > 0 ? t('session.movedFrom', { from: earlierFacts.join(', ') }) : null
    }
    return (session) => {
      const { planned } = session
      const delay = planned && t('delays.late', { minutes: planned.minutes, time: formatTime(planned.start) })
      return [delay, describeMove(session)].filter(Boolean).join(' · ') || null
    }
  }, [t, conference, formatMoment, formatTime, moves])
}
