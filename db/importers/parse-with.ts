import { StoreError } from '../errors.ts'
import { ConferenceBundle } from '../model.ts'
import { describeIssues } from '../validation.ts'
import { checkBundle } from './check-bundle.ts'
import type { Importer, ParsedFile, Source } from './importer.ts'

/** What an importer makes of a file, checked against the schema and against itself. Throws StoreError `bad-file`. */
export function parseWith(importer: Importer, source: Source): ParsedFile {
  const { bundle, warnings } = importer.parse(source)
  const checked = ConferenceBundle.safeParse(bundle)
  if (!checked.success) throw new StoreError('bad-file', describeIssues(checked.error))
  return { bundle: checked.data, warnings: [...warnings, ...checkBundle(checked.data)] }
}
