/** The window is about to close: everything is saved first. What cannot be saved keeps the window open and can be copied. */
import { Suspense, useEffect, useState } from 'react'
import { createLazyComponent } from '../lib/lazy-component.ts'
import { flushSoon, useSaveState } from '../lib/save-state.ts'

const UnsavedQuestion = createLazyComponent(
  async () => (await import('./unsaved-question.tsx')).UnsavedQuestion,
)

export function UnsavedDialog() {
  const [open, setOpen] = useState(false)
  const state = useSaveState()
  useEffect(() => {
    window.desktop.onFlush(async () => {
      const saved = await flushSoon()
      setOpen(!saved)
      return saved
    })
  }, [])
  // Saved meanwhile, by itself or by "Try again": the close that was asked for goes on.
  useEffect(() => {
    if (!open || state.kind !== 'saved') return
    setOpen(false)
    void window.desktop.close()
  }, [open, state.kind])
  if (!open) return null
  return (
    <Suspense>
      <UnsavedQuestion isClosing onClose={() => setOpen(false)} />
    </Suspense>
  )
}
