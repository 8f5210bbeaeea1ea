import { useEffect, useState } from 'react'

/** Delay before showing that a file is being read or written; most are done within it. */
const LATE_MS = 300

/** Whether `isRunning` has been true for long enough to show it. */
export function useLate(isRunning: boolean): boolean {
  const [isLate, setIsLate] = useState(false)
  useEffect(() => {
    if (!isRunning) return
    const timer = setTimeout(() => setIsLate(true), LATE_MS)
    return () => {
      clearTimeout(timer)
      setIsLate(false)
    }
  }, [isRunning])
  return isLate
}
