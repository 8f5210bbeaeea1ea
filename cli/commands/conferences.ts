import { type Command, callStore } from '../command.ts'
import { countSessions } from '../describe-import.ts'
import { t } from '../texts.ts'

export const conferenceList: Command = {
  name: 'conferences',
  summary: 'conferences.summary',
  run: (store) => {
    const entries = callStore(store, 'conferences.library', {}).filter(({ removed }) => !removed)
    const conferences = entries.map(({ slug, title, startDate, endDate, timeZone, sessions, cancelled }) => {
      const { revision: version } = callStore(store, 'conferences.get', { conference: slug })
      return { slug, title, startDate, endDate, timeZone, version, sessions, cancelled }
    })
    return {
      json: conferences,
      text: conferences
        .map(({ slug, title, startDate, endDate, version, sessions, cancelled }) => {
          const contents = countSessions(sessions, cancelled)
          return `${slug}  ${t('conferences.line', { title, startDate, endDate, version: String(version), contents })}`
        })
        .join('\n'),
    }
  },
}
