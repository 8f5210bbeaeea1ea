/** Says to assistive technology what else is only seen. */
import { createStore } from '../lib/create-store.ts'

const spoken = createStore({ text: '' })

/** The same text said twice is two changes, since each is an element of its own. */
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
