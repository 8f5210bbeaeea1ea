/** Saves everything before the window closes or is locked. Text that cannot be saved keeps the window open and can be copied. */
import { Suspense, useEffect, useState } from 'react'
import { createLazyComponent } from '../lib/lazy-component.ts'
import { leaveWindow } from '../lib/leave-window.ts'
import { flushWithTimeout, useSaveState } from '../lib/save-state.ts'
import { coverWindow } from './lock-cover.tsx'

const UnsavedQuestion = createLazyComponent(
  async () => (await import('./unsaved-question.tsx')).UnsavedQuestion,
)

export function UnsavedDialog() {
  const [open, setOpen] = useState(false)
  const state = useSaveState()
  useEffect(() => {
    window.desktop.onFlush(async (reason) => {
      if (reason === 'lock') coverWindow()
      else leaveWindow()
      const saved = await flushWithTimeout()
      if (reason === 'close') setOpen(!saved)
      return saved
    })
  }, [])
  // Once everything is saved, by autosave or "Try again", continue closing.
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
