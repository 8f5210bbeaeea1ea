/** Taking in a programme. */
import { z } from 'zod'
import type { Message } from '../../core/i18n/message.ts'
import { isTimeZone } from '../../core/time.ts'
import type { DateOrder, Field as TableField } from '../formats/table-fields.ts'
import {
  type Conference,
  ConferenceSlug,
  type Guid,
  type Instant,
  line,
  type OwnEntryFields,
} from '../model.ts'
import { type Calls, grant, mutation, nothing, ofRemoval, query } from './call.ts'
import type { BesideCounts, ProgrammeChanges, SessionCounts } from './changes.ts'
import type { ConferenceSummary } from './programme.ts'

const timeZone = z.string().refine(isTimeZone, 'value.time-zone')

const reading = {
  timeZone: timeZone.optional(),
  zoneIfUnknown: timeZone.optional(),
  /** Of a table: the column that each field is taken from, '' for none; what is not said is found by the columns' names. */
  columns: z.record(z.string().max(40), z.string().max(2_000)).optional(),
  /** Of a table of whose dates nothing tells whether the day or the month stands first. */
  dateOrder: z.enum(['day-first', 'month-first']).optional(),
}

/** That a pack is right although another key signed it than what is here. */
const trustKey = z.boolean().default(false)

/** The new session of the file that each stored session is, as the delegate linked them. By guid, as in the preview. */
const ImportLinks = z.record(z.string().max(300), z.string().max(300))
export type ImportLinks = z.infer<typeof ImportLinks>

/** `update`: the conference to update; null creates a new one. */
export const ImportChoice = z.union([
  z.strictObject({
    update: ConferenceSlug,
    /** What happens to sessions that the file leaves out. */
    missing: z.enum(['cancel', 'keep']),
    links: ImportLinks.optional(),
  }),
  /** `title`: the delegate's own title, if it differs from the file's. */
  z.strictObject({ update: z.null(), title: line.optional() }),
])
export type ImportChoice = z.infer<typeof ImportChoice>

export const importCalls = {
  /** What is in a file that was dropped, opened or chosen; the grant is good for another call. */
  'import.kind': mutation(z.strictObject({ grant })).returns<'programme' | 'notes'>(),
  'import.formats': { ...query(nothing).returns<ImportFormat[]>(), takesLong: true },
  /**
   * Reads the file and says what it would change; changes nothing. The file is held under its grant, which is what the other
   * calls name it by, until it is applied or dropped; asked again, it is read anew. null: it was dropped meanwhile.
   * `timeZone`: for a file that names none. Without it such a file is read in that of the conference that it is a newer state of, else
   * in `zoneIfUnknown`, and `zone` says so, or refused. `choice`: of who has decided already; it alone is compared with.
   */
  'import.preview': {
    ...mutation(z.strictObject({ grant, ...reading, choice: ImportChoice.optional() })).returns<
      ImportPreview | UnreadTable | null
    >(),
    takesLong: true,
  },
  /** Refused as `conflict` if the programme has changed since the preview. */
  'import.apply': {
    ...mutation(
      z.strictObject({ grant, choice: ImportChoice, trustKey }),
      ...ofRemoval,
      'backups',
    ).returns<ImportResult>(),
    takesLong: true,
  },
  /** How far writing it is, 0–1; null while it is not written, and of a small one. */
  'import.progress': { ...query(z.strictObject({ grant })).returns<number | null>(), transaction: false },
  /** Stops reading or writing the file; a write in progress is rolled back. */
  'import.drop': { ...mutation(z.strictObject({ grant })).returns<null>(), takesLong: true },
  /**
   * Preview and apply in one, for who does not look first. Without a choice: as suggested, and a warning if that is not to update.
   * `title`: as of a choice; refused where it updates a conference, which has its name.
   */
  'import.file': {
    ...mutation(
      z.strictObject({
        grant,
        ...reading,
        choice: ImportChoice.optional(),
        trustKey,
        title: line.optional(),
      }),
      ...ofRemoval,
      'backups',
    ).returns<ImportResult>(),
    takesLong: true,
  },
} as const satisfies Calls

export type ImportFormat = { id: string; name: string; extensions: string[] }

export type ImportResult = {
  conference: { slug: ConferenceSlug; title: string }
  /** Of the programme as it is now: those that are on, and beside them those that are cancelled. */
  sessions: number
  cancelled: number
  rooms: number
  speakers: number
  keyMessages: number
  contacts: number
  warnings: Message[]
  changes: SessionCounts
  beside: BesideCounts
  /** Who signed it, as it stood to what was here. */
  signer: PackSigner | null
  /** Its key is remembered from now on, which was not known. Also where nothing else changed. */
  keyKept: boolean
  /** It was removed, and is here again. Also where nothing else changed. */
  cameBack: boolean
  /** Sessions that ran late by the delegate's word, and have another start in the new programme. */
  voidDelays: number
  /** Its entry in the history; null if nothing changed. */
  update: number | null
}

export type ImportPreview = {
  fileName: string
  /** As the file has it. */
  conference: Pick<Conference, 'slug' | 'title' | 'revision' | 'timeZone' | 'startDate' | 'endDate'>
  /** Whether the file itself has that title; otherwise it is made of the file's name. */
  hasTitle: boolean
  /**
   * What the zone is from: the file, what was asked for, or what was assumed since nothing told. Where the file has offsets alone:
   * `shown` in what was asked for, in the zone `proposed` by a city that it names, or in its `offset`.
   */
  zone: 'file' | 'asked' | 'assumed' | 'shown' | 'proposed' | 'offset'
  /** Of a table (CSV). */
  table: ImportTable | null
  /** `sessions`: those that are on. */
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
 * Its columns in order, its first rows, what can be taken from them, and which column each field was taken from. `dateOrder`: how its dates
 * were read, where nothing in it tells.
 */
export type ImportTable = {
  header: string[]
  rows: string[][]
  fields: readonly TableField[]
  columns: Partial<Record<TableField, string>>
  dateOrder: DateOrder | null
}

/** A table that is no programme with these columns; read with others it may be one. */
export type UnreadTable = { fileName: string; table: ImportTable; problem: Message }

/** `by`: the file's, null where it is no pack; `before`: of the last pack that was taken in, null where there was none. */
export type PackSigner = {
  /** first: of this conference. other: not the key that signed what is here. unsigned: what is here came as a pack, this is none. */
  state: 'first' | 'known' | 'other' | 'unsigned'
  by: Signer | null
  before: Signer | null
}

export type Signer = { publisher: string; fingerprint: string }

export type ImportMatch = Pick<ConferenceSummary, 'slug' | 'title' | 'startDate' | 'endDate'> & {
  /** It was removed from this computer, and comes back with an update. */
  removed: boolean
  signer: PackSigner | null
  /** same: nothing would change. older: the programme here has a higher revision, and stays. */
  state: 'newer' | 'same' | 'older'
  /** When this very file was imported, where the programme here came after it; formats without a version tell it by nothing else. */
  importedAt: Instant | null
  /** Of the programme here. */
  revision: number
  /** Of the sessions that are on here: how many, how many of them the file leaves out, and how many are in both. */
  sessions: number
  leftOut: number
  shared: number
  /** By what becomes of the sessions that the file leaves out: those that are kept keep the days and key messages they belong to. */
  changes: Record<'cancel' | 'keep', ProgrammeChanges>
  /** Sessions with stars or notes of the delegate that the file leaves out. */
  gone: GoneSession[]
}

/** `candidates`: new sessions of the file that it may be, by guid, most likely first. */
export type GoneSession = { guid: Guid; candidates: Guid[] }
