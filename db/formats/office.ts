/**
 * Recognises office files by their content and explains how to export the programme from them, since delegates often get the programme as
 * such a file.
 */
import { type Message, message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'
import { readZip } from './read-zip.ts'

type Kind = 'sheet' | 'document' | 'slides' | 'iWork' | 'other'

/** [MS-CFB] 2.2: the signature of old binary office files, and of newer office files with a password. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
/**
 * [MS-CFB] 2.6.1: a directory entry has a 64-byte name in UTF-16, its length including the final zero, and its type (2 is a stream).
 * Entries are aligned to their size.
 */
const ENTRY_BYTES = 128
const KINDS_BY_STREAM: ReadonlyMap<string, Kind> = new Map([
  ['Workbook', 'sheet'],
  ['Book', 'sheet'],
  ['WordDocument', 'document'],
  ['PowerPoint Document', 'slides'],
  ['EncryptedPackage', 'other'],
])
const KINDS_BY_FOLDER: readonly (readonly [RegExp, Kind])[] = [
  [/^xl\/workbook\./, 'sheet'],
  [/^word\/document\./, 'document'],
  [/^ppt\/presentation\./, 'slides'],
]
const OPEN_DOCUMENT =
  /^application\/vnd\.(?:oasis\.opendocument|sun\.xml)\.(?:(spreadsheet|calc)|(text|writer)|(presentation|impress))/

/** @returns a message for an old binary office file, or null if it is none */
export function detectOldOfficeFile(bytes: Uint8Array): Message | null {
  if (OLE.some((byte, index) => bytes[index] !== byte)) return null
  const { buffer, byteOffset, length } = bytes
  const view = new DataView(buffer, byteOffset, length)
  const utf16 = new TextDecoder('utf-16le')
  // Entries are in the order of creation, so the file's own stream precedes those of embedded files.
  for (let start = ENTRY_BYTES; start + ENTRY_BYTES <= length; start += ENTRY_BYTES) {
    const size = view.getUint16(start + 64, true)
    if (size < 4 || size > 64 || bytes[start + 66] !== 2) continue
    const kind = KINDS_BY_STREAM.get(utf16.decode(bytes.subarray(start, start + size - 2)))
    if (kind !== undefined) return describeRemedy(kind)
  }
  return describeRemedy('other')
}

/**
 * @returns a message for a newer office file, which is a ZIP file, or null if it is none. Never throws, since the actual reader reports a
 * damaged ZIP.
 */
export function detectOfficeFile(bytes: Uint8Array): Message | null {
  const { names, mimetype } = listNames(bytes)
  const openDocument = OPEN_DOCUMENT.exec(mimetype)
  if (openDocument) {
    const [, sheet, document] = openDocument
    if (sheet) return describeRemedy('sheet')
    return describeRemedy(document ? 'document' : 'slides')
  }
  // Requires the part list of office files, since a ZIP with a programme may have a folder of the same name.
  if (names.includes('[Content_Types].xml')) {
    for (const name of names) {
      const [, kind] = KINDS_BY_FOLDER.find(([pattern]) => pattern.test(name)) ?? []
      if (kind) return describeRemedy(kind)
    }
  }
  // Numbers, Pages and Keynote files have the same names, so their kind is unknown.
  return names.some((name) => /^Index(?:\/Document\.iwa|\.zip)$/.test(name)) ? describeRemedy('iWork') : null
}

/** @returns the names up to the point where the file is truncated or damaged */
function listNames(bytes: Uint8Array): { names: string[]; mimetype: string } {
  const names: string[] = []
  const isWanted = (name: string) => {
    names.push(name)
    return name === 'mimetype'
  }
  try {
    const content = readZip(bytes, isWanted).get('mimetype')
    return { names, mimetype: new TextDecoder().decode(content?.subarray(0, 100)) }
  } catch (error) {
    if (error instanceof StoreError) return { names, mimetype: '' }
    throw error
  }
}

function describeRemedy(kind: Kind): Message {
  if (kind === 'sheet') return message('office.spreadsheet')
  if (kind === 'iWork') return message('office.apple')
  if (kind === 'document') return message('office.text')
  if (kind === 'slides') return message('office.presentation')
  return message('office.unknown')
}
