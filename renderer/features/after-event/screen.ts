import { createLazyComponent } from '../../lib/lazy-component.ts'
import type { Screen } from '../../lib/screen.ts'

/**
 * The steps to take when a conference is over. The screen is not in the navigation: the Now and Conferences pages and the command palette
 * link to it.
 */
export const screen: Screen = {
  path: 'after-event',
  title: 'afterEvent.heading',
  Component: createLazyComponent(async () => (await import('./after-event.tsx')).AfterEventScreen),
}
