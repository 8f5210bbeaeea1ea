import { createLazyComponent } from '../../lib/lazy-component.ts'
import type { Screen } from '../../lib/screen.ts'

export const screen: Screen = {
  path: 'settings',
  Component: createLazyComponent(async () => (await import('./settings.tsx')).Settings),
}
