/** What an importer is. The list of them is in formats/index.ts. */
import type { Message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'
import type { DateOrder, Field } from '../formats/table-fields.ts'
import type { ConferenceBundle } from '../model.ts'
import type { Pack } from '../packs/read-pack.ts'

export type ParseOptions = {
  /** IANA zone for a file that names none: what the delegate said. */
  timeZone?: string | undefined
  /** IANA zone to fall back on, with a warning, where the delegate could not be asked. Without it such a file is refused. */
  zoneIfUnknown?: string | undefined
  /** Of a table: which column holds what, by field (csv/columns.ts); '' for none. What is not said is found by name. */
  columns?: Record<string, string> | undefined
  /** Of a table of whose dates nothing tells whether the day or the month stands first. */
  dateOrder?: DateOrder | undefined
  /** Told by the reader of tables. */
  onColumns?: (columns: TableColumns) => void
  /** Told by chooseZone where the zone is not the file's own. */
  onZone?: (from: Exclude<ZoneSource, 'file'>) => void
}
export type Source = { bytes: Uint8Array; fileName: string; options: ParseOptions }
/** Warnings name what was repaired, or could not be understood and was left out. */
export type ParsedFile = {
  bundle: ConferenceBundle
  warnings: Message[]
  lacks: MissingFields
  zone: ZoneSource
  table: TableColumns | null
  /** Where the file is a signed pack. */
  pack: Pack | null
  sequences: Sequences
  otherIds: OtherIds
}
/**
 * The columns of a table in order, its first rows, and the name of the column that each field was taken from. `dateOrder`: how its dates were
 * read, where nothing in it tells.
 */
export type TableColumns = {
  header: string[]
  rows: string[][]
  columns: Partial<Record<Field, string>>
  dateOrder: DateOrder | null
}
/**
 * What the conference's zone is from: the file, what the delegate said, or what was fallen back on. Of a file that gives offsets
 * alone, in which its times can be shown: what the delegate said (`shown`), or most of them (`offset`). `none`: it has no time to be shown
 * in any, and is in UTC until it has.
 */
export type ZoneSource = 'file' | 'asked' | 'assumed' | 'shown' | 'offset' | 'none'

export type Importer = {
  id: string
  /** For dialogs and menus. */
  name: string
  /** Without the dot. */
  extensions: readonly string[]
  /**
   * Whether the file is of this format, by its first characters (without byte order mark and white space), or its name where
   * nothing else tells. Never throws.
   */
  detect(beginning: string, fileName: string): boolean
  /**
   * Pure. Throws StoreError `bad-file` that says where in the file and what was expected. What it makes of the file is
   * checked against the schema of the bundle by who calls it. `lacks`: what the format, or this file, has no place for.
   */
  parse(source: Source): Parsed
}

export type Parsed = {
  bundle: unknown
  warnings: Message[]
  lacks: MissingFields
  pack?: Pack
  sequences?: Sequences
  otherIds?: OtherIds
}

/** A table that could not be read as it was understood: other columns may do. */
export class UnreadTable extends StoreError {
  readonly table: TableColumns
  constructor(message: Message, table: TableColumns, options?: ErrorOptions) {
    super('bad-file', message, options)
    this.table = table
  }
}

/** By the identifier of a session in the file, without its slots: the others that the file has for it. */
export type OtherIds = ReadonlyMap<string, readonly string[]>

/** By guid, or by the identifier of the file where that is another one. Of a session whose file says nothing of it there is none. */
export type Sequences = ReadonlyMap<string, number>

/**
 * By the identifier that its repetitions share in the file. `sequence`: its revision; null: the message says none. `until`: behind that start
 * it tells of none, since its rule without an end was not worked out further; null: it tells of all.
 */
export type Series = { sequence: number | null; until: string | null }
export type AllOf = ReadonlyMap<string, Series>

type Bundle = ConferenceBundle
type Session = Bundle['sessions'][number]
export type MissingInSession = Exclude<keyof Session, 'guid' | 'start' | 'day' | 'status' | 'speakers'>

/** Of a programme, what a format has no place for, or a file no column. Files are a pack's alone and need no word here. */
export type MissingFields = {
  conference: readonly Exclude<keyof Bundle['conference'], 'slug' | 'timeZone' | 'startDate' | 'endDate'>[]
  /** Its rooms are names, without the languages into which is interpreted there. */
  roomLanguages: boolean
  /** `all`: it has no list of them at all. */
  speakers: 'none' | 'biographies' | 'all'
  sessions: readonly Exclude<MissingInSession, 'title'>[]
  /** What the file leaves out of single sessions besides, by guid. */
  each: ReadonlyMap<string, readonly MissingInSession[]>
  /** It tells the language in which is spoken, not those into which is interpreted. */
  interpretation: boolean
  keyMessages: boolean
  directory: boolean
  /** The slots of a session share its identifier: which of them is which, their times tell (same-slots.ts). */
  slotGuids: boolean
  /** It names rooms and speakers at its sessions alone: of the others it says nothing. */
  isOfSessions: boolean
  /** It is about the sessions that it holds: of the others, and of the conference, it says nothing. */
  isPart: boolean
  /** Of which it tells every session all the same. */
  allOf: AllOf
}
