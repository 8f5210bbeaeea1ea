import { createLazyComponent } from '../../lib/lazy-component.ts'
import type { Screen } from '../../lib/screen.ts'
import { useConference } from '../sessions/index.ts'

const Page = createLazyComponent(async () => (await import('./library.tsx')).Library)

/** Not in the navigation: the conference switcher leads here. */
export const screen: Screen = { path: 'library', title: 'nav.library', Component: LibraryScreen }

function LibraryScreen() {
  const { slug } = useConference()
  return <Page current={slug} />
}
