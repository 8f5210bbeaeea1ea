import { createLazyComponent } from '../../lib/lazy-component.ts'
import type { Screen } from '../../lib/screen.ts'
import { useConference } from '../sessions/index.ts'

const Page = createLazyComponent(async () => (await import('./library.tsx')).Library)

/** The screen is not in the navigation, since the conference switcher opens it. */
export const screen: Screen = { path: 'library', title: 'nav.library', Component: LibraryScreen }

function LibraryScreen() {
  const { slug } = useConference()
  return <Page current={slug} />
}
