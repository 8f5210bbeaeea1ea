import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { findKeyAround } from '../../db/maintenance/salvage/find-key-around.ts'
import { salvage as salvageDatabase } from '../../db/maintenance/salvage/salvage.ts'
import type { FileCommand } from '../command.ts'
import { createError, getLanguage, t } from '../texts.ts'
import { tryWithSecret } from '../unlock.ts'
import { readPassphrase } from './sharing.ts'

export const salvage: FileCommand = {
  name: 'salvage',
  arguments: '<file>',
  summary: 'salvage.summary',
  options: { '--out <zip>': 'salvage.out' },
  async runOnFiles({ values: [file = ''], getOption }) {
    const path = resolve(file)
    if (!existsSync(path)) throw createError('file-access', 'notThere', { path })
    const findKey = findKeyAround(path)
    const key =
      findKey && (await tryWithSecret(readPassphrase(getOption('notebook-passphrase-file')), findKey))
    const found = salvageDatabase(path, key, resolve(getOption('out') ?? 'rapporteur-salvaged.zip'))
    const { notes, versions, contacts, entries, remarks, cut } = found
    const listFormat = new Intl.ListFormat(getLanguage(), { type: 'conjunction' })
    const parts = listFormat.format([
      t('count.notes', { count: notes }),
      t('salvage.versions', { count: versions }),
      t('count.contacts', { count: contacts }),
      t('salvage.entries', { count: entries }),
      ...(remarks > 0 ? [t('count.remarks', { count: remarks })] : []),
    ])
    return {
      json: found,
      text: t('ofFile', {
        file: found.path,
        problem: cut > 0 ? t('salvage.cut', { parts, count: cut }) : parts,
      }),
      failed: notes + versions + contacts + entries + remarks === 0,
    }
  },
}
