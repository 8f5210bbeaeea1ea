import { fileURLToPath } from 'node:url'

/** Whether this is the built command line in dist/cli, not the source. */
export const isBuilt = !import.meta.url.endsWith('.ts')

/** The folder with db/store/migrations and assets/conferences: the project's root. */
export const resources = fileURLToPath(new URL(isBuilt ? '../..' : '..', import.meta.url))
