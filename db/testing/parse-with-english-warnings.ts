/** Parses files with messages in English. */
import { toEnglish } from '../../core/i18n/english-messages.ts'
import { parseFile } from '../import/formats/index.ts'
import type { ParsedFile, ParseOptions } from '../import/importer.ts'

export type ParsedInEnglish = Omit<ParsedFile, 'warnings'> & { warnings: string[] }

export function parseWithEnglishWarnings(
  bytes: Uint8Array,
  fileName: string,
  options: ParseOptions = {},
): ParsedInEnglish {
  const { warnings, ...parsed } = parseFile(bytes, fileName, options)
  return { ...parsed, warnings: warnings.map(toEnglish) }
}
