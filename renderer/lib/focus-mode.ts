/** Focus mode: the note alone. Navigation and lists step aside until Escape, or until another screen is opened. */
import { createStore } from './create-store.ts'

const focusMode = createStore(false)

export const setFocusMode = focusMode.set

export function toggleFocusMode(): void {
  setFocusMode(!focusMode.get())
}

export const useFocusMode = (): boolean => focusMode.use()
