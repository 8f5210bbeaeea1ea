import { ask, type Command } from '../command.ts'
import { sessionCount } from '../counted.ts'

export const conferenceList: Command = {
  name: 'conferences',
  summary: 'List the conferences on this computer, with the names that --conference takes',
  run: (store) => {
    const here = ask(store, 'conferences.library', {}).filter(({ removed }) => !removed)
    const conferences = here.map(({ slug, title, startDate, endDate, timeZone, sessions, cancelled }) => {
      const { revision: version } = ask(store, 'conferences.get', { conference: slug })
      return { slug, title, startDate, endDate, timeZone, version, sessions, cancelled }
    })
    return {
      json: conferences,
      text: conferences
        .map(
          ({ slug, title, startDate, endDate, version, sessions, cancelled }) =>
            `${slug}  ${title}, ${startDate} to ${endDate}, version ${version}, ${sessionCount(sessions, cancelled)}`,
        )
        .join('\n'),
    }
  },
}
