import { spawnSync } from 'node:child_process'
import {
  chmodSync,
  cpSync,
  existsSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { openConnection } from './store/open.ts'
import { makeCrashedCopy } from './testing/crashed-profiles.ts'
import { runAsOrdinaryUser } from './testing/ordinary-user.ts'
import {
  createTempFolder,
  createTempStore,
  octopus,
  openUnpreparedStore,
  resources,
  saveNote,
  toGuid,
  unwrap,
  unwrapError,
} from './testing/temp-store.ts'

test('a first start creates the profile, the database and the bundled conference', () => {
  const folder = join(createTempFolder(), 'deep', 'profile')
  const store = createTempStore({ folder })
  expect(unwrap(store.call('status.get', {}))).toEqual({
    state: 'ready',
    encryption: 'off',
    setAside: [],
    folder,
    sqlite: expect.stringMatching(/^3\.\d+\.\d+$/),
    readOnly: false,
    damage: null,
    problem: null,
    keptLog: null,
    backupProblem: null,
  })
  expect(unwrap(store.call('conferences.list', {}))).toHaveLength(1)
})

test('everything is there after closing and reopening', () => {
  const store = openUnpreparedStore()
  const { id } = saveNote(store, 'Kept.', { session: 'workshop-1' })
  unwrap(store.call('stars.set', { conference: octopus, session: toGuid('workshop-1'), starred: true }))
  store.close()
  expect(existsSync(`${store.database}-wal`)).toBe(false)
  const again = createTempStore({ folder: store.folder })
  expect(unwrap(again.call('notes.get', { id })).markdown).toBe('Kept.')
  expect(unwrap(again.call('stars.list', { conference: octopus }))).toEqual(['workshop-1'])
})

test('each profile gets one author, who is recorded for all data', () => {
  const store = openUnpreparedStore()
  saveNote(store, 'One.')
  store.close()
  const again = createTempStore({ folder: store.folder })
  saveNote(again, 'Two.')
  const reader = openConnection(store.database)
  const authors = reader.sql<{ author: string }>('SELECT DISTINCT author FROM note').all()
  expect(authors).toEqual([{ author: expect.stringMatching(/^[0-9a-f-]{36}$/) }])
  reader.close()
})

test('two stores on one profile see each other’s changes', () => {
  const first = openUnpreparedStore()
  const second = createTempStore({ folder: first.folder })
  saveNote(first, 'From the first.')
  saveNote(second, 'From the second.')
  expect(unwrap(first.call('notes.list', { conference: octopus }))).toHaveLength(2)
})

test('reports a profile path that is a file without throwing', () => {
  const folder = join(createTempFolder(), 'profile')
  writeFileSync(folder, 'in the way')
  const store = createTempStore({ folder })
  const { state, problem } = unwrap(store.call('status.get', {}))
  expect(state).toBe('unusable')
  expect(problem).toMatchObject({
    code: 'file-access',
    message: `${folder} is a file where a folder is needed.`,
  })
  expect(unwrapError(store.call('notes.list', { conference: octopus }))).toEqual(problem)
})

// ── Without permission to write ──────────────────────────────────────────────

function protect(folder: string): void {
  for (const file of readdirSync(folder)) chmodSync(join(folder, file), 0o444)
  chmodSync(folder, 0o555)
  onTestFinished(() => chmodSync(folder, 0o755))
}

/** A copy of the resources, since an ordinary user may not be able to read the project. */
function copyResources(): string {
  const folder = createTempFolder()
  chmodSync(folder, 0o755)
  cpSync(join(resources, 'db', 'store', 'migrations'), join(folder, 'db', 'store', 'migrations'), {
    recursive: true,
  })
  for (const name of ['conferences', 'glossaries']) {
    cpSync(join(resources, 'assets', name), join(folder, 'assets', name), { recursive: true })
  }
  return folder
}

test('a write-protected profile can be read, searched and exported, with its last commits', async () => {
  const source = openUnpreparedStore()
  saveNote(source, 'In the log only.', { session: 'workshop-1' })
  const folder = createTempFolder()
  for (const end of ['', '-wal']) cpSync(`${source.database}${end}`, join(folder, `rapporteur.db${end}`))
  protect(folder)
  const readable = copyResources()
  const { store, exported, left } = runAsOrdinaryUser(() => {
    // Folders of a killed process and of a running one.
    const pids = [spawnSync(process.execPath, ['--version']).pid, process.ppid]
    const left = pids.map((pid) => mkdtempSync(join(tmpdir(), `rapporteur-read-only-${pid}-`)))
    onTestFinished(() => {
      for (const copy of left) rmSync(copy, { recursive: true, force: true })
    })
    const store = createTempStore({ folder, resources: readable })
    expect(unwrap(store.call('status.get', {}))).toMatchObject({ state: 'ready', readOnly: true, folder })
    expect(unwrap(store.call('notes.list', { conference: octopus }))).toMatchObject([
      { excerpt: 'In the log only.' },
    ])
    expect(
      unwrap(store.call('search.query', { conference: octopus, text: 'log only', limit: 5 })),
    ).toHaveLength(1)
    const failure = unwrapError(
      store.call('stars.set', { conference: octopus, session: toGuid('workshop-1'), starred: true }),
    )
    expect(failure.code).toBe('read-only')
    expect(unwrapError(store.call('backups.create', {})).code).toBe('read-only')
    return {
      store,
      left,
      exported: store.request('export.copy', {
        conference: octopus,
        format: 'md',
        title: '',
        sessions: null,
        language: 'en',
      }),
    }
  })
  expect(unwrap(await exported).text).toContain('In the log only.')
  store.close()
  expect(readdirSync(folder).sort()).toEqual(['rapporteur.db', 'rapporteur.db-wal'])
  expect(left.map((copy) => existsSync(copy))).toEqual([false, true])
  const own = `rapporteur-read-only-${process.pid}-`
  expect(readdirSync(tmpdir()).filter((name) => name.startsWith(own))).toEqual([])
})

test('a write-protected folder without a database gives advice', () => {
  const folder = join(createTempFolder(), 'profile')
  mkdirSync(folder)
  chmodSync(join(folder, '..'), 0o755)
  protect(folder)
  const readable = copyResources()
  runAsOrdinaryUser(() => {
    const { state, problem } = unwrap(createTempStore({ folder, resources: readable }).call('status.get', {}))
    expect(state).toBe('unusable')
    expect(problem).toMatchObject({ code: 'read-only', message: expect.stringContaining(folder) })
  })
})

test('reports damage and write protection together, and changes nothing', () => {
  const folder = createTempFolder()
  writeFileSync(join(folder, 'rapporteur.db'), 'not a database, '.repeat(300))
  protect(folder)
  const readable = copyResources()
  const log = vi.spyOn(console, 'error').mockImplementation(() => {})
  runAsOrdinaryUser(() => {
    const { problem } = unwrap(createTempStore({ folder, resources: readable }).call('status.get', {}))
    expect(problem).toMatchObject({ code: 'damaged', message: expect.stringMatching(/cannot be written/) })
  })
  log.mockRestore()
  expect(readdirSync(folder)).toEqual(['rapporteur.db'])
})

test('links of a killed check are removed without harm to the notebook', () => {
  const store = createTempStore()
  const { id } = saveNote(store, 'Kept.')
  const { folder, database } = makeCrashedCopy(store.database)
  const left = join(folder, 'rapporteur-check-999999999-left')
  mkdirSync(left)
  for (const end of ['', '-wal']) linkSync(`${database}${end}`, join(left, `copy.db${end}`))
  expect(unwrap(createTempStore({ folder }).call('notes.get', { id })).markdown).toBe('Kept.')
  expect(existsSync(left)).toBe(false)
})

test('a power cut while a conference was deleted, on a drive without hard links, leaves a notebook that opens', () => {
  const store = createTempStore()
  const { folder, database } = store
  saveNote(store, 'On another conference.')
  unwrap(store.call('backups.create', {}))
  store.close()
  renameSync(database, `${database}.777.part`)
  writeFileSync(`${database}.wiped.777.part`, 'The rewritten database')
  const again = createTempStore({ folder })
  expect(unwrap(again.call('status.get', {})).state).toBe('ready')
  expect(unwrap(again.call('notes.list', { conference: octopus }))).toHaveLength(1)
})
