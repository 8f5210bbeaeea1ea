import { createLazyComponent } from '../../lib/lazy-component.ts'
import type { Screen } from '../../lib/screen.ts'

/** Notes for colleagues and from them. Not in the navigation: the export screen leads here. */
export const screen: Screen = {
  path: 'exchange',
  title: 'exchange.heading',
  Component: createLazyComponent(async () => (await import('./sharing.tsx')).ExchangeScreen),
}
