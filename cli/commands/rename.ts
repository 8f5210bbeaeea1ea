import { type Command, callStore } from '../command.ts'
import { conferenceOption, getOnlyConference } from '../conferences.ts'
import { createError, t } from '../texts.ts'

export const rename: Command = {
  name: 'rename',
  arguments: '<title>',
  summary: 'rename.summary',
  options: conferenceOption,
  run: (store, { values: [title = ''], getOption }) => {
    const { slug, title: before } = getOnlyConference(store, getOption('conference'))
    callStore(store, 'conferences.rename', { conference: slug, title: title.trim() === '' ? null : title })
    const entry = callStore(store, 'conferences.library', {}).find((each) => each.slug === slug)
    if (!entry) throw createError('not-found', 'rename.removed', { slug })
    const { fileTitle, title: after } = entry
    return {
      json: { conference: { slug, title: after }, before, fileTitle },
      text:
        fileTitle === null
          ? t('rename.done', { before, after })
          : t('rename.doneWithFileTitle', { before, after, fileTitle }),
    }
  },
}
