/** The order in which a backup is written to disk. Uses the real file system and records its calls. */
import { existsSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { createTempFolder, createTempStore, saveNote } from '../testing/temp-store.ts'
import { copyVerified, createBackup } from './backup.ts'

const calls = vi.hoisted((): string[] => [])

vi.mock('node:fs', async (importActual) => {
  const fs = await importActual<typeof import('node:fs')>()
  const opened = new Map<number, string>()
  const openSync: typeof fs.openSync = (...args) => {
    const file = fs.openSync(...args)
    opened.set(file, String(args[0]))
    return file
  }
  const fsyncSync: typeof fs.fsyncSync = (file) => {
    fs.fsyncSync(file)
    calls.push(`sync ${opened.get(file)}`)
  }
  const renameSync: typeof fs.renameSync = (from, to) => {
    fs.renameSync(from, to)
    calls.push(`rename ${from}`)
  }
  const recording = { ...fs, openSync, fsyncSync, renameSync }
  return { ...recording, default: recording }
})

test('a backup is synced before it gets its name, and its folder after that', () => {
  const store = createTempStore()
  saveNote(store, 'Just committed.')
  const { connection } = store.lifecycle.ready()
  const folder = createTempFolder()
  const expected = (path: string) => {
    const part = `${path}.${process.pid}.part`
    return [`sync ${part}`, `rename ${part}`, ...(process.platform === 'win32' ? [] : [`sync ${folder}`])]
  }

  calls.length = 0
  const { name } = createBackup(connection, folder, 'manual', '2016-11-17T13:30:00.000Z')
  expect(calls).toEqual(expected(join(folder, name)))

  calls.length = 0
  const copy = join(folder, 'copy.db')
  copyVerified(connection, copy)
  expect(calls).toEqual(expected(copy))
  expect(existsSync(copy), basename(copy)).toBe(true)
})
