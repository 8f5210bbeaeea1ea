/** The session whose description is expanded because a search matched in it. */
import { createStore } from '../../lib/create-store.ts'

const shown = createStore<string | null>(null)

export const showAbout = shown.set

export const useIsAboutShown = (session: string): boolean => shown.use((guid) => guid === session)
