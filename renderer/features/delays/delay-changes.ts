/** Moves sessions that run late, and undoes it. */
import i18next from 'i18next'
import type { ConferenceSlug, Session } from '../../../db/model.ts'
import { createStore } from '../../lib/create-store.ts'
import { errorText } from '../../lib/error-text.ts'
import { call } from '../../lib/store-client.ts'
import { announce } from '../../ui/undo-bar.tsx'

/** The session that runs late, while the dialog is open. */
export const delayRequest = createStore<Session | null>(null)

export function openDelay(session: Session): void {
  delayRequest.set(session)
}

/** Adds minutes to the delays that the sessions have. Throws what the store says. */
export async function addDelay(
  conference: ConferenceSlug,
  sessions: readonly Session[],
  minutes: number,
): Promise<void> {
  const { t } = i18next
  const count = sessions.length
  await setDelays(conference, sessions, (before) => before + minutes)
  announce(
    t('delays.moved', { count, minutes }),
    undo(conference, sessions, t('delays.undo.move', { count, minutes })),
  )
}

/** Gives the sessions their times in the programme again. Throws what the store says. */
export async function resetDelay(conference: ConferenceSlug, sessions: readonly Session[]): Promise<void> {
  const { t } = i18next
  await setDelays(conference, sessions, () => 0)
  announce(t('delays.wasReset'), undo(conference, sessions, t('delays.undo.reset')))
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

/** `sessions` as they were before the change. */
function undo(conference: ConferenceSlug, sessions: readonly Session[], name: string) {
  const { t } = i18next
  return {
    label: t('app.undo'),
    name,
    run: () =>
      void setDelays(conference, sessions, (before) => before).catch((error) =>
        announce(t('delays.notSaved', { reason: errorText(error) })),
      ),
  }
}
