/** What a report holds, whatever its format: gathered from the database, worded, ready to be laid out. */
import { Temporal } from 'temporal-polyfill'
import { formatDay, formatTime } from '../../core/time.ts'
import type { ExportFormat, ReportCounts, ReportOptions } from '../contract.ts'
import { StoreError } from '../errors.ts'
import type { Conference, Contact, Guid, Instant, KeyMessage, NoteId, PlainDate, Session } from '../model.ts'
import { type Headings, headings, type ReportLanguage } from './headings.ts'
import type { NoteCache, OnProgress } from './render.ts'
import { type NoteTask, type ReportNote, reportNote, type Said } from './report-note.ts'

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
  /** Of all notes, by session, whether or not they are asked for: `include.actions` says that. */
  tasks: ReportTask[]
  decisions: ReportSaid[]
  questions: ReportSaid[]
  /** People met; empty when not asked for. */
  contacts: ReportContact[]
  counts: ReportCounts
  options: ReportOptions
  /** What the report was made from, cut to what was asked for: for files that other programs read. */
  source: ReportSource
}
/** `session`: "Workshop 9"; null for a note of no session. */
export type ReportSaid = Said & { session: string | null }
/** `uid`: the same as long as the task is. */
export type ReportTask = NoteTask & { uid: string; session: string | null; note: SourceNote }
/** A note of the report and where it comes from. */
export type SourcedNote = ReportNote & { source: SourceNote }
/** `metAt`: the session's heading, '' if there is none. */
export type ReportContact = Omit<Contact, 'metAt'> & { metAt: string }
export type ReportDay = { date: PlainDate; heading: string; sessions: ReportSession[] }
export type ReportSession = {
  /** "Workshop 9 · Crime and jurisdiction in cyberspace" */
  heading: string
  /** "Thu 17 Nov, 14:30", "Room 3", "English" */
  facts: string[]
  speakers: string[]
  /** Attachments and recordings: what a reader of the report can open. */
  documents: { name: string; url: string | null }[]
  notes: SourcedNote[]
}
export type AboutNote = SourcedNote & { keyMessage: KeyMessage | null }

export type ReportSource = {
  conference: Conference
  /** When this state of the programme came to this computer. */
  importedAt: Instant
  sessions: SourceSession[]
  keyMessages: KeyMessage[]
  /** Oldest first. */
  notes: SourceNote[]
  contacts: Contact[]
}
/** `sequence` grows with every change of the session. */
export type SourceSession = Session & { sequence: number }
export type SourceNote = {
  id: NoteId
  session: Guid | null
  keyMessage: Guid | null
  markdown: string
  createdAt: Instant
  updatedAt: Instant
  /** Grows with every save. */
  revision: number
}

/**
 * `sessions: null` takes every note, and of the sessions those that have any. Otherwise the sessions that are named,
 * with their notes and the people met there only. Throws `not-found` for a session that is not in the programme.
 */
export function buildReport(
  everything: ReportSource,
  options: Omit<ReportOptions, 'sessions'> & { sessions: readonly Guid[] | null },
  about: ExportFormat['about'],
  known: NoteCache = new Map(),
  onProgress: OnProgress = () => {},
): Report {
  const { language, include } = options
  const words = headings[language]
  const source = chosenFrom(everything, options)
  const { conference, keyMessages } = source
  const bySession = new Map<Guid, SourcedNote[]>(source.sessions.map(({ guid }) => [guid, []]))
  const otherNotes: AboutNote[] = []
  for (const [index, sourceNote] of source.notes.entries()) {
    const { session, keyMessage, markdown } = sourceNote
    onProgress(index + 1, source.notes.length)
    let read = known.get(markdown)
    if (read === undefined) {
      read = reportNote(markdown, conference.timeZone)
      known.set(markdown, read)
    }
    if (!read) continue
    const note = { ...read, source: sourceNote }
    const ofSession = session === null ? undefined : bySession.get(session)
    if (ofSession) ofSession.push(note)
    else otherNotes.push({ ...note, keyMessage: keyMessages.find(({ guid }) => guid === keyMessage) ?? null })
  }
  const sessions = source.sessions.filter(({ guid }) => options.sessions || bySession.get(guid)?.length)
  const days = Map.groupBy(sessions, ({ day }) => day)
  const notes = [...otherNotes, ...[...bySession.values()].flat()]
  const named = namedIn(notes, otherNotes, source)
  const bySource = [
    ...sessions.map((session) => [nameOf(session), bySession.get(session.guid) ?? []] as const),
    [null, otherNotes] as const,
  ]
  const from = <T>(read: (note: SourcedNote) => T[]) =>
    bySource.flatMap(([session, notes]) => notes.flatMap(read).map((said) => ({ ...said, session })))
  const tasks = from(tasksIn)
  const decisions = from((note) => note.decisions)
  const questions = from((note) => note.questions)
  const usualTitle = {
    report: words.missionReport,
    contacts: words.contactsOf,
    agenda: words.agendaOf,
    actions: words.actionsOf,
  }
  return {
    title: options.title || usualTitle[about](conference.title),
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
    keyMessages: include.keyMessages ? named : [],
    tasks,
    decisions,
    questions,
    contacts: include.contacts || about === 'contacts' ? source.contacts.map(contactIn(everything)) : [],
    counts: {
      sessions: sessions.length,
      notes: notes.length,
      keyMessages: named.length,
      tasks: tasks.length,
      decisions: decisions.length,
      questions: questions.length,
      contacts: source.contacts.length,
    },
    options: { ...options, sessions: options.sessions && [...options.sessions] },
    source,
  }
}

