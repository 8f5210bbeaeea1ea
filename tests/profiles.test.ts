/** Opens profiles and files of earlier versions, migrates them, and checks that every word is still there. */
import { createHash } from 'node:crypto'
import { cpSync, globSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import Database from 'better-sqlite3'
import { describe, expect, test, vi } from 'vitest'
import { toEnglish } from '../core/i18n/english-messages.ts'
import { readProgramme, toStoredForm } from '../db/import/matching/stored-programme.ts'
import { ConferenceBundle, ConferenceSlug, type NoteId } from '../db/model.ts'
import { openShared } from '../db/sharing/testing/shared-files.ts'
import { listMigrations } from '../db/store/migrate.ts'
import { importFile } from '../db/testing/bundles.ts'
import {
  createTempFolder,
  createTempStore,
  resources,
  type TestStore,
  unwrap,
  unwrapError,
} from '../db/testing/temp-store.ts'
import { parseShellState } from '../electron/windows/shell-state.ts'
import { files, type Manifest, makeFixtures, passphrase, profiles } from './make-fixtures.ts'
import { readContents } from './words.ts'

vi.setConfig({ testTimeout: 180_000 })

if (process.env.MAKE_FIXTURES) test('writes the profile and the files of this version', makeFixtures)

const read = (path: string) => readFileSync(path, 'utf8')
const versions = readdirSync(profiles).sort()

test('the current database version has a profile', () => {
  const current = `schema-${listMigrations(resources).length}`
  const make = `${current} has no profile. Make it, and commit it: MAKE_FIXTURES=1 npm run test:unit -- tests/profiles.test.ts`
  expect(readdirSync(profiles), make).toContain(current)
})

/** @returns the words that are missing in the database */
const findMissingWords = (database: string, { words }: Manifest['holdings']) => {
  const found = new Set(readContents(database).words)
  return words.filter((word) => !found.has(word))
}

describe.each(versions)('the profile of %s', (version) => {
  const original = join(profiles, version)
  const manifest: Manifest = JSON.parse(read(join(original, 'manifest.json')))

  function makeCopy(): string {
    const folder = join(createTempFolder(), 'profile')
    cpSync(original, folder, { recursive: true })
    return folder
  }

  test('is opened and migrated, with every word, row, note and picture', async () => {
    const folder = makeCopy()
    const store = createTempStore({ folder })
    expect(unwrap(store.call('status.get', {}))).toMatchObject({
      state: 'ready',
      damage: null,
      problem: null,
    })
    for (const { id, markdown } of manifest.notes) {
      expect(unwrap(store.call('notes.get', { id: id as NoteId })).markdown).toBe(markdown)
    }
    for (const sha256 of manifest.pictures) {
      const bytes = unwrap(await store.request('pictures.read', { sha256 }))?.bytes ?? new Uint8Array()
      expect(createHash('sha256').update(bytes).digest('hex')).toBe(sha256)
    }
    store.close()
    const { rows } = readContents(store.database)
    for (const [table, count] of Object.entries(manifest.holdings.rows)) {
      expect(rows[table], `rows of ${table}`).toBeGreaterThanOrEqual(count)
    }
    expect(findMissingWords(store.database, manifest.holdings)).toEqual([])
  })

  test('its backup can be restored, and the state before the restore is kept as a backup', () => {
    const store = createTempStore({ folder: makeCopy() })
    const [oldest] = unwrap(store.call('backups.list', {})).filter(({ reason }) => reason === 'manual')
    unwrap(store.call('backups.restore', { name: oldest?.name ?? 'none' }))
    expect(unwrap(store.call('status.get', {}))).toMatchObject({ state: 'ready', damage: null })
    expect(unwrap(store.call('conferences.list', {})).map(({ slug }) => slug)).toEqual(['octopus-2016'])
    expect(unwrap(store.call('backups.list', {})).map(({ reason }) => reason)).toContain('restore')
  })

  test('with a newer database version is refused, and no byte of it changes', () => {
    const folder = makeCopy()
    const database = join(folder, 'rapporteur.db')
    const db = new Database(database)
    db.pragma(`user_version = ${listMigrations(resources).length + 1}`)
    db.close()
    const getState = () =>
      Object.fromEntries(
        globSync('**/*.*', { cwd: folder })
          .sort()
          .map((name) => [
            name,
            createHash('sha256')
              .update(readFileSync(join(folder, name)))
              .digest('hex'),
          ]),
      )
    const before = getState()
    const store = createTempStore({ folder })
    expect(unwrap(store.call('status.get', {}))).toMatchObject({
      state: 'unusable',
      problem: { code: 'newer-version' },
    })
    expect(unwrapError(store.call('conferences.list', {})).code).toBe('newer-version')
    store.close()
    expect(getState()).toEqual(before)
  })

  test('preferences of the main process and the interface are read', () => {
    expect(parseShellState(read(join(original, 'shell.json')))).toMatchObject({
      theme: 'dark',
      language: 'fr',
      noteOnTop: false,
      place: { bounds: { x: 40, y: 30, width: 1280, height: 800 } },
    })
    const { preferences } = JSON.parse(read(join(original, 'local-storage.json')))
    expect(JSON.parse(preferences)).toMatchObject({ route: '/agenda/workshop-9', agendaView: 'grid' })
  })
})

describe.each(
  readdirSync(files)
    .filter((name) => !name.endsWith('-words.json'))
    .sort(),
)('%s', (name) => {
  const path = join(files, name)
  const bytes = () => readFileSync(path)

  if (/\.rapporteur$|export\.json$/.test(name)) {
    test('is imported completely', async () => {
      const store = createTempStore()
      const { opened } = unwrap(await openShared(store, path))
      if (name.includes('encrypted')) {
        unwrap(await store.request('sharing.unlock', { opened, passphrase }))
      }
      unwrap(store.call('sharing.merge', { opened, choices: { stars: true } }))
      store.close()
      const version = /^schema-\d+/.exec(name)?.[0] ?? ''
      const manifest: Manifest = JSON.parse(read(join(profiles, version, 'manifest.json')))
      const words = JSON.parse(read(join(files, `${version}-words.json`))) as string[]
      // Hashes that only the database has are not expected: a programme's hash depends on its columns, and a later version has more.
      const shared = read(join(files, `${version}-export.json`))
      const expected = new Set(words.filter((word) => !/^[\da-f]{64}$/.test(word) || shared.includes(word)))
      expect(expected.size).toBeGreaterThan(200)
      expect(findMissingWords(store.database, { ...manifest.holdings, words: [...expected] })).toEqual([])
    })
  } else if (name.endsWith('-signed.rapporteur-pack')) {
    test('is imported completely, with its floor plan, document and signature', async () => {
      const store = createTempStore()
      const done = unwrap(await importFile(store, bytes(), name))
      expect(done).toMatchObject({
        conference: { slug: 'testing-days' },
        sessions: 2,
        speakers: 1,
        keyMessages: 1,
      })
      expect(done.warnings.map(toEnglish)).toEqual([])
      expect(done.signer).toMatchObject({ by: { publisher: 'Testing Office' } })
      expect(getStoredProgramme(store, 'testing-days')).toMatchObject({
        files: [{ title: 'Level 1' }, { title: 'Draft conclusions' }],
      })
    })
  } else if (name.endsWith('.rapporteur-pack')) {
    test('is refused, since it is not signed', async () => {
      const store = createTempStore()
      expect(unwrapError(await importFile(store, bytes(), name)).code).toBe('bad-file')
    })
  } else if (name.startsWith('conference-')) {
    test('is imported completely', async () => {
      const store = createTempStore()
      const conference = ConferenceBundle.parse(JSON.parse(read(path)))
      unwrap(await importFile(store, bytes(), basename(name)))
      expect(getStoredProgramme(store, conference.conference.slug)).toEqual(toStoredForm(conference))
    })
  }
})

function getStoredProgramme(store: TestStore, slug: string): unknown {
  return readProgramme(store.lifecycle.ready().connection.sql, ConferenceSlug.parse(slug))
}
