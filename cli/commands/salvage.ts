import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { salvage as salvageDatabase } from '../../db/maintenance/salvage/salvage.ts'
import type { Command } from '../command.ts'
import { createError, getLanguage, t } from '../texts.ts'

export const salvage: Command = {
  name: 'salvage',
  arguments: '<file>',
  summary: 'salvage.summary',
  options: { '--out <zip>': 'salvage.out' },
  run: (_store, { values: [file = ''], one }) => {
    const path = resolve(file)
    if (!existsSync(path)) throw createError('file-access', 'notThere', { path })
    const found = salvageDatabase(path, null, resolve(one('out') ?? 'rapporteur-salvaged.zip'))
    const { notes, versions, contacts, entries, cut } = found
    const all = new Intl.ListFormat(getLanguage(), { type: 'conjunction' })
    const parts = all.format([
      t('count.notes', { count: notes }),
      t('salvage.versions', { count: versions }),
      t('count.contacts', { count: contacts }),
      t('salvage.entries', { count: entries }),
    ])
    return {
      json: found,
      text: t('ofFile', {
        file: found.path,
        problem: cut > 0 ? t('salvage.cut', { parts, count: cut }) : parts,
      }),
      failed: notes + versions + contacts + entries === 0,
    }
  },
}
