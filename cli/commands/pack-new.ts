/** Creates a folder from which an organiser can build a first pack. */
import { cpSync, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { StoreError } from '../../db/errors.ts'
import type { FileCommand } from '../command.ts'
import { inEnglish } from '../in-english.ts'
import { resources } from '../resources.ts'

export const packNew: FileCommand = {
  name: 'pack new',
  arguments: '<folder>',
  summary: 'Make a folder with a sample table, floor plan and pack.json; README.md in it says how to go on',
  runOnFiles: ({ values: [name = ''] }) => {
    const folder = resolve(name)
    if (existsSync(folder) && !isEmptyFolder(folder))
      throw new StoreError('file-access', inEnglish(`${folder} is not empty: choose a new folder.`))
    const template = join(resources, 'cli', 'pack-template')
    mkdirSync(folder, { recursive: true })
    cpSync(template, folder, { recursive: true })
    const files = readdirSync(template).sort()
    return {
      json: { path: folder, files },
      text: [folder, ...files.map((file) => `  ${file}`), 'Go on with README.md.'].join('\n'),
    }
  },
}

const isEmptyFolder = (path: string): boolean =>
  statSync(path).isDirectory() && readdirSync(path).length === 0
