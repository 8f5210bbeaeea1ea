import { basename } from 'node:path'
import type { HandlersOf } from '../context.ts'
import { applyBundle } from '../importers/apply.ts'
import { importers, parseFile, readSource } from '../importers/index.ts'

export const importing: HandlersOf<'import'> = {
  'import.formats': () =>
    importers.map(({ id, name, extensions }) => ({ id, name, extensions: [...extensions] })),

  'import.file': (context, { grant }) => {
    const path = context.grants.take(grant, 'read')
    const parsed = parseFile(readSource(path), basename(path))
    return applyBundle(context, parsed, () => context.lifecycle.backup('import'))
  },
}
