/** Whether the agenda shows the welcome instead of a session. */
import { useEffect } from 'react'
import { endEarlyKeys } from '../../lib/key-buffer.ts'
import { usePreference } from '../../lib/preferences.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { useConference } from '../sessions/index.ts'

export const loadWelcome = async () => (await import('./welcome.tsx')).Welcome

/**
 * True until the first session is opened, something is written or a conference is imported. Looks for notes too, so that a notebook
 * with lost preferences does not count as new. @returns undefined until the store has answered
 */
export function useFirstStart(): boolean | undefined {
  const { slug } = useConference()
  const welcomed = usePreference('welcomed')
  const { data: notes } = useStoreQuery('notes.list', welcomed ? null : { conference: slug })
  const { data: conferences } = useStoreQuery('conferences.list', welcomed ? null : {})
  const isNewNotebook = notes && conferences && notes.length === 0 && conferences.length === 1
  const isFirst = welcomed ? false : isNewNotebook
  useEffect(() => {
    // Discard the keys typed so far. On a first start the welcome passes them to a note instead.
    if (isFirst === false) endEarlyKeys({ keep: false })
  }, [isFirst])
  return isFirst
}
