/** Syncs with the folder of a delegation while the window is visible. */
import { useEffect } from 'react'
import type { ConferenceSlug } from '../../../db/model.ts'
import { createStore } from '../../lib/create-store.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { call } from '../../lib/store-client.ts'
import { useConference } from '../sessions/index.ts'
import { createSendTimer } from './send-timer.ts'

/** The interval at which the folder is checked, since network drives do not report changes. */
const POLL_MS = 1_500

/** The reason why the last sync failed; null if it did not fail. */
export const syncProblem = createStore<unknown>(null)

export function DelegationSync(): null {
  const { slug } = useConference()
  const { data: delegation } = useStoreQuery('delegation.get', { conference: slug })
  const isOn = delegation ? !delegation.isPaused : false
  useEffect(() => (isOn ? keepSyncing(slug) : undefined), [isOn, slug])
  return null
}

/** @returns a function that ends the syncing */
function keepSyncing(conference: ConferenceSlug): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined
  const sending = createSendTimer(() => performance.now())
  let isEnded = false
  const poll = async () => {
    if (document.visibilityState === 'visible') {
      try {
        const { incoming, outgoing } = await call('delegation.hasNews', { conference })
        if (incoming || sending.isDue(outgoing)) {
          await call('delegation.sync', { conference })
          sending.markSent()
        }
        syncProblem.set(null)
      } catch (error) {
        syncProblem.set(error)
      }
    }
    if (!isEnded) timer = setTimeout(poll, POLL_MS)
  }
  void poll()
  return () => {
    isEnded = true
    clearTimeout(timer)
  }
}
