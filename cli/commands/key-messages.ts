import { randomUUID } from 'node:crypto'
import { resolve } from 'node:path'
import { type Command, callStore } from '../command.ts'
import { conferenceOption, getOnlyConference } from '../conferences.ts'
import { describeList } from '../describe-changes.ts'
import { addFileName } from '../reading-options.ts'
import { t } from '../texts.ts'

export const keyMessagesImport: Command = {
  name: 'key-messages import',
  arguments: '<file>',
  summary: 'keyMessages.summary',
  options: { ...conferenceOption, '--dry-run': 'keyMessages.dryRun' },
  run: (store, { values: [file = ''], getOption, hasOption }) => {
    const { slug: conference } = getOnlyConference(store, getOption('conference'))
    const grant = randomUUID()
    store.grants.add(grant, { path: resolve(file), mode: 'read' })
    try {
      const { fileName, sha256, changes, marked } = callStore(store, 'keyMessages.previewFile', {
        conference,
        grant,
      })
      const isPreview = hasOption('dry-run')
      const update = isPreview
        ? null
        : callStore(store, 'keyMessages.importFile', { conference, grant, sha256 }).update
      const lines = describeList('changes.lists.keyMessage', changes)
      const result = t(isPreview ? 'keyMessages.wouldChange' : 'keyMessages.imported', {
        file: fileName,
        slug: conference,
      })
      const marks = marked > 0 ? [t('keyMessages.marked', { count: marked })] : []
      return {
        json: { conference, fileName, changes, marked, update },
        text:
          lines.length === 0
            ? t('keyMessages.nothing', { slug: conference })
            : [result, ...lines, ...marks].join('\n'),
      }
    } catch (error) {
      throw addFileName(file, error)
    }
  },
}
