/** Tests each call about backups, the store's state and recovery with a valid and an invalid request. A missing call is a compile error. */
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, vi } from 'vitest'
import { type Case, checkCalls } from '../testing/calls.ts'
import { createTempStore, octopus, saveNote, unwrap } from '../testing/temp-store.ts'
import type { upkeepCalls } from './upkeep.ts'

const cases: { [N in keyof typeof upkeepCalls]: Case<N> } = {
  'support.facts': {
    good: () => ({}),
    answers: ({ rows }) => expect(rows).toMatchObject({ conference: 1 }),
    bad: [{ extra: 1 }],
  },
  'backups.list': {
    good: (store) => {
      unwrap(store.call('backups.create', {}))
      return {}
    },
    answers: (list) =>
      expect(list).toMatchObject([{ reason: 'manual', createdAt: '2016-11-17T13:30:00.000Z' }]),
    bad: [{ extra: 1 }],
  },
  'backups.create': {
    good: () => ({}),
    answers: (backup) => expect(backup.name).toBe('rapporteur-2016-11-17T133000Z-manual.db'),
    bad: [{ reason: 'daily' }],
  },
  'backups.restore': {
    good: (store) => ({ name: unwrap(store.call('backups.create', {})).name }),
    answers: (_, store) =>
      expect(unwrap(store.call('backups.list', {})).map(({ reason }) => reason)).toContain('restore'),
    bad: [{}, { name: '' }, { name: 5 }],
  },
  'backups.compare': {
    good: (store) => {
      saveNote(store, 'In it.')
      return { name: unwrap(store.call('backups.create', {})).name }
    },
    answers: (comparison) => expect(comparison).toMatchObject({ holds: { notes: 1 }, goes: { notes: 0 } }),
    bad: [{}, { name: '' }, { name: 5 }],
  },
  'backups.copy': {
    good: (store) => {
      const grant = crypto.randomUUID()
      store.grants.add(grant, { path: join(store.folder, 'moved.db'), mode: 'write' })
      return { grant }
    },
    answers: (_, store) => {
      const other = createTempStore()
      const grant = crypto.randomUUID()
      other.grants.add(grant, { path: join(store.folder, 'moved.db'), mode: 'read' })
      unwrap(other.call('backups.restoreFile', { grant }))
    },
    bad: [{}, { grant: 'no token' }],
  },
  'backups.compareFile': {
    good: (store) => {
      const other = createTempStore()
      saveNote(other, 'Taken along.')
      const path = join(other.folder, 'moved.db')
      other.lifecycle.copyTo(path)
      saveNote(store, 'Only here.')
      const grant = crypto.randomUUID()
      store.grants.add(grant, { path, mode: 'read' })
      unwrap(store.call('backups.compareFile', { grant }))
      return { grant }
    },
    answers: (comparison) => expect(comparison).toMatchObject({ holds: { notes: 1 }, goes: { notes: 1 } }),
    bad: [{}, { grant: 'no token' }],
  },
  'backups.restoreFile': {
    good: (store) => {
      const other = createTempStore()
      saveNote(other, 'Taken along.')
      const path = join(other.folder, 'moved.db')
      other.lifecycle.copyTo(path)
      const grant = crypto.randomUUID()
      store.grants.add(grant, { path, mode: 'read' })
      return { grant }
    },
    answers: (_, store) => {
      expect(unwrap(store.call('notes.list', { conference: octopus }))).toMatchObject([
        { excerpt: 'Taken along.' },
      ])
      expect(unwrap(store.call('backups.list', {})).map(({ reason }) => reason)).toContain('restore')
    },
    bad: [{}, { grant: 'no token' }],
  },
  'status.get': {
    good: () => ({}),
    answers: (status, store) =>
      expect(status).toMatchObject({ state: 'ready', folder: store.folder, readOnly: false, damage: null }),
    bad: [{ extra: 1 }],
  },
  'recovery.choose': {
    good: (store) => {
      store.close()
      writeFileSync(store.database, 'not a database at all, '.repeat(100))
      const log = vi.spyOn(console, 'error').mockImplementation(() => {})
      Object.assign(store, createTempStore({ folder: store.folder }))
      log.mockRestore()
      return { backup: null }
    },
    answers: (_, store) => expect(unwrap(store.call('status.get', {})).state).toBe('ready'),
    bad: [{}, { backup: '' }, { backup: 5 }],
  },
  'recovery.chooseFile': {
    good: (store) => {
      store.close()
      const path = join(store.folder, 'copy.db')
      renameSync(store.database, path)
      writeFileSync(store.database, 'not a database at all, '.repeat(100))
      const log = vi.spyOn(console, 'error').mockImplementation(() => {})
      Object.assign(store, createTempStore({ folder: store.folder }))
      log.mockRestore()
      const grant = crypto.randomUUID()
      store.grants.add(grant, { path, mode: 'read' })
      return { grant }
    },
    answers: (answer, store) => {
      expect(answer).toEqual({ isLogIncomplete: false })
      expect(unwrap(store.call('status.get', {})).state).toBe('ready')
    },
    bad: [{}, { grant: 'no token' }],
  },
  'recovery.reopen': {
    good: (store) => {
      rmSync(store.database)
      return {}
    },
    answers: (_, store) => {
      expect(unwrap(store.call('status.get', {}))).toMatchObject({ state: 'ready', problem: null })
      expect(existsSync(store.database)).toBe(true)
    },
    bad: [{ extra: 1 }],
  },
  'recovery.saveText': {
    good: (store) => {
      const grant = crypto.randomUUID()
      store.grants.add(grant, { path: join(store.folder, 'unsaved.md'), mode: 'write' })
      return { grant, text: 'Ungespeichert: наверняка' }
    },
    answers: ({ path }) => expect(readFileSync(path, 'utf8')).toBe('Ungespeichert: наверняка'),
    bad: [{}, { grant: 'no token', text: '' }, { grant: crypto.randomUUID() }],
  },
  'recovery.salvage': {
    good: (store) => {
      store.close()
      writeFileSync(store.database, 'not a database at all, '.repeat(100))
      const log = vi.spyOn(console, 'error').mockImplementation(() => {})
      Object.assign(store, createTempStore({ folder: store.folder }))
      log.mockRestore()
      const grant = crypto.randomUUID()
      store.grants.add(grant, { path: join(store.folder, 'salvaged.zip'), mode: 'write' })
      return { grant }
    },
    answers: (found) => expect(found).toMatchObject({ notes: 0, versions: 0, contacts: 0, cut: 0 }),
    bad: [{}, { grant: 'no token' }],
  },
}

checkCalls(cases)
