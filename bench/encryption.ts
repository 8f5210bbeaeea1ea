/**
 * Saves and searches in an encrypted notebook, compared with an unencrypted one of the same content in the same run. The two alternate.
 *
 * npm run bench -- encryption [saves]. Exits with 1 if the encrypted notebook takes more than a tenth longer.
 */
import { join } from 'node:path'
import { ConferenceSlug, NoteId } from '../db/model.ts'
import { openStore, type Store } from '../db/open-store.ts'
import { root } from '../scripts/lib/paths.ts'
import { workFolder } from './lib/work-folder.ts'

const SAVES = Number(process.argv[2] ?? 300)
const NOTES = 500
const TARGET_RATIO = 1.1
const conference = ConferenceSlug.parse('octopus-2016')
const passphrase = 'correct horse battery'
const words = ['evidence', 'cloud', 'provider', 'point', 'meeting 12']

const stores = { plain: open('plain'), encrypted: open('encrypted') }
try {
  const { encrypted } = stores
  for (const store of Object.values(stores)) for (let note = 0; note < NOTES; note += 1) save(store, note, 0)
  const prepared = encrypted.call('encryption.prepare', { passphrase })
  if (!prepared.ok) throw new Error(prepared.error.message)
  const { recoveryCode } = prepared.value
  expectOk(encrypted.call('encryption.switchOn', { recoveryCode, preferences: '{}' }))
  const start = performance.now()
  expectOk(encrypted.call('encryption.unlock', { secret: passphrase }))
  console.log(`first unlock of ${NOTES} notes: ${(performance.now() - start).toFixed(0)} ms`)
  // Unlocking has reopened the encrypted database. The plain one is reopened too, so that both start with an empty page cache.
  stores.plain.close()
  stores.plain = open('plain')
  compare('save', 0.95, (store, turn) => save(store, turn % NOTES, 1 + Math.floor(turn / NOTES)))
  // The median, since a search does not wait for the disk: a slow one only shows what else the computer does.
  compare('search', 0.5, (store, turn) => {
    const text = words[turn % words.length] ?? ''
    expectOk(store.call('search.query', { conference, text, limit: 20 }))
  })
} finally {
  for (const store of Object.values(stores)) store.close()
}

function open(name: string): Store {
  return openStore({ folder: join(workFolder, name), resources: root })
}

/** `share`: the quantile that is compared, such as 0.5 for the median. */
function compare(name: string, share: number, run: (store: Store, turn: number) => void): void {
  const times = { plain: [] as number[], encrypted: [] as number[] }
  for (let turn = 0; turn < SAVES; turn += 1) {
    const kinds = turn % 2 === 0 ? (['plain', 'encrypted'] as const) : (['encrypted', 'plain'] as const)
    for (const kind of kinds) {
      const start = performance.now()
      run(stores[kind], turn)
      times[kind].push(performance.now() - start)
    }
  }
  const plain = getQuantile(times.plain, share)
  const encrypted = getQuantile(times.encrypted, share)
  const ratio = encrypted / plain
  if (ratio > TARGET_RATIO) process.exitCode = 1
  console.log(
    `${name}: p${share * 100} ${encrypted.toFixed(2)} ms encrypted, ${plain.toFixed(2)} ms unencrypted; fastest ` +
      `${getQuantile(times.encrypted, 0).toFixed(2)} and ${getQuantile(times.plain, 0).toFixed(2)}; ratio ${ratio.toFixed(2)}${ratio > TARGET_RATIO ? `   above the target of ${TARGET_RATIO}` : ''}`,
  )
}

function getQuantile(times: number[], share: number): number {
  const sorted = times.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0
}

function save(store: Store, note: number, baseRevision: number): void {
  const id = NoteId.parse(`5b0a7a3e-0000-4000-8000-${String(note).padStart(12, '0')}`)
  const markdown = `Meeting ${note}, revision ${baseRevision}\n\n${'Evidence in the cloud is held by providers in many places. '.repeat(60)}`
  expectOk(
    store.call('notes.save', {
      id,
      conference,
      session: null,
      keyMessage: null,
      markdown,
      baseRevision,
    }),
  )
}

function expectOk(result: { ok: boolean; error?: { message: string } }): void {
  if (!result.ok) throw new Error(result.error?.message)
}
