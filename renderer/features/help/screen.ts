import { createLazyComponent } from '../../lib/lazy-component.ts'
import type { Screen } from '../../lib/screen.ts'

/** F1, the menu, the status line and the palette link to it. */
export const screen: Screen = {
  path: 'help',
  title: 'help.heading',
  Component: createLazyComponent(async () => (await import('./help.tsx')).Help),
}
