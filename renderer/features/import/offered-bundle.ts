/** Holds the last file from a colleague that the delegate dropped on the window or opened, until the sharing screen takes it. */
import type { Grant } from '../../../core/desktop.ts'
import { createStore } from '../../lib/create-store.ts'

const offered = createStore<Grant | null>(null)

export const offerBundle = offered.set

export const useOfferedBundle = (): Grant | null => offered.use()
