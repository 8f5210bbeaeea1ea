/** The content of a report, whatever its format: gathered from the database, translated, ready to be laid out. */
import type {
  ExportFormat,
  IdentifyingHint,
  ReportCounts,
  ReportOptions,
  Withheld,
} from '../../contract/index.ts'
import type { Contact, Guid, KeyMessage, Person } from '../../model.ts'
import { findPictureHashes } from '../../sql/picture-use.ts'
import { createRedactor } from '../redaction/index.ts'
import { tryToRemoveMetadata } from '../redaction/picture-metadata.ts'
import {
  getAuthors,
  type ReportPictures,
  type ReportSource,
  type SourceNote,
  type SourceRemark,
  selectChosen,
} from '../source/report-source.ts'
import { getReportTranslator, type ReportLanguage, type TranslateReport } from '../source/translate.ts'
import { buildCover, buildRunningHead, type Cover, getLevelName, type PageHeaders } from './cover.ts'
import { type OnProgress, type ReleaseCache, releaseNotes } from './release.ts'
import {
  filterToSameDays,
  getSessionHeading,
  getSessionLabel,
  groupByDay,
  toProgrammeRow,
  toReportSession,
} from './report-agenda.ts'
import { type ByAuthor, groupByAuthor } from './report-by-author.ts'
import { type ByMessage, groupByMessage } from './report-by-message.ts'
import type { NoteTask, ReportNote, Statement } from './report-note.ts'
import type { AboutNote, ProgrammeSession, ReportDay, SourcedNote } from './report-parts.ts'
import { getConferenceFacts, getProgrammeVersion } from './report-words.ts'

export type Report = {
  title: string
  language: ReportLanguage
  /** Translates the report's own texts. */
  t: TranslateReport
  /** "Octopus Conference 2016", "Cooperation against Cybercrime" */
  conference: string[]
  /** Dates and place. */
  facts: string[]
  /** "Programme: version of 20 November 2016", or '' if the programme has no version. */
  programmeVersion: string
  /** null if not requested. */
  cover: Cover | null
  /** "Internal"; null if the report may be shared. */
  level: string | null
  running: PageHeaders
  /** Author of the report, for the cover; null if not requested. */
  author: Person | null
  /** Authors of the notes: the user first, then by name; empty if all notes are the user's. */
  authors: Person[]
  /** Empty unless notes are requested in the order of the agenda. */
  days: ReportDay[]
  /** The notes ordered by key message; null for another order. */
  byMessage: ByMessage | null
  /** The notes ordered by author; null for another order. */
  byAuthor: ByAuthor | null
  /** Notes without a session, or on a session that is not in the programme. */
  otherNotes: AboutNote[]
  /** The key messages that the notes mention or are about, or all key messages, in document order. Empty if not requested. */
  keyMessages: KeyMessage[]
  /** The user's marks and comments by key message; empty if not requested. */
  remarks: ReadonlyMap<string, SourceRemark>
  /** From all notes, by session. Filled even if not requested; `include.actions` decides whether they are shown. */
  tasks: ReportTask[]
  decisions: ReportStatement[]
  questions: ReportStatement[]
  /** The timetable by day; empty if not requested. */
  programme: { heading: string; sessions: ProgrammeSession[] }[]
  /** People met; empty if not requested. */
  contacts: ReportContact[]
  /** The pictures in the notes, by SHA-256; empty for a format that shows none. */
  pictures: ReportPictures
  counts: ReportCounts
  withheld: Withheld
  /** null if attributions are kept. */
  chathamHouse: { changed: number; hints(): IdentifyingHint[] } | null
  options: ReportOptions
  /** The selected part of the source, for files that other programs read. */
  source: ReportSource
}
/** `session`: "Workshop 9"; null for a note without a session. */
export type ReportStatement = Statement & { session: string | null; note: SourceNote }
/** `uid` never changes for a task. */
export type ReportTask = NoteTask & { uid: string; session: string | null; note: SourceNote }
/** `metAt`: the session's heading, '' if there is none; `metAtName`: "Workshop 9". */
export type ReportContact = Omit<Contact, 'metAt'> & { metAt: string; metAtName: string }

