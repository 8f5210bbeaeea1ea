/** Which session's description is unfolded from elsewhere: it holds what was searched for. */
import { createStore } from '../../lib/create-store.ts'

const shown = createStore<string | null>(null)

export const showAbout = shown.set

export const useIsAboutShown = (session: string): boolean => shown.use((guid) => guid === session)
