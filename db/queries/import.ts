import { basename } from 'node:path'
import type { HandlersOf } from '../context.ts'
import { applyBundle } from '../importers/apply.ts'
import { importers } from '../importers/index.ts'
import { parseInWorker } from '../importers/parse-in-worker.ts'
import { readSource } from '../importers/source.ts'

export const importing: HandlersOf<'import'> = {
  'import.formats': () =>
    importers.map(({ id, name, extensions }) => ({ id, name, extensions: [...extensions] })),

  'import.file': async (context, { grant, ...options }) => {
    const path = context.grants.take(grant, 'read')
    const parsed = await parseInWorker(readSource(path), basename(path), options)
    return applyBundle(context, parsed, () => context.lifecycle.backup('import'))
  },
}