/**
 * `sessions: null` takes every note and the sessions that have notes. Otherwise only the given sessions, with their notes and the
 * people met there. Throws `not-found` for a session that is not in the programme.
 */
export function buildReport(
  whole: ReportSource,
  options: Omit<ReportOptions, 'sessions'> & { sessions: readonly Guid[] | null },
  about: ExportFormat['about'],
  cache: ReleaseCache = new Map(),
  onProgress: OnProgress = () => {},
): Report {
  const { language, include } = options
  const t = getReportTranslator(language)
  const hasNotes = about === 'report' || about === 'actions'
  const selected = selectChosen(hasNotes ? whole : { ...whole, notes: [] }, options)
  const redactor = options.chathamHouse ? createRedactor(whole, language) : null
  const { timeZone } = whole.conference
  const released = releaseNotes(selected.notes, options, { timeZone, redactor }, cache, onProgress)
  const notesReleased = released.notes.map((note) => note.source)
  const shown = new Set(notesReleased.flatMap(({ markdown }) => findPictureHashes(markdown)))
  const releasedSource = {
    ...selected,
    notes: notesReleased,
    pictures: selected.pictures.filter(({ sha256 }) => shown.has(sha256)),
  }
  const source = redactor?.redactSource(releasedSource) ?? releasedSource
  const everything = redactor?.redactSource({ ...whole, notes: [], bundle: null }) ?? whole
  const { conference, keyMessages } = source
  const bySession = new Map<Guid, SourcedNote[]>(source.sessions.map(({ guid }) => [guid, []]))
  const otherNotes: AboutNote[] = []
  for (const [index, sourceNote] of source.notes.entries()) {
    const read = released.notes[index]?.read
    if (!read) continue
    const { session, keyMessage } = sourceNote
    const note = { ...read, source: sourceNote }
    const ofSession = session === null ? undefined : bySession.get(session)
    if (ofSession) ofSession.push(note)
    else otherNotes.push({ ...note, keyMessage: keyMessages.find(({ guid }) => guid === keyMessage) ?? null })
  }
  const sessions = source.sessions.filter(
    ({ guid }) => (options.sessions && !options.tags) || bySession.get(guid)?.length,
  )
  const inOrder = include.notes && options.order === 'agenda'
  const agendaDays = groupByDay(sessions, language).map(({ sessions: ofDay, ...day }) => ({
    ...day,
    sessions: ofDay.map((session) =>
      toReportSession(session, bySession.get(session.guid) ?? [], source, language, include.facts),
    ),
  }))
  const notes = [...otherNotes, ...[...bySession.values()].flat()]
  const mentioned = findMentioned(notes, otherNotes, source)
  const remarks = new Map(
    include.keyMessages && include.remarks ? source.remarks.map((remark) => [remark.keyMessage, remark]) : [],
  )
  const bySource = [
    ...sessions.map((session) => ({
      session: getSessionLabel(session),
      notes: bySession.get(session.guid) ?? [],
    })),
    { session: null, notes: otherNotes },
  ]
  const collectItems = <T>(read: (note: SourcedNote) => T[]) =>
    bySource.flatMap(({ session, notes: ofSession }) =>
      ofSession.flatMap((note) => read(note).map((item) => ({ ...item, session, note: note.source }))),
    )
  const tasks = collectItems(identifyTasks)
  const decisions = collectItems((note) => note.decisions)
  const questions = collectItems((note) => note.questions)
  const redact = (text: string) => redactor?.redactText(text) ?? text
  const title = redact(options.title) || t(`titles.${about}`, { conference: conference.title })
  const author = include.cover ? source.author : null
  const authors = getAuthors(source)
  const coverInput = {
    t,
    language,
    options: {
      ...options,
      reference: redact(options.reference),
      distribution: redact(options.distribution),
    },
    source,
    sessions: sessions.filter(({ guid }) => bySession.get(guid)?.length).map(getSessionLabel),
    tasks,
    decisions,
    questions,
  }
  return {
    title,
    language,
    t,
    conference: [conference.title, conference.subtitle].filter((line) => line !== null && line !== ''),
    facts: getConferenceFacts(conference, language),
    programmeVersion: getProgrammeVersion(conference, language),
    cover: include.cover ? buildCover(coverInput) : null,
    level: getLevelName(coverInput),
    running: buildRunningHead(coverInput, title, author),
    author,
    authors,
    days: inOrder ? agendaDays : [],
    byMessage:
      include.notes && options.order === 'keyMessages'
        ? groupByMessage(
            agendaDays,
            otherNotes,
            source,
            (guid) => (include.keyMessages && include.allKeyMessages) || remarks.has(guid),
          )
        : null,
    byAuthor:
      include.notes && options.order === 'authors'
        ? groupByAuthor(authors.length > 0 ? authors : [source.author], agendaDays, otherNotes)
        : null,
    otherNotes: inOrder ? otherNotes : [],
    keyMessages: include.keyMessages
      ? keyMessages.filter(
          (message) => include.allKeyMessages || mentioned.includes(message) || remarks.has(message.guid),
        )
      : [],
    remarks,
    tasks,
    decisions,
    questions,
    programme: include.programme
      ? groupByDay(
          filterToSameDays(
            everything.sessions.filter(({ own }) => !own),
            source.sessions,
          ),
          language,
        ).map(({ heading, sessions: ofDay }) => ({
          heading,
          sessions: ofDay.map((session) => toProgrammeRow(session, source, language)),
        }))
      : [],
    contacts:
      include.contacts || about === 'contacts' ? source.contacts.map(createContactConverter(everything)) : [],
    pictures: new Map(source.pictures.map((picture) => [picture.sha256, tryToRemoveMetadata(picture)])),
    counts: {
      sessions: sessions.length,
      notes: notes.length,
      entries: notes.reduce((sum, { entries }) => sum + entries, 0),
      keyMessages: mentioned.length,
      tasks: tasks.length,
      decisions: decisions.length,
      questions: questions.length,
      contacts: source.contacts.length,
    },
    withheld: released.withheld,
    chathamHouse: redactor && {
      changed: released.changed,
      hints: () =>
        redactor.findHints(
          bySource.flatMap(({ session, notes: ofSession }) =>
            ofSession.map(({ root }) => ({ root, session })),
          ),
        ),
    },
    options: { ...options, sessions: options.sessions && [...options.sessions] },
    source,
  }
}

