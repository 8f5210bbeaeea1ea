import { createLazyComponent } from '../../lib/lazy-component.ts'
import type { Screen } from '../../lib/screen.ts'

/** Not in the navigation. It is opened from the search. */
export const screen: Screen = {
  path: 'notes-by-time',
  title: 'notesByTime.heading',
  Component: createLazyComponent(async () => (await import('./notes-by-time.tsx')).NotesByTimeScreen),
}
