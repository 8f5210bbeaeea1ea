/**
 * The list of import formats. A new format needs its folder and a line in the list; menus, dialog filters, the command line and the
 * documentation use the list.
 */
import { type Message, message } from '../../../core/i18n/message.ts'
import { StoreError } from '../../errors.ts'
import { decode, takeBeginning } from '../../formats/decode.ts'
import { isWebPage } from '../../formats/html.ts'
import { readJson } from '../../formats/json.ts'
import { detectOfficeFile, detectOldOfficeFile } from '../../formats/office.ts'
import type { Importer, ParsedFile, ParseOptions } from '../importer.ts'
import { csv } from './csv/importer.ts'
import { frabJson } from './frab-json/importer.ts'
import { frabXml } from './frab-xml/importer.ts'
import { icalendar } from './icalendar/importer.ts'
import { findFileInZip, type PackedFile } from './in-zip.ts'
import { indico } from './indico/importer.ts'
import { openEvent } from './open-event/importer.ts'
import { pack } from './pack/importer.ts'
import { parseWith } from './parse-with.ts'
import { rapporteurJson } from './rapporteur-json/importer.ts'
import { sessionize } from './sessionize/importer.ts'

export const importers: readonly Importer[] = [
  rapporteurJson,
  frabXml,
  frabJson,
  icalendar,
  sessionize,
  indico,
  // Must come before Open Event, which is a ZIP too.
  pack,
  openEvent,
  // Must be last, since any text may be a table.
  csv,
]

/**
 * Detects the format by content, reads the file and checks rules that no schema can express: references, dates and the time zone. A pure
 * function. Throws StoreError `bad-file` that says where in the file and what was expected.
 */
export function parseFile(bytes: Uint8Array, fileName: string, options: ParseOptions = {}): ParsedFile {
  const { importer, ...file } = unpackSingle(bytes, fileName)
  return parseWith(importer, { ...file, options })
}

/** @returns the file itself, or the only programme in a ZIP file */
function unpackSingle(bytes: Uint8Array, fileName: string): PackedFile & { importer: Importer } {
  const importer = findImporter(bytes, fileName)
  if (importer !== openEvent) return { bytes, fileName, importer }
  throwIfRefused(detectOfficeFile(bytes))
  const packed = findFileInZip(bytes, EXTENSIONS_IN_ZIP, isKnown)
  return packed
    ? { ...packed, importer: findImporter(packed.bytes, packed.fileName) }
    : { bytes, fileName, importer }
}

const EXTENSIONS_IN_ZIP = importers
  .filter((importer) => importer !== openEvent)
  .flatMap(({ extensions }) => extensions)
/** Whether a format recognises the file. Among XML files only schedules count, since office documents are ZIP files with XML. */
const isKnown = (beginning: string): boolean =>
  importers.some(({ detect }) => detect(beginning, '')) &&
  (!beginning.startsWith('<') || /<schedule[\s>]/.test(beginning))

function throwIfRefused(reason: Message | null): void {
  if (reason) throw new StoreError('bad-file', reason)
}

function findImporter(bytes: Uint8Array, fileName: string): Importer {
  const beginning = takeBeginning(bytes)
  if (isWebPage(beginning)) {
    throw new StoreError('bad-file', message('import.web-page'))
  }
  // Checked before the importers, since CSV is recognised by the file name.
  throwIfRefused(detectOldOfficeFile(bytes))
  const importer = importers.find(({ detect }) => detect(beginning, fileName))
  if (importer) return importer
  if (beginning === '' && decode(bytes).trim() === '') {
    throw new StoreError('bad-file', message('common.file-empty'))
  }
  // A broken JSON file is reported as broken, not as an unknown format.
  if (/^[[{]/.test(beginning) || /\.json$/i.test(fileName)) readJson(bytes)
  const known = importers.map(({ name, extensions }) => `${name} (.${extensions.join(', .')})`).join('; ')
  throw new StoreError('bad-file', message('import.unknown-format', { formats: known }))
}
