import { ask, type Command } from '../command.ts'
import { conferenceOption, getOnlyConference } from '../conferences.ts'
import { createError, t } from '../texts.ts'

export const rename: Command = {
  name: 'rename',
  arguments: '<title>',
  summary: 'rename.summary',
  options: conferenceOption,
  run: (store, { values: [title = ''], one }) => {
    const { slug, title: before } = getOnlyConference(store, one('conference'))
    ask(store, 'conferences.rename', { conference: slug, title: title.trim() === '' ? null : title })
    const named = ask(store, 'conferences.library', {}).find((entry) => entry.slug === slug)
    if (!named) throw createError('not-found', 'rename.removed', { slug })
    const { fileTitle, title: after } = named
    return {
      json: { conference: { slug, title: after }, before, fileTitle },
      text:
        fileTitle === null
          ? t('rename.done', { before, after })
          : t('rename.doneWithFileTitle', { before, after, fileTitle }),
    }
  },
}
