import { StoreError } from '../errors.ts'
import { ConferenceBundle } from '../model.ts'
import { describeIssues } from '../validation.ts'
import { checkBundle } from './check-bundle.ts'
import type { Importer, ParsedFile, Source } from './importer.ts'

/** What an importer makes of a file, checked against the schema and against itself. Throws StoreError `bad-file`. */
export function parseWith(importer: Importer, source: Source): ParsedFile {
  let zone: ParsedFile['zone'] = 'file'
  const onZone = (from: ParsedFile['zone']) => {
    zone = from
  }
  let table: ParsedFile['table'] = null
  const onColumns = (columns: ParsedFile['table']) => {
    table = columns
  }
  const options = { ...source.options, onZone, onColumns }
  const { bundle, warnings } = importer.parse({ ...source, options })
  const checked = ConferenceBundle.safeParse(bundle)
  if (!checked.success) throw new StoreError('bad-file', describeIssues(checked.error))
  return { bundle: checked.data, warnings: [...warnings, ...checkBundle(checked.data)], zone, table }
}
