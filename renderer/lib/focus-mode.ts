/** Focus mode shows only the note. Navigation and lists are hidden until Escape or until another screen is opened. */
import { createStore } from './create-store.ts'

const focusMode = createStore(false)

export const setFocusMode = focusMode.set

export function isFocusMode(): boolean {
  return focusMode.get()
}

export function toggleFocusMode(): void {
  setFocusMode(!focusMode.get())
}

export const useFocusMode = (): boolean => focusMode.use()
