import { fileURLToPath } from 'node:url'

/** Where db/store/migrations and assets/conferences are: the project's root. */
export const resources = fileURLToPath(new URL('..', import.meta.url))
