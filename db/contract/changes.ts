/** Changes made by an update of a programme, and the history of updates. */
import { z } from 'zod'
import { type ConferenceBundle, ConferenceSlug, type Guid, type Instant } from '../model.ts'
import { type Calls, conferenceInput, mutation, query, removalTopics } from './call.ts'

const updateInput = z.strictObject({ conference: ConferenceSlug, id: z.int().min(1) })

export const changesCalls = {
  /** The imports of the conference, newest first. The first one can be undone only while the delegate has no data on the conference. */
  'updates.list': query(conferenceInput, ...removalTopics, 'documents').returns<ProgrammeUpdate[]>(),
  'updates.get': query(updateInput, 'programme', 'stars', 'notes').returns<
    ProgrammeUpdate & { changes: ProgrammeChanges }
  >(),
  /** Sessions whose time or room was changed by updates of the last seven days, with their earlier time and room. */
  'updates.moves': query(conferenceInput, 'programme').returns<SessionMove[]>(),
  /**
   * Restores the programme before the last update. The delegate's data stays: an added session with such data stays too, as cancelled.
   * Undoing a first import removes the conference, and is refused as `conflict` once it has data of the delegate.
   */
  'updates.undo': {
    ...mutation(updateInput, ...removalTopics, 'backups').returns<null>(),
    transaction: false,
  },
} as const satisfies Calls

/** The delegate's data on a session. */
export type SessionUserData = { starred: boolean; notes: number }

export type ProgrammeChanges = {
  sessions: (SessionChange & { mine: SessionUserData })[]
  facts: FieldChange<ChangedFact>[]
  /** Speakers whose biography changed. */
  speakers: ListChange
  keyMessages: ListChange
  directory: ListChange
  floorPlans: ListChange
  documents: ListChange
}

/** The session after the change. A session that is `missing` from the file is described as it was before. `room`: the room's name. */
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

/** `text`: the introduction or the closing text of the key messages. `version`: the revision, if nothing else changed. */
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

/** Names of the items. */
export type ListChange = { added: string[]; changed: string[]; removed: string[] }

/** The numbers of sessions. */
export type SessionCounts = { added: number; changed: number; cancelled: number }

/**
 * The numbers of things besides sessions that were added, changed or removed. `contacts`: organisations. `files`: the names of floor plans
 * and documents.
 */
export type OtherChangeCounts = {
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
  /** bundled: the programme came with a newer version of the app. */
  origin: 'file' | 'bundled'
  fileName: string
  /** The first import of the conference, for which no changes are listed. */
  isFirst: boolean
  counts: SessionCounts
  beside: OtherChangeCounts
  undoneAt: Instant | null
  /** Set for the last update, if the programme before it is stored. */
  canUndo: boolean
}
