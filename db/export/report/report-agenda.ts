/** The sessions of a report in the order of the agenda: by day, with their times, rooms and facts. */
import {
  formatDay,
  formatStart,
  formatTimes,
  formatWhen,
  getDayLength,
  toLocalDate,
} from '../../../core/time.ts'
import type { PlainDate, Session } from '../../model.ts'
import type { ReportSource } from '../source/report-source.ts'
import { getReportTranslator, type ReportLanguage } from '../source/translate.ts'
import type { ProgrammeSession, ReportSession, SourcedNote } from './report-parts.ts'
import { capitalise, languageNames } from './report-words.ts'

/** "Workshop 9", or the title if the session has no label. */
export function getSessionLabel({ label, title }: Session): string {
  return label ?? title
}

/** "Workshop 9 · Crime and jurisdiction in cyberspace" */
export function getSessionHeading({ label, title }: Pick<Session, 'label' | 'title'>): string {
  return [label, title].filter(Boolean).join(' · ')
}

export function groupByDay<S extends Session>(
  sessions: S[],
  language: ReportLanguage,
): { date: PlainDate; heading: string; sessions: S[] }[] {
  return [...Map.groupBy(sessions, ({ day }) => day)]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([date, ofDay]) => ({
      date,
      heading: capitalise(formatDay(date, language, 'long'), language),
      sessions: ofDay,
    }))
}

/** Filters sessions of the programme to the days of the chosen ones. */
export function filterToSameDays<S extends Session>(all: S[], chosen: S[]): S[] {
  const days = new Set(chosen.map(({ day }) => day))
  return all.filter(({ day }) => days.has(day))
}

export function toProgrammeRow(
  session: Session,
  { conference }: ReportSource,
  language: ReportLanguage,
): ProgrammeSession {
  const allDay = getReportTranslator(language)('session.allDay')
  return {
    time: formatTimes(session, conference.timeZone, language, allDay, getDayLength(conference)),
    heading: getSessionHeading(session),
    room: conference.rooms.find(({ guid }) => guid === session.room)?.name ?? session.own?.place ?? '',
  }
}

export function toReportSession(
  session: Session,
  notes: SourcedNote[],
  source: ReportSource,
  language: ReportLanguage,
  hasFacts: boolean,
): ReportSession {
  const { guid, languages, speakers, status, track, links } = session
  const heading = getSessionHeading(session)
  const { time, room } = toProgrammeRow(session, source, language)
  const start = formatStart(session, source.conference.timeZone, '')
  const date = toLocalDate(session.start, source.conference.timeZone)
  if (!hasFacts) return { guid, heading, date, time, start, facts: [], speakers: [], documents: [], notes }
  const t = getReportTranslator(language)
  const names = languageNames[language]()
  return {
    guid,
    heading,
    date,
    time,
    start,
    facts: [
      formatWhen(
        session,
        source.conference.timeZone,
        language,
        t('session.allDay'),
        getDayLength(source.conference),
      ),
      room,
      track ?? '',
      languages.map((tag) => names.of(tag) ?? tag).join(', '),
      status === 'cancelled' ? t('session.cancelled') : '',
    ].filter(Boolean),
    speakers,
    documents: links
      .filter(({ kind }) => kind === 'attachment' || kind === 'recording')
      .map(({ kind, title, url }) => ({
        name: title || (kind === 'recording' ? t('session.recording') : (url ?? '')),
        url,
      })),
    notes,
  }
}
