/** What an importer is. The list of them is in index.ts. */
import type { Said } from '../../../core/message.ts'
import { StoreError } from '../../errors.ts'
import type { DateOrder, Field } from '../../formats/table-fields.ts'
import type { ConferenceBundle } from '../../model.ts'
import type { Pack } from '../../packs/read-pack.ts'
import type { Lacks } from '../matching/fill-in.ts'
import type { OtherIds } from '../matching/same-session.ts'
import type { Sequences } from '../values/revisions.ts'

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
  warnings: Said[]
  lacks: Lacks
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
  warnings: Said[]
  lacks: Lacks
  pack?: Pack
  sequences?: Sequences
} & (
  | { bundle: unknown; complete?: undefined }
  /** Where the texts of a programme take their time: `bundle` holds what a preview tells, and `complete` makes the whole of it. */
  | { bundle: ConferenceBundle; complete: () => { bundle: ConferenceBundle; otherIds: OtherIds } }
)

/** A table that could not be read as it was understood: other columns may do. */
export class UnreadTable extends StoreError {
  readonly table: TableColumns
  constructor(message: Said, table: TableColumns, options?: ErrorOptions) {
    super('bad-file', message, options)
    this.table = table
  }
}
