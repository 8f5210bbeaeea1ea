/** Announces visual-only changes to assistive technology. */
import { createStore } from '../lib/create-store.ts'

const spoken = createStore({ text: '', number: 0 })

/** Announces the text. Each call adds a new element, so repeating a text announces it again. */
export function announceToScreenReader(text: string): void {
  spoken.set({ text, number: spoken.get().number + 1 })
}

export function LiveRegion() {
  const { text, number } = spoken.use()
  return (
    <div role="status" className="visually-hidden">
      <span key={number}>{text}</span>
    </div>
  )
}
