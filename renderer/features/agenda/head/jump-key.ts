import { useEffect, useRef } from 'react'
import { appKeys, isKey } from '../../../../core/keys.ts'

/** Binds Alt+N to jump to the present. Uses the key's position, since Alt produces other characters on a Mac. */
export function useJumpKey(jump: () => void): void {
  const latest = useRef(jump)
  latest.current = jump
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!isKey(event, appKeys.jumpToNow, window.desktop.platform)) return
      // In text fields on a Mac, Option+N starts an ñ.
      const { target } = event
      if (target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]')) return
      event.preventDefault()
      latest.current()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}
