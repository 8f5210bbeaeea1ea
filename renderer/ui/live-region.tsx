/** Announces visual-only changes to assistive technology. */
import { createStore } from '../lib/create-store.ts'

const spoken = createStore({ text: '' })

/** Announces the text. Each call adds a new element, so repeating a text announces it again. */
export function readOut(text: string): void {
  spoken.set({ text })
}

let count = 0

export function LiveRegion() {
  const current = spoken.use()
  count += 1
  return (
    <div role="status" className="visually-hidden">
      <span key={count}>{current.text}</span>
    </div>
  )
}
