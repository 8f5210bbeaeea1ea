/** Creates a folder from which an organiser can build a first pack. */
import { mkdirSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { writeExportFolder } from '../../db/export/render/write-file.ts'
import { readPackTemplate } from '../../db/packs/template.ts'
import type { FileCommand } from '../command.ts'
import { resources } from '../resources.ts'
import { t } from '../texts.ts'

export const packNew: FileCommand = {
  name: 'pack new',
  arguments: '<folder>',
  summary: 'pack.newSummary',
  runOnFiles: ({ values: [name = ''] }) => {
    const folder = resolve(name)
    const template = readPackTemplate(resources)
    mkdirSync(dirname(folder), { recursive: true })
    writeExportFolder(folder, template)
    const files = template.map((file) => file.name)
    return {
      json: { path: folder, files },
      text: [folder, ...files.map((file) => `  ${file}`), t('pack.goOn')].join('\n'),
    }
  },
}
