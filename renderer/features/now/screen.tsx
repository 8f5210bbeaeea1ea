import { Radio } from 'lucide-react'
import type { ReactNode } from 'react'
import { useMinute } from '../../lib/clock.ts'
import { createLazyComponent } from '../../lib/lazy-component.ts'
import type { Screen } from '../../lib/screen.ts'
import { findStartedLast, getCurrentSessions } from '../schedule/index.ts'
import { useConference, useConferenceFormat, useSessions } from '../sessions/index.ts'
import styles from './screen.module.css'

export const screen: Screen = {
  path: 'now',
  navigation: { order: 1, label: 'nav.now', icon: Radio, useMark },
  Component: createLazyComponent(async () => (await import('./now.tsx')).Now),
}

function useMark(): ReactNode {
  const { timeZone } = useConference()
  const sessions = useSessions()
  const now = useMinute()
  const { formatTime } = useConferenceFormat()
  const [first] = sessions ? findStartedLast(getCurrentSessions(sessions, now, timeZone)) : []
  if (!first) return null
  return (
    <span className={styles.mark}>
      <span className={styles.dot} />
      {formatTime(first.start)}
    </span>
  )
}
