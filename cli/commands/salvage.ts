import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { StoreError } from '../../db/errors.ts'
import { salvageFile } from '../../db/maintenance/salvage/salvage.ts'
import type { Command } from '../command.ts'
import { formatCount } from '../counted.ts'
import { inEnglish } from '../in-english.ts'

export const salvage: Command = {
  name: 'salvage',
  arguments: '<file>',
  summary:
    'Write the notes and contacts that can still be read from a damaged database as Markdown and JSON. The file is not changed',
  options: { '--out <zip>': 'the file to write (rapporteur-salvaged.zip)' },
  run: (_store, { values: [file = ''], one }) => {
    const path = resolve(file)
    if (!existsSync(path)) throw new StoreError('file-access', inEnglish(`${path} is not there.`))
    const found = salvageFile(path, resolve(one('out') ?? 'rapporteur-salvaged.zip'))
    const { notes, versions, contacts, entries, cut } = found
    const parts = `${formatCount(notes, 'note')}, ${formatCount(versions, 'earlier version')}, ${formatCount(contacts, 'contact')} and ${formatCount(entries, 'appointment')}`
    return {
      json: found,
      text: `${found.path}: ${parts}${cut > 0 ? `; of ${cut} of them only a part could be read` : ''}`,
      failed: notes + versions + contacts + entries === 0,
    }
  },
}
