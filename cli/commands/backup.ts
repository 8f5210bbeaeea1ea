import { existsSync, statSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { assertIsFolder } from '../../db/export/render/write-file.ts'
import { type Command, callStore } from '../command.ts'
import { createError, t } from '../texts.ts'
import { readPassphrase } from './sharing.ts'

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
    assertIsFolder(dirname(path))
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
  options: { '--passphrase-file <file>': 'restore.passphraseFile' },
  run: (store, { values: [file = ''], getOption }) => {
    const path = resolve(file)
    if (!existsSync(path)) throw createError('file-access', 'notThere', { path })
    const { damage } = callStore(store, 'status.get', {})
    const restoreFile = damage ? store.lifecycle.recoverFrom : store.lifecycle.restoreFile
    const secret = readPassphrase(getOption('passphrase-file'))
    const isLogIncomplete = secret === null ? restoreFile(path) : restoreFile(path, secret)
    const previous = damage
      ? damage.movedTo
      : (store.lifecycle.backups().find(({ reason }) => reason === 'restore')?.name ?? null)
    return {
      json: { restored: path, previous, ...(isLogIncomplete && { isLogIncomplete }) },
      text: t(isLogIncomplete ? 'restore.withoutLog' : 'restore.done', { path, previous: previous ?? '' }),
    }
  },
}
