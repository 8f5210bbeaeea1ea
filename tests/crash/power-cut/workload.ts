/**
 * Performs typical work on a notebook in a process that record.c records: a first start, short and long saves, a backup, closing, a second
 * start, a restore, and more saves. Each acknowledged save is written to the file `acknowledged` at once.
 *
 * node tests/crash/power-cut/workload.ts FOLDER RESOURCES SAVES
 */
import { openSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { ConferenceSlug, NoteId } from '../../../db/model.ts'
import { openStore, type Store } from '../../../db/open-store.ts'
import type { Result } from '../../../db/serve.ts'
import { getText, noteIds } from './texts.ts'

const [folder = '', resources = '', saves = ''] = process.argv.slice(2)
const acknowledged = openSync(join(folder, 'acknowledged'), 'a')
const acknowledge = (line: string) => writeSync(acknowledged, `${line}\n`)
const revisions = new Map<string, number>()

let store = openStore({ folder, resources })
const count = Number(saves)
save(store, count)
const backup = unwrap(store.call('backups.create', {}))
acknowledge('backup')
save(store, count)
store.close()
store = openStore({ folder, resources })
save(store, count)
acknowledge('restoring')
unwrap(store.call('backups.restore', { name: backup.name }))
acknowledge('restored')
for (const id of noteIds)
  revisions.set(id, unwrap(store.call('notes.get', { id: NoteId.parse(id) })).revision)
save(store, count)
store.close()

function save(to: Store, times: number): void {
  for (let time = 0; time < times; time += 1) {
    const id = noteIds[time % noteIds.length] ?? ''
    const baseRevision = revisions.get(id) ?? 0
    const { revision } = unwrap(
      to.call('notes.save', {
        id: NoteId.parse(id),
        conference: ConferenceSlug.parse('octopus-2016'),
        session: null,
        keyMessage: null,
        markdown: getText(id, baseRevision + 1),
        baseRevision,
      }),
    )
    revisions.set(id, revision)
    acknowledge(`${id} ${revision}`)
  }
}

function unwrap<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`${result.error.code}: ${result.error.message}`)
  return result.value
}
