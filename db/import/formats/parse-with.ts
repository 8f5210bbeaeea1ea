import { quoted, said } from '../../../core/message.ts'
import { StoreError } from '../../errors.ts'
import { describeIssues } from '../../formats/validation.ts'
import { ConferenceBundle } from '../../model.ts'
import { PROGRAMME } from '../../packs/manifest.ts'
import { expectKnown, inEntry } from '../../packs/read-pack.ts'
import { checkBundle } from '../builder/check-bundle.ts'
import {
  type Importer,
  type ParsedFile,
  type Source,
  type TableColumns,
  UnreadTable,
  type ZoneSource,
} from '../importer.ts'
import { type Outline, outlineOf } from '../matching/parsed-file.ts'

/** `whole`: the bundle, and what else is to be said about it. Throws StoreError `bad-file`. */
export type BegunFile = Omit<ParsedFile, 'bundle' | 'otherIds'> & {
  outline: Outline
  whole(): Pick<ParsedFile, 'bundle' | 'warnings' | 'otherIds'>
}

/**
 * As much of a file as its preview tells; the rest when it is asked for. The bundle is checked against the schema and against itself
 * before its preview; one that was put together piece by piece, of which no file is known to fail that (generated.test.ts),
 * after it. Throws StoreError `bad-file`; of a table whose columns are known, UnreadTable.
 */
export function beginWith(importer: Importer, source: Source): BegunFile {
  const told: { zone: ZoneSource; table: TableColumns | null } = { zone: 'file', table: null }
  const options = {
    ...source.options,
    onZone: (zone: ZoneSource) => {
      told.zone = zone
    },
    onColumns: (table: TableColumns) => {
      told.table = table
    },
  }
  try {
    const {
      bundle,
      complete,
      warnings,
      lacks,
      pack = null,
      sequences = new Map(),
    } = importer.parse({ ...source, options })
    refuseEndless(bundle)
    const rest = { lacks, pack, sequences, ...told }
    if (complete)
      return {
        ...rest,
        warnings,
        outline: outlineOf(bundle, lacks),
        whole: () => {
          const { bundle, otherIds } = complete()
          return { ...check(bundle), otherIds }
        },
      }
    const checked = pack ? inEntry(PROGRAMME, () => check(bundle)) : check(bundle)
    if (pack) expectKnown(pack.files, checked.bundle)
    const whole = pack ? { ...checked.bundle, files: pack.files } : checked.bundle
    return {
      ...rest,
      warnings: [...warnings, ...checked.warnings],
      outline: outlineOf(whole, lacks),
      whole: () => ({ bundle: whole, warnings: [], otherIds: new Map() }),
    }
  } catch (error) {
    if (!told.table || !(error instanceof StoreError)) throw error
    throw new UnreadTable(error.said ?? quoted(error.message), told.table, { cause: error })
  }
}

/** Far above any conference; a file beyond them is made to exhaust something. */
const [MOST_ROOMS, MOST_SPEAKERS] = [10_000, 100_000]

/** `bundle`: not checked yet, of some formats. */
function refuseEndless(bundle: unknown): void {
  const { rooms, speakers } = (bundle ?? {}) as Partial<ConferenceBundle>
  if (Array.isArray(rooms) && rooms.length > MOST_ROOMS)
    throw new StoreError('bad-file', said`The file holds more than ${MOST_ROOMS} rooms: no conference does.`)
  if (Array.isArray(speakers) && speakers.length > MOST_SPEAKERS)
    throw new StoreError(
      'bad-file',
      said`The file holds more than ${MOST_SPEAKERS} speakers: no conference does.`,
    )
}

/** All of it at once. */
export function parseWith(importer: Importer, source: Source): ParsedFile {
  const { outline: _, whole, warnings, ...read } = beginWith(importer, source)
  const { warnings: more, ...rest } = whole()
  return { ...read, ...rest, warnings: [...warnings, ...more] }
}

function check(bundle: unknown): Pick<ParsedFile, 'bundle' | 'warnings'> {
  const checked = ConferenceBundle.safeParse(bundle)
  if (!checked.success) throw new StoreError('bad-file', describeIssues(checked.error))
  return { bundle: checked.data, warnings: checkBundle(checked.data) }
}
