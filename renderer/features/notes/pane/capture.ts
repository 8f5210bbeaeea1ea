/** Quick capture: a key that opens the current session's note from anywhere, with the cursor at its end. */
import { useEffect } from 'react'
import { appKeys, isKey } from '../../../../core/keys.ts'
import type { Guid } from '../../../../db/model.ts'
import { now } from '../../../lib/clock.ts'
import { createStore } from '../../../lib/create-store.ts'
import { setPreferences } from '../../../lib/preferences.ts'
import { buildRoute, go } from '../../../lib/router.ts'
import { useConference, useSessions, useStars } from '../../sessions/index.ts'
import { chooseSessionToCapture } from './capture-session.ts'
import { createFocusRequest } from './focus-request.ts'

export type Capture = { session: Guid; request: number }

const lastCapture = createStore<Capture | null>(null)
/** The menu item's action; null while no conference is on screen. */
let capture: (() => void) | null = null

/** The last captured session; the agenda puts the cursor into its note. */
export const useCapture = (): Capture | null => lastCapture.use()

export function captureNow(): void {
  capture?.()
}

/** Handles Ctrl+Shift+N here rather than in the menu, so that keys typed right after it already reach the note. */
export function useCaptureKey(shownSession: string | undefined): void {
  const conference = useConference()
  const sessions = useSessions()
  const stars = useStars()
  useEffect(() => {
    const run = () => {
      const session = chooseSessionToCapture(sessions ?? [], stars, shownSession, now(), conference)
      if (!session) return go(buildRoute('notes', 'new'))
      const request = createFocusRequest({ atEnd: true })
      setPreferences({ agendaView: 'list' })
      go(buildRoute('agenda', session.guid))
      lastCapture.set({ session: session.guid, request })
    }
    const onKey = (event: KeyboardEvent) => {
      if (!isKey(event, appKeys.capture, window.desktop.platform)) return
      event.preventDefault()
      event.stopImmediatePropagation()
      run()
    }
    capture = run
    window.addEventListener('keydown', onKey, { capture: true })
    return () => {
      capture = null
      window.removeEventListener('keydown', onKey, { capture: true })
    }
  }, [conference, sessions, stars, shownSession])
}
