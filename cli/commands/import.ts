import { randomUUID } from 'node:crypto'
import { basename, resolve } from 'node:path'
import type { ImportResult } from '../../db/contract.ts'
import { StoreError } from '../../db/errors.ts'
import { ask, type Command } from '../command.ts'

export const importFiles: Command = {
  name: 'import',
  usage: 'FILE…',
  summary: 'Read conference programmes into this profile, or newer versions of them',
  values: [1, Number.POSITIVE_INFINITY],
  run: (store, { values }) => {
    const results = values.map((file) => {
      const grant = randomUUID()
      store.grants.add(grant, { path: resolve(file), mode: 'read' })
      try {
        return ask(store, 'import.file', { grant })
      } catch (error) {
        // Of several files, which one.
        if (error instanceof StoreError && !error.message.includes(basename(file))) {
          throw new StoreError(error.code, `${file}: ${error.message}`)
        }
        throw error
      }
    })
    return {
      json: results.length === 1 ? results[0] : results,
      text: results.map(describe).join('\n'),
    }
  },
}

function describe({ conference, sessions, rooms, changes, warnings }: ImportResult): string {
  return [
    `${conference.title} (${conference.slug}): ${sessions} sessions, ${rooms} rooms; ` +
      `${changes.added} added, ${changes.changed} changed, ${changes.cancelled} cancelled`,
    ...warnings.map((warning) => `  warning: ${warning}`),
  ].join('\n')
}
