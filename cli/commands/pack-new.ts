/** Creates a folder from which an organiser can build a first pack. */
import { cpSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import type { FileCommand } from '../command.ts'
import { resources } from '../resources.ts'
import { createError, t } from '../texts.ts'

export const packNew: FileCommand = {
  name: 'pack new',
  arguments: '<folder>',
  summary: 'pack.newSummary',
  runOnFiles: ({ values: [name = ''] }) => {
    const folder = resolve(name)
    if (existsSync(folder) && !isEmptyFolder(folder))
      throw createError('file-access', 'pack.folderNotEmpty', { folder })
    const template = join(resources, 'assets', 'pack-template')
    mkdirSync(folder, { recursive: true })
    cpSync(template, folder, { recursive: true })
    const files = readdirSync(template).sort()
    return {
      json: { path: folder, files },
      text: [folder, ...files.map((file) => `  ${file}`), t('pack.goOn')].join('\n'),
    }
  },
}

const isEmptyFolder = (path: string): boolean =>
  statSync(path).isDirectory() && readdirSync(path).length === 0
