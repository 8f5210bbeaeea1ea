import { useEffect, useRef } from 'react'
import { appKeys, isKey } from '../../../../core/keys.ts'

/** Alt+N: back to what is on. By the key's place, since Alt makes other characters of it on a Mac. */
export function useJumpKey(jump: () => void): void {
  const latest = useRef(jump)
  latest.current = jump
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isKey(event, appKeys.jumpToNow, window.desktop.platform)) return
      // In a text it begins an ñ on a Mac.
      const { target } = event
      if (target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]')) return
      event.preventDefault()
      latest.current()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
