import { lazy, Suspense } from 'react'
import { useConference } from '../parts/conference.tsx'
import type { Screen } from './index.ts'

const Page = lazy(() => import('../parts/library.tsx').then(({ Library }) => ({ default: Library })))

/** Not in the navigation: the conference switcher leads here. */
export const screen: Screen = { path: 'library', title: 'nav.library', Component: LibraryScreen }

function LibraryScreen() {
  const { slug } = useConference()
  return (
    <Suspense>
      <Page current={slug} />
    </Suspense>
  )
}
