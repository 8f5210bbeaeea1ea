/**
 * Finds active content in Word, Excel, PowerPoint and OpenDocument files, which are ZIP files of XML. Programs use the content, not the
 * file name, so every file is searched for all kinds of active content.
 */
import { inflateRawSync } from 'node:zlib'
import { SaxesParser } from 'saxes'
import { type Message, message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'
import { decode } from '../formats/decode.ts'
import {
  ATTACHMENT,
  createLoadingRefusal,
  createRefusal,
  ENCRYPTED,
  MACROS,
  MEDIA,
  PROGRAM,
  UNREADABLE,
} from './content-refusals.ts'

/** The inflated size of all searched parts. */
const MAX_BYTES = 64 * 1024 * 1024
/** Depth of documents within documents: a chart's workbook in a presentation is one level, the workbook's own charts another. */
const MAX_NESTED = 3

const OLE = createRefusal(message('content.ole'))
const CONTROL = createRefusal(message('content.activex'))
const DDE = createRefusal(message('content.dde'))

const refusedNames: readonly [RegExp, Message][] = [
  [/vbaProject[^/]*\.bin$|vbaData\.xml$|(?:^|\/)macrosheets\//i, MACROS],
  [/^(?:Basic|Scripts|Dialogs)\/./i, MACROS],
  [/(?:^|\/)activeX\//i, CONTROL],
  [/(?:^|\/)oleObject[^/]*$/i, OLE],
]
/**
 * Refused relationships, by the last part of their type. Office finds a part by this type, whatever the name of the part (ECMA-376 part 2,
 * 9.3).
 */
const refusedRelationships: readonly [RegExp, Message | null][] = [
  [/^(?:vbaProject|wordVbaData|xl(?:Intl)?Macrosheet)$/i, MACROS],
  [/^oleObject$/i, OLE],
  [/^(?:control|activeXControlBinary)$/i, CONTROL],
  [/^aFChunk$/i, ATTACHMENT],
  // The refusal names the target.
  [/^(?:externalLink|externalLinkPath|connections)$/i, null],
]
const SEARCHED = /\.(?:xml|rels)$/i
/** Parts that are not searched: cells and their text, which are large and have no active content. */
const NOT_SEARCHED = /^xl\/(?:worksheets\/[^/]*|sharedStrings|calcChain|styles)\.xml$/i
const OPEN_DOCUMENT = /(?:^|\/)(?:content|styles|meta)\.xml$/
const NESTED = /\.(?:docx|xlsx|pptx)$/i

export function findActiveInOffice(bytes: Uint8Array, depth = 0): Message | null {
  try {
    let remainingBytes = MAX_BYTES
    for (const { name, read } of getEntries(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))) {
      const refused = refusedNames.find(([pattern]) => pattern.test(name))
      if (refused) return refused[1]
      const isEmbedded = /(?:^|\/)embeddings\/[^/]/i.test(name)
      const isNested = isEmbedded && NESTED.test(name)
      if (isEmbedded && (!isNested || depth === MAX_NESTED)) return ATTACHMENT
      if (!isNested && (!SEARCHED.test(name) || NOT_SEARCHED.test(name))) continue
      const part = read(remainingBytes)
      remainingBytes -= part.length
      const found = isNested ? findActiveInOffice(part, depth + 1) : findActiveInXml(name, decode(part))
      if (found) return found
    }
    return null
  } catch (error) {
    // A RangeError means that sizes or offsets are outside of the file. zlib's errors have a code.
    if (error instanceof StoreError || error instanceof RangeError || (error as { code?: string }).code)
      return UNREADABLE
    throw error
  }
}

/** Reads entries from the central directory, as office programs do (APPNOTE 4.3.12), so that this search sees the same entries. */
function* getEntries(file: Buffer): Generator<{ name: string; read(maxBytes: number): Uint8Array }> {
  const end = file.lastIndexOf('PK\u0005\u0006', undefined, 'latin1')
  if (end === -1) throw new RangeError('no directory')
  const count = file.readUInt16LE(end + 10)
  let header = file.readUInt32LE(end + 16)
  for (let entry = 0; entry < count; entry++) {
    if (file.readUInt32BE(header) !== 0x504b0102) throw new RangeError('no entry')
    const method = file.readUInt16LE(header + 10)
    const packedSize = file.readUInt32LE(header + 20)
    const nameLength = file.readUInt16LE(header + 28)
    const localHeader = file.readUInt32LE(header + 42)
    const name = file.toString('utf8', header + 46, header + 46 + nameLength).replaceAll('\\', '/')
    const read = (maxBytes: number) => {
      const start =
        localHeader + 30 + file.readUInt16LE(localHeader + 26) + file.readUInt16LE(localHeader + 28)
      const data = file.subarray(start, start + packedSize)
      if (method !== 0 && method !== 8) throw new RangeError('unknown compression')
      if (maxBytes <= 0) throw new RangeError('the searched parts are too large')
      if (data.length < packedSize) throw new RangeError('the entry is cut off')
      return method === 0 ? data : inflateRawSync(data, { maxOutputLength: maxBytes })
    }
    yield { name, read }
    header += 46 + nameLength + file.readUInt16LE(header + 30) + file.readUInt16LE(header + 32)
  }
}

/** Ignores XML errors, since office programs repair some of them. */
function findActiveInXml(part: string, text: string): Message | null {
  let found: Message | null = null
  let fieldTexts = ''
  let isInField = false
  const parser = new SaxesParser()
  parser.on('error', () => {})
  parser.on('opentag', ({ name, attributes }) => {
    const element = getLocalName(name)
    const values = new Map(Object.entries(attributes).map(([key, value]) => [getLocalName(key), value]))
    isInField = element === 'instrText'
    // Starts a line for each field, even if its text is split over several elements.
    if (element === 'fldChar' || element === 'fldSimple') fieldTexts += `\n${values.get('instr') ?? ''}`
    found ??= findActiveElement(element, values, part)
  })
  parser.on('text', (text) => {
    if (isInField) fieldTexts += text
  })
  parser.on('closetag', () => {
    isInField = false
  })
  parser.write(text).close()
  return found ?? (/^\W*DDE(?:AUTO)?\b/im.test(fieldTexts) ? DDE : null)
}

function findActiveElement(
  element: string,
  values: ReadonlyMap<string, string>,
  part: string,
): Message | null {
  const getValue = (name: string) => values.get(name) ?? ''
  if (element === 'Relationship')
    return findActiveRelationship(getValue('Type'), getValue('Target'), getValue('TargetMode'))
  if (element === 'Override' || element === 'Default')
    return /macroEnabled|vbaProject/i.test(getValue('ContentType')) ? MACROS : null
  if (/^ppaction:\/\/(?:program|macro|ole)/i.test(getValue('action'))) return PROGRAM
  if (element === 'encryption-data') return ENCRYPTED
  if (!OPEN_DOCUMENT.test(part)) return null
  if (element === 'event-listener') {
    if (values.has('language')) return MACROS
    return /^(?:execute|verb)$/.test(getValue('action')) ? PROGRAM : null
  }
  if (element === 'object-ole') return OLE
  if (/^dde-/.test(element)) return DDE
  if (element === 'plugin' || element === 'applet') return MEDIA
  const href = getValue('href')
  const isOutside = /^(?:[a-z][a-z\d+.-]*:|\/|\.\.\/)/i.test(href)
  // Office programs follow a link only on a click, and never open the template that a document names.
  return isOutside && !/^(?:a|template|area-.*)$/.test(element) ? createLoadingRefusal(href) : null
}

function findActiveRelationship(type: string, target: string, mode: string): Message | null {
  const kind = type.split('/').at(-1) ?? ''
  const known = refusedRelationships.find(([pattern]) => pattern.test(kind))
  if (known) return known[1] ?? createLoadingRefusal(target)
  if (mode.trim().toLowerCase() !== 'external' || /^hyperlink$/i.test(kind)) return null
  if (/^attachedTemplate$/i.test(kind))
    return createRefusal(message('content.remote-template', { target: target.slice(0, 80) }))
  return createLoadingRefusal(target)
}

function getLocalName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
