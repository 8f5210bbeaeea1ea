/**
 * Decodes bytes by byte order mark, by the zero bytes of UTF-16, or by the XML declaration; without these as UTF-8. Never guesses the
 * encoding from the letters.
 */
import { type Message, message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'

const LESS_THAN = 0x3c
const BEGINNING_BYTES = 64 * 1024

/** Decodes the first characters for format detection. It never throws, since invalid bytes become replacement characters. */
export function takeBeginning(bytes: Uint8Array): string {
  const { encoding } = detectEncoding(bytes)
  const label = isKnown(encoding) ? encoding : 'utf-8'
  return new TextDecoder(label).decode(bytes.subarray(0, BEGINNING_BYTES)).trimStart()
}

/** Decodes the whole text without its byte order mark. Throws StoreError `bad-file` if a byte is invalid in the encoding. */
export function decode(bytes: Uint8Array): string {
  const { encoding, reason } = detectEncoding(bytes)
  if (!isKnown(encoding)) {
    throw new StoreError('bad-file', message('encoding.unknown', { encoding }))
  }
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch (error) {
    throw new StoreError(
      'bad-file',
      message('encoding.invalid', {
        place: findFirstBadLine(bytes, encoding),
        encoding: encoding.toUpperCase(),
        reason,
      }),
      { cause: error },
    )
  }
}

export const isUtf16 = (bytes: Uint8Array): boolean => detectEncoding(bytes).encoding.startsWith('utf-16')

type Encoding = { encoding: string; reason: Message }

function detectEncoding(bytes: Uint8Array): Encoding {
  const [first, second, third] = bytes
  const mark = message('encoding.by-byte-order-mark')
  if (first === 0xff && second === 0xfe) return { encoding: 'utf-16le', reason: mark }
  if (first === 0xfe && second === 0xff) return { encoding: 'utf-16be', reason: mark }
  if (first === 0xef && second === 0xbb && third === 0xbf) return { encoding: 'utf-8', reason: mark }
  const utf16 = detectUtf16(bytes)
  if (utf16) return { encoding: utf16, reason: message('encoding.by-first-characters') }
  const declaration = new TextDecoder('latin1').decode(bytes.subarray(0, 200))
  const declared = /^\s*<\?xml\s[^>]*?\bencoding\s*=\s*["']([^"']{1,40})["']/.exec(declaration)?.[1]
  // Some programs declare UTF-16, the encoding of their strings in memory, but write UTF-8. In real UTF-16 the declaration would not match.
  return declared === undefined || /^utf-?16/i.test(declared)
    ? { encoding: 'utf-8', reason: message('encoding.expected') }
    : { encoding: declared.toLowerCase(), reason: message('encoding.by-xml-declaration') }
}

/**
 * Detects UTF-16 by the zero bytes of ASCII characters. JSON (RFC 4627 §3) and calendars (BEGIN) start with two of them, XML with at least
 * one, which is `<` (XML 1.0 appendix F).
 * @returns null if it is not UTF-16
 */
function detectUtf16([first, second, third, fourth]: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (first === LESS_THAN && second === 0) return 'utf-16le'
  if (first === 0 && second === LESS_THAN) return 'utf-16be'
  if (first && second === 0 && third && fourth === 0) return 'utf-16le'
  if (first === 0 && second && third === 0 && fourth) return 'utf-16be'
  return null
}

function isKnown(label: string): boolean {
  try {
    new TextDecoder(label)
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** Decodes line by line to report which line is invalid. UTF-16 cannot be split this way. */
function findFirstBadLine(bytes: Uint8Array, encoding: string): Message {
  if (encoding.startsWith('utf-16')) return message('common.in-the-file')
  const decoder = new TextDecoder(encoding, { fatal: true })
  let line = 1
  let start = 0
  while (start < bytes.length) {
    const newline = bytes.indexOf(0x0a, start)
    const lineEnd = newline === -1 ? bytes.length : newline + 1
    try {
      decoder.decode(bytes.subarray(start, lineEnd))
    } catch {
      return message('common.line', { line })
    }
    line += 1
    start = lineEnd
  }
  return message('common.line', { line })
}
