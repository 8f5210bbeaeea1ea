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
import { createRedactor, type Redactor } from '../redaction/index.ts'
import { tryToRemoveMetadata } from '../redaction/picture-metadata.ts'
import {
  getAuthors,
  type ReportPictures,
  type ReportSource,
  type SourceNote,
  type SourceRemark,
  selectForReport,
} from '../source/report-source.ts'
import { getReportTranslator, type ReportLanguage, type TranslateReport } from '../source/translate.ts'
import { buildCover, buildRunningHead, type Cover, getLevelName, type PageHeaders } from './cover.ts'
import { type OnProgress, type ReleaseCache, type ReleasedNote, releaseNotes } from './release.ts'
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
  wholeSource: ReportSource,
  options: Omit<ReportOptions, 'sessions'> & { sessions: readonly Guid[] | null },
  about: ExportFormat['about'],
  cache: ReleaseCache = new Map(),
  onProgress: OnProgress = () => {},
): Report {
  const { language, include } = options
  const t = getReportTranslator(language)
  const redactor = options.chathamHouse ? createRedactor(wholeSource, language) : null
  const { source, released } = selectAndRelease(wholeSource, options, about, redactor, cache, onProgress)
  const wholeProgramme = redactor?.redactSource({ ...wholeSource, notes: [], bundle: null }) ?? wholeSource
  const { conference } = source
  const { bySession, otherNotes } = assignNotes(source, released.notes)
  const sessions = source.sessions.filter(
    ({ guid }) => (options.sessions && !options.tags) || bySession.get(guid)?.length,
  )
  const notes = [...otherNotes, ...[...bySession.values()].flat()]
  const notesBySession = [
    ...sessions.map((session) => ({
      session: getSessionLabel(session),
      notes: bySession.get(session.guid) ?? [],
    })),
    { session: null, notes: otherNotes },
  ]
  const items = collectItems(notesBySession)
  const mentioned = findMentionedMessages(notes, otherNotes, source)
  const remarks = new Map(
    include.keyMessages && include.remarks ? source.remarks.map((remark) => [remark.keyMessage, remark]) : [],
  )
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
    ...items,
  }
  const agendaDays = groupByDay(sessions, language).map(({ sessions: ofDay, ...day }) => ({
    ...day,
    sessions: ofDay.map((session) =>
      toReportSession(session, bySession.get(session.guid) ?? [], source, language, include.facts),
    ),
  }))
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
    ...orderNotes({ agendaDays, otherNotes, authors, remarks, source, options }),
    keyMessages: include.keyMessages
      ? source.keyMessages.filter(
          (message) => include.allKeyMessages || mentioned.includes(message) || remarks.has(message.guid),
        )
      : [],
    remarks,
    ...items,
    programme: include.programme ? buildProgramme(wholeProgramme, source, language) : [],
    contacts:
      include.contacts || about === 'contacts'
        ? source.contacts.map(createContactConverter(wholeProgramme))
        : [],
    pictures: new Map(source.pictures.map((picture) => [picture.sha256, tryToRemoveMetadata(picture)])),
    counts: {
      sessions: sessions.length,
      notes: notes.length,
      entries: notes.reduce((sum, { entries }) => sum + entries, 0),
      keyMessages: mentioned.length,
      tasks: items.tasks.length,
      decisions: items.decisions.length,
      questions: items.questions.length,
      contacts: source.contacts.length,
    },
    withheld: released.withheld,
    chathamHouse: redactor && {
      changed: released.changed,
      hints: () =>
        redactor.findHints(
          notesBySession.flatMap(({ session, notes: ofSession }) =>
            ofSession.map(({ root }) => ({ root, session })),
          ),
        ),
    },
    options: { ...options, sessions: options.sessions && [...options.sessions] },
    source,
  }
}

