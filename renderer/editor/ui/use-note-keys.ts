/** Keys for the open note that work anywhere in the window, since a screen shows only one note. */
import { useEffect, useRef } from 'react'
import { isKey } from '../../../core/keys.ts'
import { isFocusMode, setFocusMode } from '../../lib/focus-mode.ts'

export type NoteKey = {
  id: 'find' | 'focusMode' | 'popOut' | 'misspelt' | 'help'
  /** In the notation of core/keys.ts. */
  key: string
  run: () => void
}

export function useNoteKeys(keys: readonly NoteKey[]): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      const pressed = latest.current.find(({ key }) => isKey(event, key, window.desktop.platform))
      if (pressed) pressed.run()
      else if (leavesFocusMode(event)) setFocusMode(false)
      else return
      event.preventDefault()
    }
    window.addEventListener('keydown', onKey)
    return () => window.removeEventListener('keydown', onKey)
  }, [])
}

/** Whether the key is Escape and nothing else has used it. */
function leavesFocusMode({ key, target, defaultPrevented }: KeyboardEvent): boolean {
  if (key !== 'Escape' || defaultPrevented || !isFocusMode() || !(target instanceof Element)) return false
  return !target.closest('input, [role="dialog"], [role="menu"], [role="listbox"], [role="textbox"]')
}
