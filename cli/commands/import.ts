import { randomUUID } from 'node:crypto'
import { basename, resolve } from 'node:path'
import { isTimeZone } from '../../core/time.ts'
import type { ImportResult } from '../../db/contract.ts'
import { StoreError } from '../../db/errors.ts'
import { type Command, request, UsageError } from '../command.ts'

export const importFiles: Command = {
  name: 'import',
  usage: 'FILE… [--time-zone ZONE]',
  summary: 'Read conference programmes into this profile, or newer versions of them',
  options: { 'time-zone': { type: 'string' } },
  values: [1, Number.POSITIVE_INFINITY],
  run: async (store, { values, one }) => {
    const timeZone = one('time-zone')
    if (timeZone !== undefined && !isTimeZone(timeZone)) {
      throw new UsageError(`“${timeZone}” is not an IANA time zone such as Europe/Paris.`)
    }
    const results: ImportResult[] = []
    for (const file of values) {
      const grant = randomUUID()
      store.grants.add(grant, { path: resolve(file), mode: 'read' })
      try {
        results.push(await request(store, 'import.file', { grant, timeZone }))
      } catch (error) {
        // Of several files, which one.
        if (error instanceof StoreError && !error.message.includes(basename(file))) {
          throw new StoreError(error.code, `${file}: ${error.message}`)
        }
        throw error
      }
    }
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
