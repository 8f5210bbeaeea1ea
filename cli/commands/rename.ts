import { StoreError } from '../../db/errors.ts'
import { ask, type Command } from '../command.ts'
import { conferenceOption, getOnlyConference } from '../conferences.ts'

export const rename: Command = {
  name: 'rename',
  arguments: '<title>',
  summary:
    'Give a conference a name of your own, which no update takes away; with an empty one ("") it is called as in its programme again',
  options: conferenceOption,
  run: (store, { values: [title = ''], one }) => {
    const { slug, title: before } = getOnlyConference(store, one('conference'))
    ask(store, 'conferences.rename', { conference: slug, title: title.trim() === '' ? null : title })
    const named = ask(store, 'conferences.library', {}).find((entry) => entry.slug === slug)
    if (!named) throw new StoreError('not-found', `${slug} was removed meanwhile.`)
    const inProgramme = named.fileTitle === null ? '' : ` (in its programme: ${named.fileTitle})`
    return {
      json: { conference: { slug, title: named.title }, before, fileTitle: named.fileTitle },
      text: `${before} is now called ${named.title}${inProgramme}.`,
    }
  },
}
