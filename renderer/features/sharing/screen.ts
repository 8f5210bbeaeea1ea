import { createLazyComponent } from '../../lib/lazy-component.ts'
import type { Screen } from '../../lib/screen.ts'

/** The screen for sharing notes with colleagues. Not in the navigation, since the export screen opens it. */
export const screen: Screen = {
  path: 'sharing',
  title: 'sharing.heading',
  Component: createLazyComponent(async () => (await import('./sharing.tsx')).SharingScreen),
}