/** The private notes on people stay behind unless they are asked for by name. */
function chosenFrom(
  source: ReportSource,
  { sessions, include }: Pick<Parameters<typeof buildReport>[1], 'sessions' | 'include'>,
): ReportSource {
  const chosen = chosenSessions(source.sessions, sessions)
  const guids = new Set<Guid | null>(sessions)
  const contacts = source.contacts.map((contact) =>
    include.contactNotes ? contact : { ...contact, note: '' },
  )
  return {
    ...source,
    sessions: chosen,
    notes: sessions ? source.notes.filter(({ session }) => guids.has(session)) : source.notes,
    contacts: sessions ? contacts.filter(({ metAt }) => guids.has(metAt)) : contacts,
  }
}

function contactIn({ sessions }: ReportSource): (contact: Contact) => ReportContact {
  const names = new Map(sessions.map((session) => [session.guid, sessionHeading(session)]))
  return (contact) => ({ ...contact, metAt: (contact.metAt && names.get(contact.metAt)) || '' })
}

/**
 * A task is known by its note and the time at which its entry was begun, which stay when it is reworded, moved or done; by its
 * place only among those begun at the same time.
 */
function tasksIn({ tasks, source }: SourcedNote): Omit<ReportTask, 'session'>[] {
  const seen = new Map<string | null, number>()
  return tasks.map((task) => {
    const place = seen.get(task.at) ?? 0
    seen.set(task.at, place + 1)
    const time = task.at === null ? '' : `-${task.at.replaceAll(/\D/g, '')}`
    return { ...task, uid: `${source.id}${time}-${place}@rapporteur`, note: source }
  })
}

/** "Workshop 9", or the title where there is no label. */
function nameOf({ label, title }: Session): string {
  return label ?? title
}

/** "Workshop 9 · Crime and jurisdiction in cyberspace" */
export function sessionHeading({ label, title }: Session): string {
  return [label, title].filter(Boolean).join(' · ')
}

function chosenSessions<S extends Session>(sessions: S[], chosen: readonly Guid[] | null): S[] {
  if (!chosen) return sessions
  const known = new Set(sessions.map(({ guid }) => guid))
  const unknown = chosen.find((guid) => !known.has(guid))
  if (unknown !== undefined)
    throw new StoreError('not-found', `There is no session “${unknown}” in this conference.`)
  return sessions.filter(({ guid }) => chosen.includes(guid))
}

function reportSession(
  session: Session,
  notes: SourcedNote[],
  { conference }: ReportSource,
  language: ReportLanguage,
): ReportSession {
  const { start, end, room, languages, speakers, status, track, links } = session
  const time = (instant: string) => formatTime(instant, conference.timeZone)
  const names = languageNames[language]()
  return {
    heading: sessionHeading(session),
    facts: [
      `${formatDay(session.day, language)}, ${time(start)}${end === null ? '' : `–${time(end)}`}`,
      conference.rooms.find(({ guid }) => guid === room)?.name ?? '',
      track ?? '',
      languages.map((tag) => names.of(tag) ?? tag).join(', '),
      status === 'cancelled' ? headings[language].cancelled : '',
    ].filter(Boolean),
    speakers,
    documents: links
      .filter(({ kind }) => kind === 'attachment' || kind === 'recording')
      .map(({ kind, title, url }) => ({
        name: title || (kind === 'recording' ? headings[language].recording : (url ?? '')),
        url,
      })),
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
  const format = dateFormats[language]()
  const milliseconds = (date: PlainDate) =>
    Temporal.PlainDate.from(date).toZonedDateTime('UTC').epochMilliseconds
  return format.formatRange(milliseconds(start), milliseconds(end))
}

/** "1 December 2016" */
export function formatDate(date: PlainDate, language: ReportLanguage): string {
  return dateFormats[language]().format(
    Temporal.PlainDate.from(date).toZonedDateTime('UTC').epochMilliseconds,
  )
}

/** Making one takes longer than reading a note. */
const dateFormats = perLanguage(
  (language) =>
    new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, {
      timeZone: 'UTC',
      day: 'numeric',
      month: 'long',
      year: 'numeric',
    }),
)
const languageNames = perLanguage((language) => new Intl.DisplayNames([language], { type: 'language' }))

function perLanguage<T>(make: (language: ReportLanguage) => T): Record<ReportLanguage, () => T> {
  const lazily = (language: ReportLanguage) => {
    let made: T | undefined
    return () => {
      made ??= make(language)
      return made
    }
  }
  return { en: lazily('en'), fr: lazily('fr'), es: lazily('es'), ru: lazily('ru') }
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
