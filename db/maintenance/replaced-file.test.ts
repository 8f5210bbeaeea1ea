/** Another program, such as a folder synchroniser, replaces or removes the database file while it is open. */
import { copyFileSync, existsSync, readdirSync, renameSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import {
  createNoteId,
  createTempFolder,
  createTempStore,
  octopus,
  saveNote,
  type TestStore,
  unwrap,
  unwrapError,
} from '../testing/temp-store.ts'

const excerpts = (store: TestStore) =>
  unwrap(store.call('notes.list', { conference: octopus }))
    .map(({ excerpt }) => excerpt)
    .sort()
const save = (store: TestStore, markdown: string, id = createNoteId()) =>
  store.call('notes.save', {
    id,
    conference: octopus,
    session: null,
    keyMessage: null,
    markdown,
    baseRevision: 0,
  })
const listBackupsOfReplaced = (store: TestStore) =>
  unwrap(store.call('backups.list', {})).filter(({ reason }) => reason === 'replaced')

/** Replaces the file as a synchroniser does: writes a temporary file and renames it. */
function replaceWith(store: TestStore, file: string): void {
  copyFileSync(file, `${store.database}.tmp`)
  renameSync(`${store.database}.tmp`, store.database)
}

function createOtherNotebook(text: string): string {
  const other = createTempStore()
  saveNote(other, text)
  const path = join(createTempFolder(), 'other.db')
  other.lifecycle.copyTo(path)
  return path
}

test('a copy of the notebook is never written over the notebook itself', () => {
  const store = createTempStore()
  saveNote(store, 'Kept.')
  for (const name of ['rapporteur.db', 'rapporteur.db-wal', 'rapporteur.db-shm'])
    expect(() => store.lifecycle.copyTo(join(store.folder, name))).toThrow('is the notebook itself')
  store.close()
  expect(excerpts(createTempStore({ folder: store.folder }))).toEqual(['Kept.'])
})

describe('after the file was replaced', () => {
  test('nothing is acknowledged; saved data is in a backup; after reopening, the text is saved in the new file', () => {
    const store = createTempStore()
    saveNote(store, 'Saved before.')
    const other = createOtherNotebook('From elsewhere.')
    replaceWith(store, other)
    const id = createNoteId()
    expect(unwrapError(save(store, 'Typed after.', id)).code).toBe('replaced')
    expect(unwrapError(save(store, 'Typed after, and on.', id)).code).toBe('replaced')
    expect(unwrap(store.call('status.get', {}))).toMatchObject({
      state: 'ready',
      problem: { code: 'replaced' },
    })
    expect(listBackupsOfReplaced(store)).toHaveLength(1)
    // The log is empty, since it would be replayed into the new file.
    expect(statSync(`${store.database}-wal`).size).toBe(0)

    const heard: string[] = []
    store.onChanges((topics) => heard.push(...topics))
    unwrap(store.call('recovery.reopen', {}))
    expect(heard).toContain('database')
    expect(unwrap(store.call('status.get', {})).problem).toBeNull()
    expect(excerpts(store)).toEqual(['From elsewhere.'])
    unwrap(save(store, 'Typed after, and on.', id))
    store.close()
    const again = createTempStore({ folder: store.folder })
    expect(excerpts(again)).toEqual(['From elsewhere.', 'Typed after, and on.'])
    unwrap(again.call('backups.restore', { name: listBackupsOfReplaced(again)[0]?.name ?? '' }))
    expect(excerpts(again)).toEqual(['Saved before.', 'Typed after.'])
  })

  test('closing puts the saved data into a backup and leaves the new file unchanged', () => {
    const store = createTempStore()
    saveNote(store, 'Saved before.')
    replaceWith(store, createOtherNotebook('From elsewhere.'))
    store.close()
    const again = createTempStore({ folder: store.folder })
    expect(excerpts(again)).toEqual(['From elsewhere.'])
    unwrap(again.call('backups.restore', { name: listBackupsOfReplaced(again)[0]?.name ?? '' }))
    expect(excerpts(again)).toEqual(['Saved before.'])
  })
})

describe('after the file was removed', () => {
  test('nothing is acknowledged; after reopening, the saved data is back in its place', () => {
    const store = createTempStore()
    saveNote(store, 'Saved before.')
    rmSync(store.database)
    expect(unwrapError(save(store, 'Typed after.')).code).toBe('replaced')
    unwrap(store.call('recovery.reopen', {}))
    expect(excerpts(store)).toEqual(['Saved before.', 'Typed after.'])
    unwrap(save(store, 'And on.'))
    store.close()
    expect(excerpts(createTempStore({ folder: store.folder }))).toEqual([
      'And on.',
      'Saved before.',
      'Typed after.',
    ])
    expect(readdirSync(store.folder).filter((name) => name.includes('.part'))).toEqual([])
  })

  test('with its whole folder: after reopening, the saved data is back in its place', () => {
    const store = createTempStore()
    saveNote(store, 'Saved before.')
    const away = join(createTempFolder(), 'moved')
    renameSync(store.folder, away)
    expect(unwrapError(save(store, 'Typed after.')).code).toBe('replaced')
    unwrap(store.call('recovery.reopen', {}))
    expect(excerpts(store)).toEqual(['Saved before.', 'Typed after.'])
    rmSync(away, { recursive: true })
  })

  test('and then put back, saving continues as before', () => {
    const store = createTempStore()
    const { id } = saveNote(store, 'Saved before.')
    renameSync(store.database, `${store.database}.away`)
    expect(unwrapError(save(store, 'Typed after.')).code).toBe('replaced')
    renameSync(`${store.database}.away`, store.database)
    unwrap(save(store, 'And on.', id))
    expect(unwrap(store.call('status.get', {})).problem).toBeNull()
    store.close()
    expect(excerpts(createTempStore({ folder: store.folder }))).toEqual(['And on.', 'Typed after.'])
  })

  test('if no backup can be written, the failure is still reported, and the notebook stays open', () => {
    const log = vi.spyOn(console, 'error').mockImplementation(() => {})
    const store = createTempStore()
    saveNote(store, 'Saved before.')
    const backups = join(store.folder, 'backups')
    rmSync(backups, { recursive: true, force: true })
    copyFileSync(store.database, backups)
    rmSync(store.database)
    expect(unwrapError(save(store, 'Typed after.')).code).toBe('replaced')
    unwrapError(store.call('recovery.reopen', {}))
    expect(excerpts(store)).toEqual(['Saved before.', 'Typed after.'])
    rmSync(backups)
    unwrap(store.call('recovery.reopen', {}))
    expect(existsSync(store.database)).toBe(true)
    expect(excerpts(store)).toEqual(['Saved before.', 'Typed after.'])
    log.mockRestore()
  })
})