/** Selects the part of the source that the options ask for, without confidential passages and, under the Chatham House Rule, names. */
function selectAndRelease(
  wholeSource: ReportSource,
  options: Parameters<typeof buildReport>[1],
  about: ExportFormat['about'],
  redactor: Redactor | null,
  cache: ReleaseCache,
  onProgress: OnProgress,
): { source: ReportSource; released: ReturnType<typeof releaseNotes> } {
  const hasNotes = about === 'report' || about === 'actions'
  const selected = selectForReport(hasNotes ? wholeSource : { ...wholeSource, notes: [] }, options)
  const { timeZone } = wholeSource.conference
  const released = releaseNotes(selected.notes, options, { timeZone, redactor }, cache, onProgress)
  const notes = released.notes.map((note) => note.source)
  const shownPictures = new Set(notes.flatMap(({ markdown }) => findPictureHashes(markdown)))
  const source = {
    ...selected,
    notes,
    pictures: selected.pictures.filter(({ sha256 }) => shownPictures.has(sha256)),
  }
  return { source: redactor?.redactSource(source) ?? source, released }
}

/** Assigns the notes to their sessions. `notes`: those of the source, in the same order. */
function assignNotes(
  source: ReportSource,
  notes: readonly ReleasedNote[],
): { bySession: Map<Guid, SourcedNote[]>; otherNotes: AboutNote[] } {
  const bySession = new Map<Guid, SourcedNote[]>(source.sessions.map(({ guid }) => [guid, []]))
  const otherNotes: AboutNote[] = []
  for (const [index, sourceNote] of source.notes.entries()) {
    const read = notes[index]?.read
    if (!read) continue
    const note = { ...read, source: sourceNote }
    const notesOfSession = sourceNote.session === null ? undefined : bySession.get(sourceNote.session)
    if (notesOfSession) notesOfSession.push(note)
    else {
      const keyMessage = source.keyMessages.find(({ guid }) => guid === sourceNote.keyMessage) ?? null
      otherNotes.push({ ...note, keyMessage })
    }
  }
  return { bySession, otherNotes }
}

function collectItems(
  notesBySession: readonly { session: string | null; notes: readonly SourcedNote[] }[],
): Pick<Report, 'tasks' | 'decisions' | 'questions'> {
  const collect = <T>(read: (note: SourcedNote) => T[]) =>
    notesBySession.flatMap(({ session, notes }) =>
      notes.flatMap((note) => read(note).map((item) => ({ ...item, session, note: note.source }))),
    )
  return {
    tasks: collect(identifyTasks),
    decisions: collect((note) => note.decisions),
    questions: collect((note) => note.questions),
  }
}

/** Orders the notes by agenda, by key message or by author, as the options say. The other orders stay empty. */
function orderNotes({
  agendaDays,
  otherNotes,
  authors,
  remarks,
  source,
  options: { include, order },
}: Pick<Report, 'otherNotes' | 'authors' | 'remarks' | 'source'> & {
  agendaDays: ReportDay[]
  options: Pick<ReportOptions, 'include' | 'order'>
}): Pick<Report, 'days' | 'byMessage' | 'byAuthor' | 'otherNotes'> {
  const isWanted = (guid: Guid) => (include.keyMessages && include.allKeyMessages) || remarks.has(guid)
  return {
    days: include.notes && order === 'agenda' ? agendaDays : [],
    otherNotes: include.notes && order === 'agenda' ? otherNotes : [],
    byMessage:
      include.notes && order === 'keyMessages'
        ? groupByMessage(agendaDays, otherNotes, source, isWanted)
        : null,
    byAuthor:
      include.notes && order === 'authors'
        ? groupByAuthor(authors.length > 0 ? authors : [source.author], agendaDays, otherNotes)
        : null,
  }
}

/** The timetable of the days on which the report has sessions. */
function buildProgramme(
  wholeProgramme: ReportSource,
  source: ReportSource,
  language: ReportLanguage,
): Report['programme'] {
  const published = wholeProgramme.sessions.filter(({ own }) => !own)
  return groupByDay(filterToSameDays(published, source.sessions), language).map(({ heading, sessions }) => ({
    heading,
    sessions: sessions.map((session) => toProgrammeRow(session, source, language)),
  }))
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

/** Finds the key messages that notes mention, or that notes without a session are about. */
function findMentionedMessages(
  notes: ReportNote[],
  otherNotes: AboutNote[],
  { conference, keyMessages }: ReportSource,
): KeyMessage[] {
  const mentioned = new Set<string>(otherNotes.flatMap(({ keyMessage }) => keyMessage?.guid ?? []))
  for (const { target, conference: slug, id } of notes.flatMap(({ mentions }) => mentions)) {
    if (target === 'key-message' && slug === conference.slug) mentioned.add(id)
  }
  return keyMessages.filter(({ guid }) => mentioned.has(guid))
}
