/** Importing programmes. */
import { z } from 'zod'
import type { Message } from '../../core/i18n/message.ts'
import { isTimeZone } from '../../core/zones.ts'
import type { DateOrder, Field as TableField } from '../formats/table-fields.ts'
import {
  type Conference,
  ConferenceSlug,
  type Guid,
  type Instant,
  line,
  type OwnEntryFields,
} from '../model.ts'
import { type Calls, grant, mutation, noInput, query, removalTopics } from './call.ts'
import type { OtherChangeCounts, ProgrammeChanges, SessionCounts } from './changes.ts'
import type { ConferenceSummary } from './programme.ts'

const timeZone = z.string().refine(isTimeZone, 'value.time-zone')

const readOptions = {
  timeZone: timeZone.optional(),
  zoneIfUnknown: timeZone.optional(),
  /** For a table: the name of the column for each field, '' for no column. Fields that are not listed are found by column name. */
  columns: z.record(z.string().max(40), z.string().max(2_000)).optional(),
  /** For a table whose dates do not reveal the order of day and month. */
  dateOrder: z.enum(['day-first', 'month-first']).optional(),
}

/** Whether to trust a pack that is signed with another key than the stored one. */
const trustKey = z.boolean().default(false)

/** The links that the delegate made: maps the guid of a stored session to the guid of a new session of the file. */
const ImportLinks = z.record(z.string().max(300), z.string().max(300))
export type ImportLinks = z.infer<typeof ImportLinks>

/** `update`: the conference to update; null creates a new one. */
export const ImportChoice = z.union([
  z.strictObject({
    update: ConferenceSlug,
    /** The treatment of sessions that the file leaves out. */
    missing: z.enum(['cancel', 'keep']),
    links: ImportLinks.optional(),
  }),
  /** `title`: the delegate's own title, if it differs from the file's. */
  z.strictObject({ update: z.null(), title: line.optional() }),
])
export type ImportChoice = z.infer<typeof ImportChoice>

export const importCalls = {
  /** The kind of a dropped, opened or chosen file. The grant stays valid for another call. */
  'import.kind': mutation(z.strictObject({ grant })).returns<'programme' | 'notes' | 'people'>(),
  /** Lists the formats. Also starts the thread that reads files, while the delegate is still choosing a file. */
  'import.formats': { ...query(noInput).returns<ImportFormat[]>(), takesLong: true },
  /**
   * Reads the file and describes its changes without applying them. The parsed file is kept under its grant until it is applied or
   * discarded; another preview reads the file again. `timeZone`: the zone for a file that names no zone. Without `timeZone`, such a file
   * gets the zone of the conference that it updates, or else `zoneIfUnknown` (`zone` is then 'assumed'), or else is refused. `choice`:
   * compares only with the chosen conference.
   * @returns null if the file was discarded in the meantime
   */
  'import.preview': {
    ...mutation(z.strictObject({ grant, ...readOptions, choice: ImportChoice.optional() })).returns<
      ImportPreview | UnreadTable | null
    >(),
    takesLong: true,
  },
  /** Refused as `conflict` if the programme has changed since the preview. */
  'import.apply': {
    ...mutation(
      z.strictObject({ grant, choice: ImportChoice, trustKey }),
      ...removalTopics,
      'backups',
    ).returns<ImportResult>(),
    takesLong: true,
  },
  /** The progress of writing, 0–1; null if the file is not being written, or is small. */
  'import.progress': { ...query(z.strictObject({ grant })).returns<number | null>(), transaction: false },
  /** Stops reading or writing the file; a write in progress is rolled back. */
  'import.discard': { ...mutation(z.strictObject({ grant })).returns<null>(), takesLong: true },
  /**
   * Preview and apply in one call, without a preview for the delegate. Without a choice, the suggestion is applied, with a warning if it is
   * not an update. `title`: as in a choice; refused for an update, since the conference has its own name.
   */
  'import.file': {
    ...mutation(
      z.strictObject({
        grant,
        ...readOptions,
        choice: ImportChoice.optional(),
        trustKey,
        title: line.optional(),
      }),
      ...removalTopics,
      'backups',
    ).returns<ImportResult>(),
    takesLong: true,
  },
} as const satisfies Calls

export type ImportFormat = { id: string; name: string; extensions: string[] }

