import { quoted } from '../../core/said.ts'
import { StoreError } from '../errors.ts'
import { ConferenceBundle } from '../model.ts'
import { describeIssues } from '../validation.ts'
import { checkBundle } from './check-bundle.ts'
import {
  type Importer,
  type ParsedFile,
  type Source,
  type TableColumns,
  UnreadTable,
  type ZoneSource,
} from './importer.ts'

/**
 * What an importer makes of a file, checked against the schema and against itself. Throws StoreError `bad-file`; of a table
 * whose columns are known, UnreadTable.
 */
export function parseWith(importer: Importer, source: Source): ParsedFile {
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
    const { bundle, warnings, lacks, pack = null } = importer.parse({ ...source, options })
    const checked = ConferenceBundle.safeParse(bundle)
    if (!checked.success) throw new StoreError('bad-file', describeIssues(checked.error))
    return {
      bundle: pack ? { ...checked.data, files: pack.files } : checked.data,
      warnings: [...warnings, ...checkBundle(checked.data)],
      lacks,
      pack,
      ...told,
    }
  } catch (error) {
    if (!told.table || !(error instanceof StoreError)) throw error
    throw new UnreadTable(error.said ?? quoted(error.message), told.table, { cause: error })
  }
}
