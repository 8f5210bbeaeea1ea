/** Changes made by an update of a programme, and the history of updates. */
import { z } from 'zod'
import { type ConferenceBundle, ConferenceSlug, type Guid, type Instant } from '../model.ts'
import { type Calls, mutation, ofConference, ofRemoval, query } from './call.ts'

const ofUpdate = z.strictObject({ conference: ConferenceSlug, id: z.int().min(1) })

export const changesCalls = {
  /** What was imported into the conference, newest first. */
  'updates.list': query(ofConference, 'programme').returns<ProgrammeUpdate[]>(),
  'updates.get': query(ofUpdate, 'programme', 'stars', 'notes').returns<
    ProgrammeUpdate & { changes: ProgrammeChanges }
  >(),
  /** Sessions that updates of the last seven days moved in time or to another room, by where they were. */
  'updates.moves': query(ofConference, 'programme').returns<SessionMove[]>(),
  /**
   * Brings the programme back as it was before the last update. Nothing of the delegate's changes: a session that the update
   * had brought stays, cancelled, where something of theirs belongs to it. The undo of a first import removes the conference,
   * and is refused as `conflict` once there is something of the delegate's in it.
   */
  'updates.undo': { ...mutation(ofUpdate, ...ofRemoval, 'backups').returns<null>(), transaction: false },
} as const satisfies Calls

/** The delegate's own data in a session. */
export type Mine = { starred: boolean; notes: number }

export type ProgrammeChanges = {
  sessions: (SessionChange & { mine: Mine })[]
  facts: FieldChange<ChangedFact>[]
  /** Speakers whose biography changed. */
  speakers: ListChange
  keyMessages: ListChange
  directory: ListChange
  floorPlans: ListChange
  documents: ListChange
}

/** The session after the change, or before it if `missing` from the file. `room` is the room's name. */
export type SessionChange = {
  guid: Guid
  kind: 'added' | 'changed' | 'cancelled' | 'missing'
  label: string | null
  title: string
  start: Instant
  room: string | null
  fields: FieldChange<ChangedField>[]
}

/** Values as a reader sees them: rooms and speakers by name, times as instants. An empty list means no value. */
export type FieldChange<Field> = { field: Field; from: string[]; to: string[] }

export type ChangedField = Exclude<keyof ConferenceBundle['sessions'][number], 'guid'>

/** `text`: what is read before and after the key messages. `version`: the number by which a newer programme is told, where it alone changed. */
export type ChangedFact =
  | 'title'
  | 'subtitle'
  | 'startDate'
  | 'endDate'
  | 'timeZone'
  | 'venue'
  | 'city'
  | 'country'
  | 'edition'
  | 'url'
  | 'text'
  | 'version'

/** By name. */
export type ListChange = { added: string[]; changed: string[]; removed: string[] }

/** How many sessions. */
export type SessionCounts = { added: number; changed: number; cancelled: number }

/** How many came, changed or went beside the sessions. `contacts`: organisations. `files`: which floor plans and documents. */
export type BesideCounts = {
  facts: number
  speakers: number
  keyMessages: number
  contacts: number
  files: string[]
}

export type SessionMove = { guid: Guid; start: Instant | null; room: string | null }

export type ProgrammeUpdate = {
  id: number
  appliedAt: Instant
  /** bundled: it came with a newer version of the app. */
  origin: 'file' | 'bundled'
  fileName: string
  /** The conference came with it: no changes are listed. */
  isFirst: boolean
  counts: SessionCounts
  beside: BesideCounts
  undoneAt: Instant | null
  /** It is the last update, and the programme before it is known. */
  canUndo: boolean
}
