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
  const [isOpen, setIsOpen] = useState(false)
  const state = useSaveState()
  useEffect(() => {
    window.desktop.onFlush(async (reason) => {
      if (reason === 'lock') coverWindow()
      else leaveWindow()
      const isSaved = await flushWithTimeout()
      if (reason === 'close') setIsOpen(!isSaved)
      return isSaved
    })
  }, [])
  // Once everything is saved, by autosave or "Try again", continue closing.
  useEffect(() => {
    if (!isOpen || state.kind !== 'saved') return
    setIsOpen(false)
    void window.desktop.close()
  }, [isOpen, state.kind])
  if (!isOpen) return null
  return (
    <Suspense>
      <UnsavedQuestion isClosing onClose={() => setIsOpen(false)} />
    </Suspense>
  )
}
