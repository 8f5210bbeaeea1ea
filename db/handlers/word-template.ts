import { basename } from 'node:path'
import { message } from '../../core/i18n/message.ts'
import { getWordTemplate, removeWordTemplate, saveWordTemplate } from '../sql/word-template.ts'
import { readChosen } from '../store/chosen-file.ts'
import type { HandlersOf } from './context.ts'

const MAX_MEGABYTES = 20

export const wordTemplate: HandlersOf<'wordTemplate'> = {
  'wordTemplate.get': ({ sql }) => {
    const template = getWordTemplate(sql)
    return template && { fileName: template.fileName }
  },

  'wordTemplate.choose': async ({ db, sql, grants }, { grant }) => {
    const path = grants.take(grant, 'read')
    const fileName = basename(path)
    const describeTooLarge = () =>
      message('word-template.too-large', { file: fileName, megabytes: MAX_MEGABYTES })
    const bytes = readChosen(path, MAX_MEGABYTES * 1024 * 1024, describeTooLarge)
    // Loaded on demand, because few people ever need it.
    const { readWordTemplate } = await import('../export/formats/docx/read-template.ts')
    const template = readWordTemplate(fileName, bytes)
    db.transaction(() => saveWordTemplate(sql, template)).immediate()
    return { fileName }
  },

  'wordTemplate.remove': ({ sql }) => {
    removeWordTemplate(sql)
    return null
  },
}
