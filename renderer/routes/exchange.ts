import { later } from '../parts/later.ts'
import type { Screen } from './screen.ts'

/** Notes for colleagues and from them. Not in the navigation: the export screen leads here. */
export const screen: Screen = {
  path: 'exchange',
  title: 'exchange.heading',
  Component: later(async () => (await import('../screens/exchange.tsx')).ExchangeScreen),
}
