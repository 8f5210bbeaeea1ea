import { later } from '../../lib/lazy-component.ts'
import type { Screen } from '../../lib/screen.ts'

export const screen: Screen = {
  path: 'settings',
  Component: later(async () => (await import('./settings.tsx')).Settings),
}
