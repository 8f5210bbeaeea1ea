/** Delays sessions, and undoes delays. */
import i18next from 'i18next'
import type { ConferenceSlug, Session } from '../../../db/model.ts'
import { createStore } from '../../lib/create-store.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { call } from '../../lib/store-client.ts'
import { announce } from '../../ui/undo-bar.tsx'

/** The session for which the dialog is open, or null. */
export const delayRequest = createStore<Session | null>(null)

export function openDelay(session: Session): void {
  delayRequest.set(session)
}

/** Adds minutes to the delays of the sessions, or subtracts them if negative. Throws the store's error. */
export async function addDelay(
  conference: ConferenceSlug,
  sessions: readonly Session[],
  minutes: number,
): Promise<void> {
  const { t } = i18next
  const isEarlier = minutes < 0
  const values = { count: sessions.length, minutes: Math.abs(minutes) }
  await setDelays(conference, sessions, (before) => Math.max(0, before + minutes))
  const undoName = t(isEarlier ? 'delays.undo.moveBack' : 'delays.undo.move', values)
  announce(
    t(isEarlier ? 'delays.movedBack' : 'delays.moved', values),
    createUndo(conference, sessions, undoName),
  )
}

/** Removes the delays of the sessions. Throws the store's error. */
export async function resetDelay(conference: ConferenceSlug, sessions: readonly Session[]): Promise<void> {
  const { t } = i18next
  await setDelays(conference, sessions, () => 0)
  announce(t('delays.wasReset'), createUndo(conference, sessions, t('delays.undo.reset')))
}

function setDelays(
  conference: ConferenceSlug,
  sessions: readonly Session[],
  change: (before: number) => number,
): Promise<unknown> {
  return call('delays.set', {
    conference,
    delays: sessions.map(({ guid, planned }) => ({ session: guid, minutes: change(planned?.minutes ?? 0) })),
  })
}

/** `sessions`: the sessions before the change. */
function createUndo(conference: ConferenceSlug, sessions: readonly Session[], name: string) {
  const { t } = i18next
  return {
    label: t('app.undo'),
    name,
    run: () =>
      void setDelays(conference, sessions, (before) => before).catch((error) =>
        announce(t('delays.notSaved', { reason: getErrorText(error) })),
      ),
  }
}
