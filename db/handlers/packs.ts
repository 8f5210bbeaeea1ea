import { writeExportFolder } from '../export/render/write-file.ts'
import { readPackTemplate } from '../packs/template.ts'
import type { HandlersOf } from './context.ts'

export const packs: HandlersOf<'packs'> = {
  'packs.create': ({ grants, resources }, { grant }) => {
    const { path } = writeExportFolder(grants.take(grant, 'write'), readPackTemplate(resources))
    return { path }
  },
}
