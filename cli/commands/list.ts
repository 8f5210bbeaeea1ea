import { Temporal } from 'temporal-polyfill'
import { formatWhen, getDayLength } from '../../core/time.ts'
import type { ConferenceSummary } from '../../db/contract/index.ts'
import { PlainDate, type Session } from '../../db/model.ts'
import type { Store } from '../../db/open-store.ts'
import { type Command, callStore, UsageError } from '../command.ts'
import { conferenceOption, findConferences } from '../conferences.ts'
import { getLanguage, t } from '../texts.ts'

export const sessionList: Command = {
  name: 'list',
  summary: 'list.summary',
  options: { ...conferenceOption, '--day <date>': 'list.day' },
  run: (store, args) => {
    const day = args.getOption('day')
    if (day !== undefined && !isDate(day)) throw new UsageError(t('list.noDate', { day }))
    const programmes = findConferences(store, args.getOption('conference'))
      .map((conference) => getProgramme(store, conference, day))
      .filter(({ sessions }) => sessions.length > 0)
    return {
      json: programmes.flatMap(({ sessions }) => sessions.map(({ json }) => json)),
      text: programmes
        .map(({ title, sessions }) => [title, ...sessions.map(({ text }) => `  ${text}`)].join('\n'))
        .join('\n\n'),
    }
  },
}

function getProgramme(store: Store, conference: ConferenceSummary, day: string | undefined) {
  const { slug, title } = conference
  const { rooms } = callStore(store, 'conferences.get', { conference: slug })
  const names = new Map(rooms.map(({ guid, name }) => [guid, name]))
  const sessions = callStore(store, 'sessions.list', { conference: slug })
    .filter((session) => day === undefined || session.day === day)
    .map((session) => describeSession(session, session.room && (names.get(session.room) ?? null), conference))
  return { title, sessions }
}

function describeSession(session: Session, room: string | null, conference: ConferenceSummary) {
  const { slug, timeZone } = conference
  const { guid, label, title, kind, day, start, end, languages, status, speakers, track } = session
  const toZonedTime = (instant: string) =>
    Temporal.Instant.from(instant)
      .toZonedDateTimeISO(timeZone)
      .toString({ smallestUnit: 'second', timeZoneName: 'never' })
  const time = formatWhen(session, timeZone, getLanguage(), t('list.allDay'), getDayLength(conference))
  const name = [label, title].filter(Boolean).join(' · ')
  const facts = [time, room, languages.join('/'), status === 'cancelled' ? t('list.cancelled') : '']
    .filter(Boolean)
    .join('  ')
  return {
    json: {
      conference: slug,
      guid,
      label,
      title,
      kind,
      day,
      start: toZonedTime(start),
      end: end && toZonedTime(end),
      room,
      track,
      languages,
      status,
      speakers,
    },
    text: `${facts}  ${name}  [${guid}]`,
  }
}

function isDate(text: string): boolean {
  if (!PlainDate.safeParse(text).success) return false
  try {
    return Temporal.PlainDate.from(text).toString() === text
  } catch {
    return false // such as 31 February
  }
}
