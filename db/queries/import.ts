import { basename } from 'node:path'
import type { HandlersOf } from '../context.ts'
import { applyBundle } from '../importers/apply.ts'
import { parseInWorker } from '../importers/parse-in-worker.ts'
import { readSource } from '../importers/source.ts'
import { reappear } from './conferences.ts'

export const importing: HandlersOf<'import'> = {
  // Read when asked for: what parses calendars and schedules is more code than the rest of the store, and no start needs it.
  'import.formats': async () => {
    const { importers } = await import('../importers/index.ts')
    return importers.map(({ id, name, extensions }) => ({ id, name, extensions: [...extensions] }))
  },

  'import.file': async (context, { grant, ...options }) => {
    const path = context.grants.take(grant, 'read')
    const parsed = await parseInWorker(readSource(path), basename(path), options)
    const result = applyBundle(context, parsed, () => context.lifecycle.backup('import'))
    reappear(context.sql, result.conference.slug)
    return result
  },
}
