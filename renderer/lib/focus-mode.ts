/** Focus mode: the note alone. Navigation and lists step aside until Escape, or until another screen is opened. */
import { useSyncExternalStore } from 'react'

let isOn = false
const listeners = new Set<() => void>()

export function setFocusMode(on: boolean): void {
  if (isOn === on) return
  isOn = on
  for (const listener of listeners) listener()
}

export function isFocusMode(): boolean {
  return isOn
}

export function toggleFocusMode(): void {
  setFocusMode(!isOn)
}

export function useFocusMode(): boolean {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    () => isOn,
  )
}
