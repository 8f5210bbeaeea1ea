import { useEffect, useState } from 'react'

/** Delay before showing that a file is being read or written; most are done within it. */
const DELAY_MS = 300

/** Whether `isRunning` has been true for long enough to show it. */
export function useDelayed(isRunning: boolean, delay = DELAY_MS): boolean {
  const [isShown, setIsShown] = useState(false)
  useEffect(() => {
    if (!isRunning) return
    const timer = setTimeout(() => setIsShown(true), delay)
    return () => {
      clearTimeout(timer)
      setIsShown(false)
    }
  }, [isRunning, delay])
  return isShown
}
