import { later } from '../parts/later.ts'
import type { Screen } from './screen.ts'

export const screen: Screen = {
  path: 'settings',
  Component: later(async () => (await import('../screens/settings.tsx')).Settings),
}
