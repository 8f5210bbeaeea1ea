/**
 * Every format that can be imported. To add one: its file, and one line in the list.
 * Menus, dialog filters, the command line and the documentation follow from it.
 */
import { type Message, message } from '../../../core/i18n/message.ts'
import { StoreError } from '../../errors.ts'
import { decode, takeBeginning } from '../../formats/decode.ts'
import { isWebPage } from '../../formats/html.ts'
import { readJson } from '../../formats/json.ts'
import { officeFileInZip, oldOfficeFile } from '../../formats/office.ts'
import type { Importer, ParsedFile, ParseOptions } from '../importer.ts'
import { csv } from './csv/importer.ts'
import { frabJson } from './frab-json/importer.ts'
import { frabXml } from './frab-xml/importer.ts'
import { icalendar } from './icalendar/importer.ts'
import { fileInZip, type PackedFile } from './in-zip.ts'
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
  // Before the other ZIP.
  pack,
  openEvent,
  // Last: what no other format knows may be a table.
  csv,
]

/**
 * Finds the format by content, reads the file and checks what no schema can: names that refer to each other, dates, the
 * time zone. Pure. Throws StoreError `bad-file` that says where in the file and what was expected.
 */
export function parseFile(bytes: Uint8Array, fileName: string, options: ParseOptions = {}): ParsedFile {
  const { importer, ...file } = openedFrom(bytes, fileName)
  return parseWith(importer, { ...file, options })
}

/** Itself, or the one programme in a ZIP file. */
function openedFrom(bytes: Uint8Array, fileName: string): PackedFile & { importer: Importer } {
  const importer = findImporter(bytes, fileName)
  if (importer !== openEvent) return { bytes, fileName, importer }
  refuse(officeFileInZip(bytes))
  const packed = fileInZip(bytes, UNPACKED, isKnown)
  return packed
    ? { ...packed, importer: findImporter(packed.bytes, packed.fileName) }
    : { bytes, fileName, importer }
}

const UNPACKED = importers
  .filter((importer) => importer !== openEvent)
  .flatMap(({ extensions }) => extensions)
/** Of XML only schedules: office documents are ZIP files of it. */
const isKnown = (beginning: string): boolean =>
  importers.some(({ detect }) => detect(beginning, '')) &&
  (!beginning.startsWith('<') || /<schedule[\s>]/.test(beginning))

function refuse(why: Message | null): void {
  if (why) throw new StoreError('bad-file', why)
}

function findImporter(bytes: Uint8Array, fileName: string): Importer {
  const beginning = takeBeginning(bytes)
  if (isWebPage(beginning)) {
    throw new StoreError('bad-file', message('import.web-page'))
  }
  // Before the names: a table is known by its.
  refuse(oldOfficeFile(bytes))
  const importer = importers.find(({ detect }) => detect(beginning, fileName))
  if (importer) return importer
  if (beginning === '' && decode(bytes).trim() === '') {
    throw new StoreError('bad-file', message('common.file-empty'))
  }
  // What is broken is told rather than that it is unknown.
  if (/^[[{]/.test(beginning) || /\.json$/i.test(fileName)) readJson(bytes)
  const known = importers.map(({ name, extensions }) => `${name} (.${extensions.join(', .')})`).join('; ')
  throw new StoreError('bad-file', message('import.unknown-format', { formats: known }))
}
