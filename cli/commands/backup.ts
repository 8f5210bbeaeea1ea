import { existsSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { isDamage, StoreError } from '../../db/errors.ts'
import { mustBeFolder } from '../../db/export/render/write-file.ts'
import { verifyBackup } from '../../db/maintenance/health.ts'
import { migrationsIn } from '../../db/store/migrate.ts'
import { ask, type Command } from '../command.ts'
import { inEnglish } from '../in-english.ts'
import { resources } from '../resources.ts'

export const backup: Command = {
  name: 'backup',
  arguments: '<folder>',
  summary: 'Write a verified copy of the database into a folder',
  run: (store, { values: [dir = ''] }) => {
    const folder = resolve(dir)
    if (existsSync(folder) && !statSync(folder).isDirectory()) {
      throw new StoreError('file-access', inEnglish(`${folder} is a file. Name a folder for the backup.`))
    }
    const { name, createdAt, bytes } = store.lifecycle.backup('manual', folder)
    const path = join(folder, name)
    return { json: { path, createdAt, bytes }, text: `${path} (${bytes} bytes)` }
  },
}

export const moveOut: Command = {
  name: 'move-out',
  arguments: '<file>',
  summary: 'Write the whole notebook, verified, into one new file. On the other computer: restore FILE',
  run: (store, { values: [file = ''] }) => {
    const path = resolve(file)
    if (existsSync(path)) throw new StoreError('occupied', `${path} is there already. Name a new file.`)
    mustBeFolder(dirname(path))
    store.lifecycle.copyTo(path)
    const { size } = statSync(path)
    return {
      json: { path, bytes: size },
      text: `${path} (${size} bytes). On the other computer: restore ${basename(path)}`,
    }
  },
}

export const restore: Command = {
  name: 'restore',
  arguments: '<file>',
  summary: 'Bring a backup back. The present database is itself backed up first. Not while the app is open',
  run: (store, { values: [file = ''] }) => {
    const path = resolve(file)
    if (!existsSync(path)) throw new StoreError('file-access', inEnglish(`${path} is not there.`))
    const { damage } = ask(store, 'status.get', {})
    if (damage) {
      // recover() puts an empty database in place of the damaged one, so verify the backup first.
      verify(path)
      store.lifecycle.recover(null)
    }
    store.lifecycle.restoreFile(path)
    const previous = damage
      ? damage.movedTo
      : (store.lifecycle.backups().find(({ reason }) => reason === 'restore')?.name ?? null)
    return {
      json: { restored: path, previous },
      text: `Restored ${path}. What was there before is kept as ${previous}.`,
    }
  },
}

function verify(path: string): void {
  try {
    verifyBackup(path, migrationsIn(resources).length)
  } catch (error) {
    if (!isDamage(error)) throw error
    throw new StoreError(
      'bad-file',
      inEnglish(`${path} is damaged or not a database: nothing was changed.`),
      {
        cause: error,
      },
    )
  }
}
