/** Files of office programs, in which a programme often lies: told by their content, what they are and how the programme comes out of them. */
import { type Message, message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'
import { readZip } from './read-zip.ts'

type Kind = 'sheet' | 'document' | 'slides' | 'iWork' | 'other'

/** [MS-CFB] 2.2: the old binary files, and the new ones where a password protects them. */
const OLE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]
/** [MS-CFB] 2.6.1: a name of 64 bytes in UTF-16, its length with the zero at its end, its type (2: a stream). Begin at multiples of their size. */
const ENTRY = 128
const STREAMS: ReadonlyMap<string, Kind> = new Map([
  ['Workbook', 'sheet'],
  ['Book', 'sheet'],
  ['WordDocument', 'document'],
  ['PowerPoint Document', 'slides'],
  ['EncryptedPackage', 'other'],
])
const FOLDERS: readonly (readonly [RegExp, Kind])[] = [
  [/^xl\/workbook\./, 'sheet'],
  [/^word\/document\./, 'document'],
  [/^ppt\/presentation\./, 'slides'],
]
const OPEN_DOCUMENT =
  /^application\/vnd\.(?:oasis\.opendocument|sun\.xml)\.(?:(spreadsheet|calc)|(text|writer)|(presentation|impress))/

/** What to tell of an old binary file of an office program; null: it is none. */
export function oldOfficeFile(bytes: Uint8Array): Message | null {
  if (OLE.some((byte, index) => bytes[index] !== byte)) return null
  const { buffer, byteOffset, length } = bytes
  const view = new DataView(buffer, byteOffset, length)
  const utf16 = new TextDecoder('utf-16le')
  // In the order in which they were made: what is embedded in the file comes after what it is itself.
  for (let at = ENTRY; at + ENTRY <= length; at += ENTRY) {
    const size = view.getUint16(at + 64, true)
    if (size < 4 || size > 64 || bytes[at + 66] !== 2) continue
    const kind = STREAMS.get(utf16.decode(bytes.subarray(at, at + size - 2)))
    if (kind !== undefined) return whatToDo(kind)
  }
  return whatToDo('other')
}

/** The same of a ZIP file, as the newer ones are. Never throws: what is wrong with one is told by who reads it. */
export function officeFileInZip(bytes: Uint8Array): Message | null {
  const { names, mimetype } = namesIn(bytes)
  const open = OPEN_DOCUMENT.exec(mimetype)
  if (open) return whatToDo(open[1] ? 'sheet' : open[2] ? 'document' : 'slides')
  // A programme may lie beside a folder of that name: office files have a list of what is in them.
  if (names.includes('[Content_Types].xml'))
    for (const name of names)
      for (const [pattern, kind] of FOLDERS) if (pattern.test(name)) return whatToDo(kind)
  // Numbers, Pages and Keynote: nothing among the names tells a table of one from that of another.
  return names.some((name) => /^Index(?:\/Document\.iwa|\.zip)$/.test(name)) ? whatToDo('iWork') : null
}

/** Of one that is cut off or damaged, those up to there. */
function namesIn(bytes: Uint8Array): { names: string[]; mimetype: string } {
  const names: string[] = []
  const wants = (name: string) => {
    names.push(name)
    return name === 'mimetype'
  }
  try {
    const content = readZip(bytes, wants).get('mimetype')
    return { names, mimetype: new TextDecoder().decode(content?.subarray(0, 100)) }
  } catch (error) {
    if (error instanceof StoreError) return { names, mimetype: '' }
    throw error
  }
}

function whatToDo(kind: Kind): Message {
  if (kind === 'sheet') return message('office.spreadsheet')
  if (kind === 'iWork') return message('office.apple')
  if (kind === 'document') return message('office.text')
  if (kind === 'slides') return message('office.presentation')
  return message('office.unknown')
}