export type ImportResult = {
  conference: { slug: ConferenceSlug; title: string }
  /** Confirmed sessions of the resulting programme, and cancelled ones. */
  sessions: number
  cancelled: number
  rooms: number
  speakers: number
  keyMessages: number
  contacts: number
  warnings: Message[]
  changes: SessionCounts
  beside: OtherChangeCounts
  /** The signer, compared with the stored key. */
  signer: PackSigner | null
  /** Whether the file's key was stored. That may be the only change. */
  keyKept: boolean
  /** Whether a removed conference was restored. That may be the only change. */
  cameBack: boolean
  /** Delayed sessions whose delay is void because the new programme has another start. */
  voidDelays: number
  /** The entry in the history; null if nothing changed. */
  update: number | null
}

export type ImportPreview = {
  fileName: string
  /** The conference as in the file. */
  conference: Pick<Conference, 'slug' | 'title' | 'revision' | 'timeZone' | 'startDate' | 'endDate'>
  /** Whether the file has a title; otherwise the title comes from the file name. */
  hasTitle: boolean
  /**
   * Where the zone comes from. For a file with local times: from the `file`, from the caller (`asked`), or `assumed` because nothing names
   * a zone. For a file with offsets only, in which zone the times are shown: the caller's (`shown`), that of a city in the file
   * (`proposed`), or the `offset` itself.
   */
  zone: 'file' | 'asked' | 'assumed' | 'shown' | 'proposed' | 'offset'
  /** The columns of a table (CSV). */
  table: ImportTable | null
  /** `sessions`: the number of confirmed sessions. */
  counts: Record<
    'sessions' | 'cancelled' | 'rooms' | 'speakers' | 'keyMessages' | 'contacts' | 'floorPlans' | 'documents',
    number
  >
  /** The file covers only some sessions and says nothing about the others. */
  isPart: boolean
  /** A calendar with one event, as an entry for the delegate's own day. */
  invitation: { id: Guid; fields: OwnEntryFields } | null
  warnings: Message[]
  /** The signer if the file becomes a new conference. */
  signer: PackSigner | null
  /** Conferences that the file may update, best first; empty if it is new. */
  matches: ImportMatch[]
  suggested: ImportChoice
}

/**
 * The columns in order, the first rows, the fields, and the column of each field. `dateOrder`: the order that was used because the dates do
 * not reveal it.
 */
export type ImportTable = {
  header: string[]
  rows: string[][]
  fields: readonly TableField[]
  columns: Partial<Record<TableField, string>>
  dateOrder: DateOrder | null
}

/** A table that is not a programme with these columns. With other columns it may be one. */
export type UnreadTable = { fileName: string; table: ImportTable; problem: Message }

/** `by`: the signer of the file, or null if it is not a pack. `before`: the signer of the last imported pack, or null without one. */
export type PackSigner = {
  /**
   * first: the first key for this conference. other: not the stored key. unsigned: the stored conference comes from a pack, but this file
   * is not one.
   */
  state: 'first' | 'known' | 'other' | 'unsigned'
  by: Signer | null
  before: Signer | null
}

export type Signer = { publisher: string; fingerprint: string }

export type ImportMatch = Pick<ConferenceSummary, 'slug' | 'title' | 'startDate' | 'endDate'> & {
  /** The conference was removed from this computer; an update restores it. */
  removed: boolean
  signer: PackSigner | null
  /** same: nothing would change. older: the stored programme has a higher revision and stays. */
  state: 'newer' | 'same' | 'older'
  /**
   * The time at which this very file was imported before the stored programme replaced it; null if it was not. For formats without a version,
   * this is the only sign of an older file.
   */
  importedAt: Instant | null
  /** The pack has the same version as the stored pack, but other contents, so it is refused. */
  isRivalVersion: boolean
  /** The revision of the stored programme. */
  revision: number
  /** The number of confirmed stored sessions, of sessions that the file leaves out, and of sessions in both. */
  sessions: number
  leftOut: number
  shared: number
  /** The changes if missing sessions are cancelled, and if they are kept, which also keeps their days and key messages. */
  changes: Record<'cancel' | 'keep', ProgrammeChanges>
  /** Sessions with stars or notes of the delegate that the file leaves out. */
  gone: GoneSession[]
}

/** `candidates`: guids of new sessions that may continue it, most likely first. */
export type GoneSession = { guid: Guid; candidates: Guid[] }
