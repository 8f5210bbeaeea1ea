/** What a report holds, whatever its format: gathered from the database, worded, ready to be laid out. */
import { Temporal } from 'temporal-polyfill'
import { formatDay, formatTime } from '../../core/time.ts'
import type { ReportOptions } from '../contract.ts'
import { StoreError } from '../errors.ts'
import type { Conference, Guid, KeyMessage, PlainDate, Session } from '../model.ts'
import { type Headings, headings, type ReportLanguage } from './headings.ts'
import { type ReportNote, reportNote } from './report-note.ts'

export type Report = {
  title: string
  language: ReportLanguage
  headings: Headings
  /** "Octopus Conference 2016 · Cooperation against Cybercrime" */
  conference: string
  /** Dates, place and edition of the programme. */
  facts: string[]
  days: ReportDay[]
  /** Notes of no session, or of one that is not in the programme any more. */
  otherNotes: AboutNote[]
  /** Those that the notes name or are about, in document order. */
  keyMessages: KeyMessage[]
  counts: { sessions: number; notes: number }
}
export type ReportDay = { date: PlainDate; heading: string; sessions: ReportSession[] }
export type ReportSession = {
  /** "Workshop 9 · Crime and jurisdiction in cyberspace" */
  heading: string
  /** "Thu 17 Nov, 14:30", "Room 3", "English" */
  facts: string[]
  speakers: string[]
  notes: ReportNote[]
}
export type AboutNote = ReportNote & { keyMessage: KeyMessage | null }

export type ReportSource = {
  conference: Conference
  sessions: Session[]
  keyMessages: KeyMessage[]
  /** Oldest first. */
  notes: { session: Guid | null; keyMessage: Guid | null; markdown: string }[]
}

/**
 * `sessions: null` takes every note, and of the sessions those that have any. Otherwise the sessions that are named,
 * with their notes only. Throws `not-found` for a session that is not in the programme.
 */
export function buildReport(source: ReportSource, options: ReportOptions): Report {
  const { conference, keyMessages } = source
  const { language } = options
  const words = headings[language]
  const chosen = chosenSessions(source.sessions, options.sessions)
  const bySession = new Map<Guid, ReportNote[]>(chosen.map(({ guid }) => [guid, []]))
  const otherNotes: AboutNote[] = []
  for (const { session, keyMessage, markdown } of source.notes) {
    const ofSession = session === null ? undefined : bySession.get(session)
    if (!ofSession && options.sessions) continue
    const note = reportNote(markdown, conference.timeZone)
    if (!note) continue
    if (ofSession) ofSession.push(note)
    else otherNotes.push({ ...note, keyMessage: keyMessages.find(({ guid }) => guid === keyMessage) ?? null })
  }
  const sessions = chosen.filter(({ guid }) => options.sessions || bySession.get(guid)?.length)
  const days = Map.groupBy(sessions, ({ day }) => day)
  const notes = [...otherNotes, ...[...bySession.values()].flat()]
  return {
    title: options.title || words.missionReport(conference.title),
    language,
    headings: words,
    conference: [conference.title, conference.subtitle].filter(Boolean).join(' · '),
    facts: conferenceFacts(conference, language),
    days: [...days]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([date, ofDay]) => ({
        date,
        heading: capitalised(formatDay(date, language, 'long'), language),
        sessions: ofDay.map((session) =>
          reportSession(session, bySession.get(session.guid) ?? [], source, language),
        ),
      })),
    otherNotes,
    keyMessages: namedIn(notes, otherNotes, source),
    counts: { sessions: sessions.length, notes: notes.length },
  }
}

function chosenSessions(sessions: Session[], chosen: readonly Guid[] | null): Session[] {
  if (!chosen) return sessions
  const known = new Set(sessions.map(({ guid }) => guid))
  const unknown = chosen.find((guid) => !known.has(guid))
  if (unknown !== undefined)
    throw new StoreError('not-found', `There is no session “${unknown}” in this conference.`)
  return sessions.filter(({ guid }) => chosen.includes(guid))
}

function reportSession(
  session: Session,
  notes: ReportNote[],
  { conference }: ReportSource,
  language: ReportLanguage,
): ReportSession {
  const { label, title, start, end, room, languages, speakers, status } = session
  const time = (instant: string) => formatTime(instant, conference.timeZone)
  const names = new Intl.DisplayNames([language], { type: 'language' })
  return {
    heading: [label, title].filter(Boolean).join(' · '),
    facts: [
      `${formatDay(session.day, language)}, ${time(start)}${end === null ? '' : `–${time(end)}`}`,
      conference.rooms.find(({ guid }) => guid === room)?.name ?? '',
      languages.map((tag) => names.of(tag) ?? tag).join(', '),
      status === 'cancelled' ? headings[language].cancelled : '',
    ].filter(Boolean),
    speakers,
    notes,
  }
}

function conferenceFacts(conference: Conference, language: ReportLanguage): string[] {
  const { startDate, endDate, venue, city, country, edition } = conference
  return [
    formatDates(startDate, endDate, language),
    [venue, city, country].filter(Boolean).join(', '),
    edition,
  ].filter(Boolean)
}

/** "16–18 November 2016" */
function formatDates(start: PlainDate, end: PlainDate, language: ReportLanguage): string {
  const format = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
    timeZone: 'UTC',
    day: 'numeric',
    month: 'long',
    year: 'numeric',
  })
  const milliseconds = (date: PlainDate) =>
    Temporal.PlainDate.from(date).toZonedDateTime('UTC').epochMilliseconds
  return format.formatRange(milliseconds(start), milliseconds(end))
}

/** A day's name is in small letters in most languages, but not at the start of a heading. */
function capitalised(text: string, language: ReportLanguage): string {
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1)
}

function namedIn(
  notes: ReportNote[],
  about: AboutNote[],
  { conference, keyMessages }: ReportSource,
): KeyMessage[] {
  const named = new Set(about.flatMap(({ keyMessage }) => keyMessage?.guid ?? []) as string[])
  for (const { target, conference: slug, id } of notes.flatMap(({ mentions }) => mentions)) {
    if (target === 'key-message' && slug === conference.slug) named.add(id)
  }
  return keyMessages.filter(({ guid }) => named.has(guid))
}
