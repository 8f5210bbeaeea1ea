/** Whether the agenda greets instead of opening a session. */
import { useEffect } from 'react'
import { endEarlyKeys } from '../../lib/key-buffer.ts'
import { usePreference } from '../../lib/preferences.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { useConference } from '../sessions/index.ts'

export const loadWelcome = async () => (await import('./welcome.tsx')).Welcome

/**
 * True until the first session is opened, something is written or a conference is imported. A notebook whose preferences were lost is
 * told from a new one by its notes. @returns undefined until the store has answered
 */
export function useFirstStart(): boolean | undefined {
  const { slug } = useConference()
  const welcomed = usePreference('welcomed')
  const { data: notes } = useStoreQuery('notes.list', welcomed ? null : { conference: slug })
  const { data: conferences } = useStoreQuery('conferences.list', welcomed ? null : {})
  const isKnown = notes && conferences
  const isFirst = welcomed ? false : isKnown && notes.length === 0 && conferences.length === 1
  useEffect(() => {
    // What was typed meanwhile is the welcome's to deliver.
    if (isFirst === false) endEarlyKeys({ keep: false })
  }, [isFirst])
  return isFirst
}
