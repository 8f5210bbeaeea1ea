/**
 * Searches a PDF (ISO 32000-1) for names of active content without parsing it. Long names are searched in the whole file. Short names, such
 * as "JS", are searched outside binary streams. Compressed object streams, in which newer files keep their objects, are searched for both.
 */
import { constants, inflateSync } from 'node:zlib'
import { type Message, message } from '../../core/i18n/message.ts'
import {
  ATTACHMENT,
  createRefusal,
  ENCRYPTED,
  MEDIA,
  PROGRAM,
  SCRIPT,
  UNREADABLE,
} from './content-refusals.ts'

/** The inflated size of all object streams together. */
const MAX_BYTES = 128 * 1024 * 1024
/** The number of bytes that show how a stream starts. */
const BEGINNING_BYTES = 1024

/** Names too long to occur by chance in compressed data. */
const longNames: readonly [name: string, refusal: Message][] = [
  ['Launch', PROGRAM],
  ['JavaScript', SCRIPT],
  ['EmbeddedFiles?', ATTACHMENT],
  ['RichMedia|Rendition', MEDIA],
  ['GoTo[ER]|ImportData', createRefusal(message('content.opens-file'))],
]
const shortNames: readonly [name: string, refusal: Message][] = [
  ['JS', SCRIPT],
  ['XFA', createRefusal(message('content.xfa'))],
]
/** Filters of binary streams, which are not searched for short names. */
const BINARY = /\/(?:DCT|JPX|JBIG2|CCITTFax|LZW|RunLength|ASCII85|ASCIIHex)Decode/

export function findActiveInPdf(bytes: Uint8Array): Message | null {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const text = file.toString('latin1')
  const found = search(text, longNames)
  if (found) return found
  if (hasName(text, 'Encrypt')) return ENCRYPTED
  let position = 0
  let remainingBytes = MAX_BYTES
  for (const { 0: keyword, index } of text.matchAll(/(?<!end)stream(?:\r\n|\n|\r)/g)) {
    if (index < position) continue
    const between = text.slice(position, index)
    const active = search(between, shortNames)
    if (active) return active
    const start = index + keyword.length
    const dictionary = toPlainNames(between.slice(between.lastIndexOf('obj') + 3))
    const isObjectStream = hasName(dictionary, 'ObjStm')
    if (isObjectStream && !isSimplyCompressed(dictionary)) return UNREADABLE
    const beginning = inflate(file.subarray(start, start + BEGINNING_BYTES), MAX_BYTES)
    // Recognised by its content, whatever its dictionary says, since an object stream starts with numbers (7.5.7).
    if (beginning && (isObjectStream || /^\s*(?:%|\d+\s+\d+\s)/.test(beginning))) {
      const content = inflate(file.subarray(start), remainingBytes)
      if (content === null) return UNREADABLE
      remainingBytes -= content.length
      const hidden = search(content, longNames) ?? search(content, shortNames)
      if (hidden) return hidden
    }
    const isText = beginning === null && !BINARY.test(dictionary)
    // A stream of text is searched like the text between streams.
    position = isText ? start : findStreamEnd(text, start)
  }
  return search(text.slice(position), shortNames)
}

function findStreamEnd(text: string, start: number): number {
  const end = text.indexOf('endstream', start)
  return end === -1 ? text.length : end
}

/** Whether a stream is uncompressed or deflated once. Other filters cannot be searched. */
function isSimplyCompressed(dictionary: string): boolean {
  const [, filter = ''] = /\/Filter\s*(\[[^\]]*\]|\/\w+)/.exec(dictionary) ?? []
  const filters = filter.match(/\/\w+/g) ?? []
  return (
    filters.every((name) => name === '/FlateDecode') &&
    filters.length < 2 &&
    !hasName(dictionary, 'Predictor')
  )
}

/** @returns the inflated text up to where it is damaged, or null if it is not deflated or exceeds `maxBytes` */
function inflate(bytes: Uint8Array, maxBytes: number): string | null {
  try {
    return inflateSync(bytes, {
      maxOutputLength: Math.max(1, maxBytes),
      finishFlush: constants.Z_SYNC_FLUSH,
    }).toString('latin1')
  } catch (error) {
    // Errors of Node's zlib have a code.
    if ((error as { code?: string }).code) return null
    throw error
  }
}

function search(text: string, known: readonly [name: string, refusal: Message][]): Message | null {
  const plain = toPlainNames(text)
  return known.find(([name]) => hasName(plain, name))?.[1] ?? null
}

/** A name ends at white space or a delimiter (7.2.2). */
function hasName(text: string, name: string): boolean {
  return new RegExp(`/(?:${name})(?![^\\s\\0()<>[\\]{}/%])`).test(text)
}

/** Decodes hexadecimal escapes, which may replace any character of a name (7.3.5). */
function toPlainNames(text: string): string {
  return text.replaceAll(/#([\da-f]{2})/gi, (_, digits: string) =>
    String.fromCharCode(Number.parseInt(digits, 16)),
  )
}
