/**
 * Writes a profile and files of this version with invented text, as `MAKE_FIXTURES=1 npm run test:unit -- tests/profiles.test.ts` requests.
 * Once committed they never change.
 */
import { copyFileSync, existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { exportJson, openShared, shareNotes } from '../db/sharing/testing/shared-files.ts'
import { getVersion } from '../db/store/migrate.ts'
import { fillProfile } from '../db/testing/full-profile.ts'
import { forgePack, pack } from '../db/testing/packs.ts'
import { createTempStore, octopus, type TestStore, unwrap } from '../db/testing/temp-store.ts'
import { openShellState } from '../electron/windows/shell-state.ts'
import { readContents } from './words.ts'

export const profiles = join(import.meta.dirname, 'fixtures', 'profiles')
export const files = join(import.meta.dirname, 'fixtures', 'files')
export const passphrase = 'a lantern for the harbour'

export type Manifest = {
  holdings: ReturnType<typeof readContents>
  /** Each note outside the trash, with its full text. */
  notes: { id: string; markdown: string }[]
  pictures: string[]
}

export async function makeFixtures(): Promise<void> {
  const store = createTempStore()
  unwrap(store.call('backups.create', {}))
  await fillProfile(store)
  const version = getVersion(store.lifecycle.ready().connection.db)
  const folder = join(profiles, `schema-${version}`)
  if (existsSync(folder))
    throw new Error(`${folder} is there already: the profile of a version never changes`)
  mkdirSync(join(folder, 'backups'), { recursive: true })
  writeFileSync(join(folder, 'manifest.json'), `${JSON.stringify(readManifest(store), null, 1)}\n`)
  await makeFiles(store, version)
  // Keeps one backup, since each contains the whole bundled conference.
  for (const { name, reason } of unwrap(store.call('backups.list', {}))) {
    if (reason !== 'manual') continue
    copyFileSync(join(store.folder, 'backups', name), join(folder, 'backups', name))
  }
  const db = new Database(store.database)
  db.prepare('VACUUM INTO ?').run(join(folder, 'rapporteur.db'))
  db.close()
  // Every profile that the app has opened is in this journal mode.
  const written = new Database(join(folder, 'rapporteur.db'))
  written.pragma('journal_mode = WAL')
  written.close()
  const place = { bounds: { x: 40, y: 30, width: 1280, height: 800 }, maximised: false }
  openShellState(folder).save({ theme: 'dark', language: 'fr', noteOnTop: false, place })
  writeFileSync(join(folder, 'local-storage.json'), `${JSON.stringify(getLocalStorage(), null, 1)}\n`)
}

function readManifest(store: TestStore): Manifest {
  const { db } = store.lifecycle.ready().connection
  const ids = db
    .prepare<[], string>('SELECT uuid FROM note WHERE deleted_at IS NULL ORDER BY uuid')
    .pluck()
    .all()
  return {
    holdings: readContents(store.database),
    notes: ids.map((id) => ({
      id,
      markdown:
        db.prepare<[string], string>('SELECT markdown FROM note WHERE uuid = ?').pluck().get(id) ?? '',
    })),
    pictures: db.prepare<[], string>('SELECT sha256 FROM picture ORDER BY sha256').pluck().all(),
  }
}

/** Writes each kind of file, and beside it the contents of a new profile into which the file was imported. */
async function makeFiles(store: TestStore, version: number): Promise<void> {
  const options = {
    conference: octopus,
    history: true,
    contactNotes: true,
    stars: true,
    confidentiality: 'private',
  } as const
  const json = {
    conference: octopus,
    confidentiality: 'private',
    include: { contactNotes: true, history: true },
  } as const
  const made: [name: string, path: string][] = [
    ['plain.rapporteur', await shareNotes(store, options)],
    ['encrypted.rapporteur', await shareNotes(store, options, passphrase)],
    ['export.json', await exportJson(store, json)],
  ]
  for (const [name, path] of made) copyFileSync(path, join(files, `schema-${version}-${name}`))
  const empty = createTempStore()
  const { opened } = unwrap(await openShared(empty, made[0]?.[1] ?? ''))
  unwrap(empty.call('sharing.merge', { opened, choices: { stars: true } }))
  // A JSON export is not signed, so it adds no key.
  const words = readContents(empty.database, ['device_key']).words.filter(
    (word) => !/^[0-9a-f]{4,12}$|\d{2}T\d{2}|^\d+Z$/.test(word),
  )
  writeFileSync(join(files, `schema-${version}-words.json`), `${JSON.stringify(words)}\n`)
  writeFileSync(join(files, `schema-${version}-signed.rapporteur-pack`), pack())
  const unsigned = forgePack((entries) => entries.delete('signature.json'))
  writeFileSync(join(files, `schema-${version}-unsigned.rapporteur-pack`), unsigned)
}

/**
 * The interface's localStorage as keys and values. Chromium's own files (LevelDB) depend on its version and the app's path, so they are not
 * portable.
 */
function getLocalStorage(): Record<string, string> {
  return {
    preferences: JSON.stringify({
      theme: 'dark',
      language: 'fr',
      conference: 'octopus-2016',
      route: '/agenda/workshop-9',
      listWidths: { agenda: 420, notes: 380 },
      notesSort: 'changed',
      actionsOrder: 'person',
      searchEverywhere: true,
      notesEverywhere: false,
      agendaView: 'grid',
      agendaGrouping: 'room',
      agendaFilters: {},
      keptConflicts: ['workshop-8 workshop-9'],
      dismissedReminders: [],
    }),
  }
}
