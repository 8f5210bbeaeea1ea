/** Hides sessions, rooms and tracks in the agenda and on Now, and shows them again. */
import i18next from 'i18next'
import { useMemo } from 'react'
import type { ConferenceSlug, Session } from '../../../db/model.ts'
import { preferences, setPreferences, usePreference } from '../../lib/preferences.ts'
import { announce } from '../../ui/undo-bar.tsx'
import { type Hidden, nothingHidden, removeHidden } from '../schedule/index.ts'
import { useConference, useNoteCounts, useSessions, useStars } from './conference.tsx'

/** @returns those of `sessions` that are not hidden; undefined until the store has answered */
export function useVisible(sessions: readonly Session[] | undefined): readonly Session[] | undefined {
  const { slug } = useConference()
  const hidden = usePreference('hidden')[slug] ?? nothingHidden
  const stars = useStars()
  const notes = useNoteCounts()
  return useMemo(
    () => sessions && removeHidden(sessions, hidden, { stars, notes }),
    [sessions, hidden, stars, notes],
  )
}

export const useVisibleSessions = () => useVisible(useSessions())

/** `name`: the hidden session, room or track, as the message calls it. */
export function hideSessions(
  conference: ConferenceSlug,
  { name, ...added }: Partial<Hidden> & { name: string },
): void {
  const { t } = i18next
  const hiddenBefore = preferences().hidden[conference] ?? nothingHidden
  setHidden(conference, {
    sessions: [...hiddenBefore.sessions, ...(added.sessions ?? [])],
    rooms: [...hiddenBefore.rooms, ...(added.rooms ?? [])],
    tracks: [...hiddenBefore.tracks, ...(added.tracks ?? [])],
  })
  announce(t(added.sessions ? 'hidden.done' : 'hidden.doneAll', { name }), {
    label: t('app.undo'),
    name: t('hidden.undo.hide', { name }),
    run: () => setHidden(conference, hiddenBefore),
  })
}

export function showHiddenSessions(conference: ConferenceSlug): void {
  const { t } = i18next
  const hiddenBefore = preferences().hidden[conference] ?? nothingHidden
  setHidden(conference, nothingHidden)
  announce(t('hidden.shown'), {
    label: t('app.undo'),
    name: t('hidden.undo.show'),
    run: () => setHidden(conference, hiddenBefore),
  })
}

function setHidden(conference: ConferenceSlug, hidden: Hidden): void {
  setPreferences({ hidden: { ...preferences().hidden, [conference]: hidden } })
}
