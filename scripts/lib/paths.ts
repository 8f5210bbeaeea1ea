import { homedir } from 'node:os'
import { join } from 'node:path'

/** The root of the checkout. It does not depend on the current folder. */
export const root = join(import.meta.dirname, '..', '..')

/** Holds results that are expensive to make and shared by all checkouts on this machine. */
export const cacheFolder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'rapporteur')

/** Holds results of this checkout only, which may be deleted with node_modules. */
export const localCacheFolder = join(root, 'node_modules', '.cache', 'rapporteur')
