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

const names: readonly [RegExp, Message][] = [
  [/vbaProject[^/]*\.bin$|vbaData\.xml$|(?:^|\/)macrosheets\//i, MACROS],
  [/^(?:Basic|Scripts|Dialogs)\/./i, MACROS],
  [/(?:^|\/)activeX\//i, CONTROL],
  [/(?:^|\/)oleObject[^/]*$/i, OLE],
]
/**
 * Refused relationships, by the last part of their type. Office finds a part by this type, whatever the name of the part (ECMA-376 part 2,
 * 9.3).
 */
const relationships: readonly [RegExp, Message | null][] = [
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
    let left = MAX_BYTES
    for (const { name, read } of getEntries(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength))) {
      const byName = names.find(([pattern]) => pattern.test(name))
      if (byName) return byName[1]
      const isEmbedded = /(?:^|\/)embeddings\/[^/]/i.test(name)
      const isNested = isEmbedded && NESTED.test(name)
      if (isEmbedded && (!isNested || depth === MAX_NESTED)) return ATTACHMENT
      if (!isNested && (!SEARCHED.test(name) || NOT_SEARCHED.test(name))) continue
      const part = read(left)
      left -= part.length
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
function* getEntries(file: Buffer): Generator<{ name: string; read(most: number): Uint8Array }> {
  const end = file.lastIndexOf('PK\u0005\u0006', undefined, 'latin1')
  if (end === -1) throw new RangeError('no directory')
  const count = file.readUInt16LE(end + 10)
  let at = file.readUInt32LE(end + 16)
  for (let entry = 0; entry < count; entry++) {
    if (file.readUInt32BE(at) !== 0x504b0102) throw new RangeError('no entry')
    const method = file.readUInt16LE(at + 10)
    const packed = file.readUInt32LE(at + 20)
    const length = file.readUInt16LE(at + 28)
    const local = file.readUInt32LE(at + 42)
    const name = file.toString('utf8', at + 46, at + 46 + length).replaceAll('\\', '/')
    const read = (most: number) => {
      const begin = local + 30 + file.readUInt16LE(local + 26) + file.readUInt16LE(local + 28)
      const data = file.subarray(begin, begin + packed)
      if (method !== 0 && method !== 8) throw new RangeError('another compression')
      if (most <= 0 || data.length < packed) throw new RangeError('too much, or too little')
      return method === 0 ? data : inflateRawSync(data, { maxOutputLength: most })
    }
    yield { name, read }
    at += 46 + length + file.readUInt16LE(at + 30) + file.readUInt16LE(at + 32)
  }
}

/** Ignores XML errors, since office programs repair some of them. */
function findActiveInXml(part: string, text: string): Message | null {
  let found: Message | null = null
  let fields = ''
  let inField = false
  const parser = new SaxesParser()
  parser.on('error', () => {})
  parser.on('opentag', ({ name, attributes }) => {
    const element = getLocalName(name)
    const values = new Map(Object.entries(attributes).map(([key, value]) => [getLocalName(key), value]))
    inField = element === 'instrText'
    // Starts a line for each field, even if its text is split over several elements.
    if (element === 'fldChar' || element === 'fldSimple') fields += `\n${values.get('instr') ?? ''}`
    found ??= findActiveElement(element, values, part)
  })
  parser.on('text', (words) => {
    if (inField) fields += words
  })
  parser.on('closetag', () => {
    inField = false
  })
  parser.write(text).close()
  return found ?? (/^\W*DDE(?:AUTO)?\b/im.test(fields) ? DDE : null)
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
  // Programs follow a link only on a click, and never follow the link to the template.
  return isOutside && !/^(?:a|template|area-.*)$/.test(element) ? createLoadingRefusal(href) : null
}

function findActiveRelationship(type: string, target: string, mode: string): Message | null {
  const kind = type.split('/').at(-1) ?? ''
  const known = relationships.find(([pattern]) => pattern.test(kind))
  if (known) return known[1] ?? createLoadingRefusal(target)
  if (mode.trim().toLowerCase() !== 'external' || /^hyperlink$/i.test(kind)) return null
  if (/^attachedTemplate$/i.test(kind))
    return createRefusal(message('content.remote-template', { target: target.slice(0, 80) }))
  return createLoadingRefusal(target)
}

function getLocalName(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}
