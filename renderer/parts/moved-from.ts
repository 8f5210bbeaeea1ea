/** Where updates of the last days took sessions from. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../db/model.ts'
import { useStoreQuery } from '../data.ts'
import { useConference } from './conference.tsx'
import { useConferenceFormat } from './format.ts'
import { roomName } from './room-mark.tsx'

export type MovedFrom = (session: Session) => string | null

/** "Moved, was 15:00, Room 3"; null for what is where it was. The same function while that is so, for rows of a long list. */
export function useMovedFrom(): MovedFrom {
  const { t } = useTranslation()
  const conference = useConference()
  const { formatMoment, formatTime, dateOf } = useConferenceFormat()
  const { data: moves } = useStoreQuery('updates.moves', { conference: conference.slug })
  return useMemo(() => {
    const known = new Map(moves?.map((move) => [move.guid, move]))
    return ({ guid, start, room }) => {
      const move = known.get(guid)
      if (!move) return null
      const isSameDay = move.start !== null && dateOf(move.start) === dateOf(start)
      const from = [
        move.start !== null && move.start !== start && (isSameDay ? formatTime : formatMoment)(move.start),
        move.room !== roomName(conference, room) && move.room,
      ].filter((part) => part !== false && part !== null)
      return from.length > 0 ? t('session.movedFrom', { from: from.join(', ') }) : null
    }
  }, [t, conference, formatMoment, formatTime, dateOf, moves])
}
