import { existsSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { isDamage } from '../../db/errors.ts'
import { mustBeFolder } from '../../db/export/render/write-file.ts'
import { verifyBackup } from '../../db/maintenance/health.ts'
import { listMigrations } from '../../db/store/migrate.ts'
import { type Command, callStore } from '../command.ts'
import { resources } from '../resources.ts'
import { createError, t } from '../texts.ts'

export const backup: Command = {
  name: 'backup',
  arguments: '<folder>',
  summary: 'backup.summary',
  run: (store, { values: [dir = ''] }) => {
    const folder = resolve(dir)
    if (existsSync(folder) && !statSync(folder).isDirectory()) {
      throw createError('file-access', 'backup.isFile', { folder })
    }
    const { name, createdAt, bytes } = store.lifecycle.backup('manual', folder)
    const path = join(folder, name)
    return { json: { path, createdAt, bytes }, text: t('written', { path, count: bytes }) }
  },
}

export const moveOut: Command = {
  name: 'move-out',
  arguments: '<file>',
  summary: 'moveOut.summary',
  run: (store, { values: [file = ''] }) => {
    const path = resolve(file)
    if (existsSync(path)) throw createError('occupied', 'moveOut.isThere', { path })
    mustBeFolder(dirname(path))
    store.lifecycle.copyTo(path)
    const { size } = statSync(path)
    return {
      json: { path, bytes: size },
      text: t('moveOut.done', { path, count: size, file: basename(path) }),
    }
  },
}

export const restore: Command = {
  name: 'restore',
  arguments: '<file>',
  summary: 'restore.summary',
  run: (store, { values: [file = ''] }) => {
    const path = resolve(file)
    if (!existsSync(path)) throw createError('file-access', 'notThere', { path })
    const { damage } = callStore(store, 'status.get', {})
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
      text: t('restore.done', { path, previous: previous ?? '' }),
    }
  },
}

function verify(path: string): void {
  try {
    verifyBackup(path, listMigrations(resources).length)
  } catch (error) {
    if (!isDamage(error)) throw error
    throw createError('bad-file', 'restore.damaged', { path }, { cause: error })
  }
}
