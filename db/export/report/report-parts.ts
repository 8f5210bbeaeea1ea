/** The days, sessions and notes of a report. */
import type { Guid, KeyMessage, PlainDate } from '../../model.ts'
import type { SourceNote } from '../source/report-source.ts'
import type { ReportNote } from './report-note.ts'

/** A note of the report and where it comes from. */
export type SourcedNote = ReportNote & { source: SourceNote }
/** "14:30–16:00", "Room 3" */
export type ProgrammeSession = { time: string; heading: string; room: string }
export type ReportDay = { date: PlainDate; heading: string; sessions: ReportSession[] }
export type ReportSession = {
  guid: Guid
  /** The calendar date of the start. The programme day of a session after midnight may be the day before. */
  date: PlainDate
  /** "14:30–16:00" */
  time: string
  /** "14:30", or '' for whole days. */
  start: string
  /** "Workshop 9 · Crime and jurisdiction in cyberspace" */
  heading: string
  /** "Thu 17 Nov, 14:30", "Room 3", "English" */
  facts: string[]
  speakers: string[]
  /** Attachments and recordings, which a reader of the report can open. */
  documents: { name: string; url: string | null }[]
  notes: SourcedNote[]
}

export type AboutNote = SourcedNote & { keyMessage: KeyMessage | null }
