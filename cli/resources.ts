import { fileURLToPath } from 'node:url'

/** The folder with db/store/migrations and assets/conferences: the project's root. */
export const resources = fileURLToPath(new URL('..', import.meta.url))
