/** Announces to screen readers what can otherwise only be seen. */
import { createStore } from '../lib/create-store.ts'

const announcement = createStore({ text: '', number: 0 })

/** Announces the text. Each call adds a new element, so repeating a text announces it again. */
export function announceToScreenReader(text: string): void {
  announcement.set({ text, number: announcement.get().number + 1 })
}

export function LiveRegion() {
  const { text, number } = announcement.use()
  return (
    <div role="status" className="visually-hidden">
      <span key={number}>{text}</span>
    </div>
  )
}
