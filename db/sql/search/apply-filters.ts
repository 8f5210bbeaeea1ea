/** Applies the filters of a search. */
import { fold } from '../../../core/fold.ts'
import type { Content, DayFilter, Filters, ResultType } from '../../../core/search/filters.ts'
import type { SearchHit } from '../../contract/index.ts'
import type { ConferenceSlug, NoteItem } from '../../model.ts'
import type { Sql } from '../../store/open.ts'

/** The ids of the rows that pass the filters, by kind. A kind without a list is not filtered. */
export type Allowed = Partial<Record<SearchHit['kind'], number[]>>

const kindByType: Record<ResultType, SearchHit['kind']> = {
  session: 'session',
  message: 'key-message',
  note: 'note',
  contact: 'contact',
  organisation: 'directory',
  document: 'document',
}

/** @returns null if there are no filters */
export function applyFilters(sql: Sql, filters: Filters, conference: ConferenceSlug | null): Allowed | null {
  if (filters.count === 0) return null
  const { types } = filters
  const unwantedKinds: Allowed = {}
  for (const kind of Object.values(kindByType)) {
    if (types.length > 0 && !types.some((type) => kindByType[type] === kind)) unwantedKinds[kind] = []
  }
  if (!hasDetails(filters)) return unwantedKinds
  // Key messages, contacts, organisations and documents have no day, room, tag or speaker.
  const kindsWithoutDetails = { 'key-message': [], contact: [], directory: [], document: [] }
  const sessions = listSessions(sql, conference).map((row) => ({
    ...row,
    moment: toLocal(row.startAt, row.timeZone),
  }))
  return {
    session: sessions.filter((row) => isSessionWanted(row, filters)).map(({ id }) => id),
    note: findNotes(sql, filters, conference, sessions),
    ...kindsWithoutDetails,
    ...unwantedKinds,
  }
}

function hasDetails({ days, rooms, tags, from, to, has, spoken, speakers }: Filters): boolean {
  const lists = [days, rooms, tags, has, spoken, speakers]
  return from !== null || to !== null || lists.some(({ length }) => length > 0)
}

type SessionRow = {
  id: number
  conference: string
  guid: string
  startAt: string
  timeZone: string
  day: string
  room: string | null
  languages: string
  people: string
  hasNote: number
  isStarred: number
}
type Session = SessionRow & { moment: Moment }

function listSessions(sql: Sql, conference: ConferenceSlug | null): SessionRow[] {
  return sql<SessionRow>(
    `SELECT session.id, conference.slug AS conference, session.guid, session.start_at AS startAt,
       conference.time_zone AS timeZone, session.day, room.name AS room, session.languages, session.people,
       EXISTS (SELECT 1 FROM note WHERE note.conference = conference.slug AND note.session = session.guid
         AND note.deleted_at IS NULL) AS hasNote,
       EXISTS (SELECT 1 FROM star WHERE star.conference = conference.slug AND star.session = session.guid
         AND star.deleted_at IS NULL) AS isStarred
     FROM session
     JOIN conference ON conference.id = session.conference_id
     LEFT JOIN room ON room.conference_id = conference.id AND room.guid = session.room
     WHERE conference.removed_at IS NULL AND (@conference IS NULL OR conference.slug = @conference)`,
  ).all({ conference })
}

function isSessionWanted(row: Session, filters: Filters): boolean {
  const { tags, has } = filters
  return (
    tags.length === 0 && matchesPlaceAndTime(row, filters) && has.every((content) => hasContent(row, content))
  )
}

function hasContent({ hasNote, isStarred }: SessionRow, content: Content): boolean {
  return content === 'note' ? hasNote > 0 : content === 'star' && isStarred > 0
}

/** Whether the session's day, time, room, languages and speakers are wanted. */
function matchesPlaceAndTime(row: Session, { days, from, to, rooms, spoken, speakers }: Filters): boolean {
  return (
    isDayWanted(days, row.day) &&
    isTimeWanted(row.moment.time, from, to) &&
    isAnyIn(rooms, row.room ?? '') &&
    (spoken.length === 0 || spoken.some((language) => row.languages.includes(`"${language}"`))) &&
    isAnyIn(speakers, row.people)
  )
}

