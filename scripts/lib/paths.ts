import { homedir } from 'node:os'
import { join } from 'node:path'

/** The root of the checkout, whatever the current directory is. */
export const root = join(import.meta.dirname, '..', '..')

/** What is expensive to make and the same for every checkout on this machine lives here. */
export const cacheFolder = join(process.env.XDG_CACHE_HOME || join(homedir(), '.cache'), 'rapporteur')

/** What belongs to this checkout only, and may be thrown away with node_modules. */
export const localCacheFolder = join(root, 'node_modules', '.cache', 'rapporteur')
