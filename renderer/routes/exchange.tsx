/** Notes for colleagues and from them. Not in the navigation: the export screen and the palette lead here. */
import { lazy, Suspense } from 'react'
import type { Screen } from './index.ts'

export const screen: Screen = { path: 'exchange', Component: Exchange }

const ExchangeScreen = lazy(async () => ({
  default: (await import('../parts/exchange-screen.tsx')).ExchangeScreen,
}))

function Exchange() {
  return (
    <Suspense>
      <ExchangeScreen />
    </Suspense>
  )
}