function isAnyIn(parts: readonly string[], text: string): boolean {
  if (parts.length === 0) return true
  const folded = fold(text)
  return parts.some((part) => folded.includes(part))
}

function isTimeWanted(time: string, from: string | null, to: string | null): boolean {
  return (from === null || time >= from) && (to === null || time <= to)
}

function isDayWanted(days: readonly DayFilter[], date: string): boolean {
  if (days.length === 0) return true
  return days.some((day) => {
    if ('date' in day) return day.date === date
    if ('dayOfMonth' in day) return day.dayOfMonth === Number(date.slice(8, 10))
    return day.weekday === new Date(`${date}T00:00:00Z`).getUTCDay()
  })
}

type NoteRow = {
  id: number
  conference: string
  session: string | null
  createdAt: string
  timeZone: string
  items: string | null
  tags: string | null
  language: string | null
  pictureAt: number
}

function findNotes(
  sql: Sql,
  filters: Filters,
  conference: ConferenceSlug | null,
  sessions: readonly Session[],
): number[] {
  const sessionsByKey = new Map(sessions.map((session) => [`${session.conference}/${session.guid}`, session]))
  return sql<NoteRow>(
    `SELECT note.id, note.conference, note.session, note.created_at AS createdAt, conference.time_zone AS timeZone,
       note_items.items, note_language.language, instr(note.markdown, '](rapporteur:picture/') AS pictureAt,
       (SELECT group_concat(folded, char(10)) FROM note_tag
         WHERE note_tag.note = note.uuid AND note_tag.deleted_at IS NULL) AS tags
     FROM note
     JOIN conference ON conference.slug = note.conference
     LEFT JOIN note_items ON note_items.note_id = note.id
     LEFT JOIN note_language ON note_language.note = note.uuid
     WHERE note.deleted_at IS NULL AND (@conference IS NULL OR note.conference = @conference)`,
  )
    .all({ conference })
    .filter((row) => isNoteWanted(row, sessionsByKey.get(`${row.conference}/${row.session}`), filters))
    .map(({ id }) => id)
}

function isNoteWanted(row: NoteRow, session: Session | undefined, filters: Filters): boolean {
  const { days, from, to, rooms, speakers, spoken, tags, has } = filters
  const tagged = row.tags?.split('\n') ?? []
  if (tags.length > 0 && !tags.some((tag) => tagged.includes(tag))) return false
  if (!has.every((content) => hasContentInNote(row, session, content))) return false
  // A note without a language of its own counts as written in each language of its session.
  const isSpoken = spoken.length === 0 || spoken.some((language) => isInLanguage(row, session, language))
  if (!isSpoken) return false
  const moment = session
    ? { date: session.day, time: session.moment.time }
    : toLocal(row.createdAt, row.timeZone)
  return (
    isDayWanted(days, moment.date) &&
    isTimeWanted(moment.time, from, to) &&
    isAnyIn(rooms, session?.room ?? '') &&
    isAnyIn(speakers, session?.people ?? '')
  )
}

function isInLanguage({ language }: NoteRow, session: Session | undefined, wanted: string): boolean {
  return language === null
    ? (session?.languages.includes(`"${wanted}"`) ?? false)
    : language.startsWith(wanted)
}

function hasContentInNote(
  { items, pictureAt }: NoteRow,
  session: Session | undefined,
  content: Content,
): boolean {
  switch (content) {
    case 'note':
      return true
    case 'picture':
      return pictureAt > 0
    case 'star':
      return session !== undefined && session.isStarred > 0
    default: {
      const kind = content === 'action' ? 'task' : content
      return (JSON.parse(items ?? '[]') as NoteItem[]).some((item) => item.kind === kind)
    }
  }
}

type Moment = { date: string; time: string }
const formats = new Map<string, Intl.DateTimeFormat>()

/** The date and the time of day in the conference's zone. */
function toLocal(instant: string, timeZone: string): Moment {
  let format = formats.get(timeZone)
  if (!format) {
    // Swedish writes dates as ISO 8601 does.
    format = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
    formats.set(timeZone, format)
  }
  const [date = '', time = ''] = format.format(new Date(instant)).split(' ')
  return { date, time }
}
