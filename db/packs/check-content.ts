/** Checks that the content of a pack's file matches its name, and that a computer can show it. */
import { crc32 } from 'node:zlib'
import { imageSize } from 'image-size'
import { getTypeByName, LANGUAGE_DATA, UNKNOWN_TYPE } from '../../core/document-types.ts'
import { type Message, message } from '../../core/i18n/message.ts'
import { findActiveInCsv } from './active-content-csv.ts'
import { findActiveInOffice } from './active-content-office.ts'
import { findActiveInPdf } from './active-content-pdf.ts'
import { findLanguageDataFault } from './language-data.ts'
import { findSvgFault, findSvgStartFault } from './svg.ts'

const SVG = 'image/svg+xml'

/** First bytes in hexadecimal: %PDF-, PNG §5.2, JPEG's start of image, and the ZIP signature of office documents. */
const beginnings: readonly [type: RegExp, beginning: string, name: string][] = [
  [/^application\/pdf$/, '255044462d', 'PDF'],
  [/^image\/png$/, '89504e470d0a1a0a', 'PNG'],
  [/^image\/jpeg$/, 'ffd8ff', 'JPEG'],
  [/^application\/vnd\./, '504b0304', 'Office'],
]

/** Finds content that is refused when a pack is built or read: a type that does not match the name, or active content. */
export function findForbiddenContent(type: string, bytes: Uint8Array): Message | null {
  if (type === SVG) return findSvgStartFault(bytes)
  if (type === LANGUAGE_DATA) return findLanguageDataFault(bytes)
  const [, beginning = '', name = ''] = beginnings.find(([known]) => known.test(type)) ?? []
  if (toHex(bytes.subarray(0, 8)).startsWith(beginning)) return findActiveContent(type, bytes)
  return message('pack.wrong-kind', { kind: name })
}

/**
 * @returns the media type of a delegate's own document. Language data, and drawings that could freeze the window, can only be kept and not
 * shown
 */
export function getDocumentType(fileName: string, bytes: Uint8Array): string {
  const type = getTypeByName(fileName)
  const isOnlyKept = type === LANGUAGE_DATA || (type === SVG && findSvgStartFault(bytes) !== null)
  return isOnlyKept ? UNKNOWN_TYPE : type
}

/** Finds content that would run, or load other files, when another program opens the file. */
function findActiveContent(type: string, bytes: Uint8Array): Message | null {
  if (type === 'application/pdf') return findActiveInPdf(bytes)
  if (type === 'text/csv') return findActiveInCsv(bytes)
  return type.startsWith('application/vnd.') ? findActiveInOffice(bytes) : null
}

/**
 * Finds faults that prevent showing the file, for organisers who can still correct it. When a pack is read, such a file is accepted and
 * shown as unreadable, so that one bad picture does not block the programme.
 */
export function findFault(type: string, bytes: Uint8Array): Message | null {
  if (type === SVG) return findSvgFault(bytes)
  if (type === 'image/png') return findPngFault(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))
  if (type === 'image/jpeg') return hasSize(bytes) ? null : describeDamage(message('pack.no-size'))
  if (type === 'application/pdf' && !Buffer.from(bytes.subarray(-PDF_END_BYTES)).includes('%%EOF'))
    return describeDamage(message('pack.pdf-cut-off'))
  return null
}

/** The end marker must be within this many last bytes, where programs look for it. */
const PDF_END_BYTES = 1024

/** PNG §5.3: length, type, data, CRC. Browsers ignore faults in chunks that are not critical (type in lower case). */
function findPngFault(file: Buffer): Message | null {
  const parts = new Set<string>()
  let position = 8
  while (!parts.has('IEND')) {
    if (position + 12 > file.length) return describeDamage(message('pack.png-cut-off'))
    const data = position + 8
    const end = data + file.readUInt32BE(position)
    const type = file.toString('latin1', position + 4, data)
    if (!/^[a-z]{4}$/i.test(type) || end + 4 > file.length) return describeDamage(message('pack.png-cut-off'))
    if (/^[A-Z]/.test(type) && crc32(file.subarray(position + 4, end)) !== file.readUInt32BE(end))
      return describeDamage(message('pack.png-checksum', { part: type }))
    if (
      type === 'IHDR' &&
      (end < data + 8 || file.readUInt32BE(data) === 0 || file.readUInt32BE(data + 4) === 0)
    )
      return describeDamage(message('pack.no-size'))
    parts.add(type)
    position = end + 4
  }
  const missing = ['IHDR', 'IDAT'].find((type) => !parts.has(type))
  return missing === undefined ? null : describeDamage(message('pack.png-part-missing', { part: missing }))
}

function hasSize(bytes: Uint8Array): boolean {
  try {
    const { width, height } = imageSize(bytes)
    return width > 0 && height > 0
  } catch {
    // The file is truncated, or its format is unknown.
    return false
  }
}

function describeDamage(how: Message): Message {
  return message('pack.file-damaged', { problem: how })
}

function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}