function createContactConverter({ sessions }: ReportSource): (contact: Contact) => ReportContact {
  const byGuid = new Map(sessions.map((session) => [session.guid, session]))
  return (contact) => {
    const session = contact.metAt === null ? undefined : byGuid.get(contact.metAt)
    return {
      ...contact,
      metAt: session ? getSessionHeading(session) : '',
      metAtName: session ? getSessionLabel(session) : '',
    }
  }
}

/**
 * Identifies a task by its note and the start of its entry, which survive rewording, moving and completion. The index only tells apart
 * tasks that began at the same time.
 */
function identifyTasks({ tasks, source }: SourcedNote): Omit<ReportTask, 'session' | 'note'>[] {
  const seen = new Map<string | null, number>()
  return tasks.map((task) => {
    const count = seen.get(task.at) ?? 0
    seen.set(task.at, count + 1)
    const time = task.at === null ? '' : `-${task.at.replaceAll(/\D/g, '')}`
    return { ...task, uid: `${source.id}${time}-${count}@rapporteur` }
  })
}

function findMentioned(
  notes: ReportNote[],
  about: AboutNote[],
  { conference, keyMessages }: ReportSource,
): KeyMessage[] {
  const mentioned = new Set(about.flatMap(({ keyMessage }) => keyMessage?.guid ?? []) as string[])
  for (const { target, conference: slug, id } of notes.flatMap(({ mentions }) => mentions)) {
    if (target === 'key-message' && slug === conference.slug) mentioned.add(id)
  }
  return keyMessages.filter(({ guid }) => mentioned.has(guid))
}
