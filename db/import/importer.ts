/** Defines an importer. The list of importers is formats/index.ts. */
import type { Message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'
import type { DateOrder, Field } from '../formats/table-fields.ts'
import type { ConferenceBundle, Guid, OwnEntryFields } from '../model.ts'
import type { Pack } from '../packs/read-pack.ts'

export type ParseOptions = {
  /** IANA zone that the delegate chose for a file that names none. */
  timeZone?: string | undefined
  /**
   * The IANA zone to assume, with a warning, if the file names none and the delegate cannot be asked. Without it such a file is refused.
   */
  zoneIfUnknown?: string | undefined
  /** For a table: the column of each field (csv/columns.ts); '' for no column. Other fields are found by column name. */
  columns?: Record<string, string> | undefined
  /** For a table whose dates do not reveal the order of day and month. */
  dateOrder?: DateOrder | undefined
  /** Called by the table reader. */
  onColumns?: (columns: TableColumns) => void
  /** Called by chooseZone if the file does not name the zone. */
  onZone?: (origin: Exclude<ZoneSource, 'file'>) => void
}
export type Source = { bytes: Uint8Array; fileName: string; options: ParseOptions }
/** The content of a file. `warnings` list values that were corrected, and values that could not be read and were left out. */
export type ParsedFile = {
  bundle: ConferenceBundle
  warnings: Message[]
  missing: MissingFields
  zone: ZoneSource
  table: TableColumns | null
  /** Set for a signed pack. */
  pack: Pack | null
  sequences: Sequences
  invitation: Invitation | null
}
/** The only event of a calendar, as an entry of the delegate's own day. */
export type Invitation = { id: Guid; fields: OwnEntryFields }
/**
 * The columns of a table in order, its first rows, and the column of each field. `dateOrder`: the order that was used because the dates do
 * not reveal it.
 */
export type TableColumns = {
  header: string[]
  rows: string[][]
  columns: Partial<Record<Field, string>>
  dateOrder: DateOrder | null
}
/**
 * The origin of the conference's zone. file: named in the file. asked: chosen by the delegate. assumed: the fallback. shown: chosen by the
 * delegate for a file with offsets only. offset: the offset of most times in such a file. none: the file has no times, so the zone is UTC
 * for the time being.
 */
export type ZoneSource = 'file' | 'asked' | 'assumed' | 'shown' | 'offset' | 'none'

export type Importer = {
  id: string
  /** The name in dialogs and menus. */
  name: string
  /** File extensions without the dot. */
  extensions: readonly string[]
  /**
   * Whether the file has this format, judged by its first characters (without byte order mark and white space) or, if these are not enough,
   * by its name. Never throws.
   */
  detect(beginning: string, fileName: string): boolean
  /**
   * A pure function. Throws StoreError `bad-file` that says where in the file and what was expected. The caller validates the result.
   * `missing`: fields that the format or this file does not have.
   */
  parse(source: Source): Parsed
}

export type Parsed = {
  bundle: unknown
  warnings: Message[]
  missing: MissingFields
  pack?: Pack
  sequences?: Sequences
  invitation?: Invitation | null
}

/** A table that could not be read with the assumed columns. With other columns it may be readable. */
export class UnreadTable extends StoreError {
  readonly table: TableColumns
  constructor(message: Message, table: TableColumns, options?: ErrorOptions) {
    super('bad-file', message, options)
    this.table = table
  }
}

/**
 * The revision number of each session (SEQUENCE in a calendar), by its guid in the file. Sessions without a number are not listed.
 */
export type Sequences = ReadonlyMap<string, number>

/**
 * `sequence`: the revision of the series, or null if the file does not state it. `until`: the last start up to which an endless rule was
 * expanded; null if the rule has an end.
 */
export type Series = { sequence: number | null; until: string | null }
/** The series that a file describes as a whole, by the identifier that their occurrences share in the file. */
export type WholeSeries = ReadonlyMap<string, Series>

type Bundle = ConferenceBundle
type Session = Bundle['sessions'][number]
export type MissingInSession = Exclude<keyof Session, 'guid' | 'start' | 'day' | 'status' | 'speakers'>

/** Fields that a format or file cannot contain. Only packs contain files, so files are not listed. */
export type MissingFields = {
  conference: readonly Exclude<keyof Bundle['conference'], 'slug' | 'timeZone' | 'startDate' | 'endDate'>[]
  /** Rooms have only names, and no interpretation languages. */
  roomLanguages: boolean
  /** `all`: the file has no list of speakers. */
  speakers: 'none' | 'biographies' | 'all'
  sessions: readonly Exclude<MissingInSession, 'title'>[]
  /** Fields that the file leaves out for single sessions, by guid. */
  bySession: ReadonlyMap<string, readonly MissingInSession[]>
  /** The file gives the spoken languages, but not the languages of interpretation. */
  interpretation: boolean
  keyMessages: boolean
  directory: boolean
  /** Slots of a session share an identifier and are matched by their times (matching/strategies.ts). */
  slotGuids: boolean
  /** The file has no lists of rooms and speakers, only their names in sessions. So a room that it does not name may still exist. */
  isOfSessions: boolean
  /** The file, such as a calendar invitation, says nothing about sessions that are not in it, nor about the conference. */
  isPart: boolean
  /** The series that the file describes completely, although it is only a part. */
  wholeSeries: WholeSeries
}
