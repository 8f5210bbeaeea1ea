/**
 * Splits files of vCard 2.1, 3.0 (RFC 2426) and 4.0 (RFC 6350) into cards and properties. Address books write all versions with mistakes,
 * so everything that can be understood is read, and all other lines are reported.
 */
import { type Message, message } from '../../../core/i18n/message.ts'
import { StoreError } from '../../errors.ts'
import { isUtf16 } from '../decode.ts'
import type { Problems } from '../problems.ts'

export type CardProperty = {
  name: string
  /** Names and values are in upper case, except the value of CHARSET. A value without a name, as in 2.1, is read as TYPE or ENCODING. */
  parameters: ReadonlyMap<string, readonly string[]>
  /** Decoded, but with its escapes. */
  value: string
}
export type Card = { properties: CardProperty[]; line: number }

/** Far above any address book; a larger file was made to exhaust memory. */
const MAX_CARDS = 20_000
const MAX_LINES = 2_000_000

/** Reads the cards of a file in order, with nested cards after their parents. Throws StoreError `bad-file` if there is none. */
export function readCardLines(bytes: Uint8Array, problems: Problems): Card[] {
  const cards: Card[] = []
  const open: Card[] = []
  for (const { line, content } of joinLines(toBinary(bytes))) {
    const mark = /^\s*(BEGIN|END)\s*:\s*VCARD\s*$/i.exec(content)?.[1]?.toUpperCase()
    if (mark === 'BEGIN') {
      const card = { properties: [], line }
      cards.push(card)
      open.push(card)
      if (cards.length > MAX_CARDS) fail(message('card.too-many', { limit: MAX_CARDS }))
      continue
    }
    if (mark === 'END') {
      open.pop()
      continue
    }
    const card = open.at(-1)
    if (!card || content.trim() === '' || content.startsWith('#')) continue
    const property = readProperty(content)
    if (property) card.properties.push(property)
    else {
      const name = toText(content, undefined).trim().slice(0, 40)
      problems.add(message('card.line-ignored'), message('common.quoted-line', { name, line }), 'loss')
    }
  }
  for (const { line } of open) {
    problems.add(message('card.not-closed'), message('common.line', { line }), 'loss')
  }
  if (cards.length === 0) fail(message('card.none'))
  return cards
}

function fail(problem: Message): never {
  throw new StoreError('bad-file', problem)
}

/** Decodes each byte to one character. In version 2.1 every property may have its own character set, which is decoded later. */
function toBinary(bytes: Uint8Array): string {
  const utf8 = isUtf16(bytes) ? Buffer.from(new TextDecoder(detectUtf16(bytes)).decode(bytes)) : bytes
  const text = Buffer.from(utf8.buffer, utf8.byteOffset, utf8.byteLength).toString('latin1')
  return text.startsWith('\u00ef\u00bb\u00bf') ? text.slice(3) : text
}

function detectUtf16([first, second]: Uint8Array): 'utf-16be' | 'utf-16le' {
  return (first === 0xfe && second === 0xff) || first === 0 ? 'utf-16be' : 'utf-16le'
}

const isQuotedPrintable = (content: string) =>
  /^[^:]*;(?:ENCODING=)?QUOTED-PRINTABLE(?:;[^:]*)?:/i.test(content)
const isBase64 = (content: string) => /^[^:]*;(?:ENCODING=)?(?:BASE64|B)(?:;[^:]*)?:/i.test(content)

/** Joins the lines of a property: folded lines, soft breaks of quoted-printable, and base64 without indentation. */
function* joinLines(text: string): Generator<{ line: number; content: string }> {
  const lines = text.split(/\r{0,2}\n|\r/, MAX_LINES + 1)
  if (lines.length > MAX_LINES) fail(message('card.too-many-lines', { limit: MAX_LINES }))
  const isEnd = (line: string) => /^\s*END\s*:/i.test(line)
  let isVersion21 = false
  for (let index = 0; index < lines.length; ) {
    const line = index + 1
    const first = lines[index] ?? ''
    index += 1
    const parts = [first]
    const joinWhile = (
      continues: (next: string, last: string) => boolean,
      join: (next: string, last: string) => [last: string, next: string],
    ) => {
      for (let next = lines[index]; next !== undefined; next = lines[index]) {
        const last = parts.at(-1) ?? ''
        if (!continues(next, last)) return
        parts.splice(-1, 1, ...join(next, last))
        index += 1
      }
    }
    if (/^\s*VERSION\s*:/i.test(first)) isVersion21 = /2\.1/.test(first)
    if (isQuotedPrintable(first)) {
      joinWhile(
        (next, last) => last.endsWith('=') && !isEnd(next),
        (next, last) => [last.slice(0, -1), next],
      )
    } else if (isBase64(first)) {
      joinWhile(
        (next) => /^[ \t]*[A-Za-z0-9+/=]+[ \t]*$/.test(next),
        (next, last) => [last, next.trim()],
      )
    }
    // Version 2.1 folds a line at a blank of the text, which stays. Later versions insert a blank, which is removed.
    joinWhile(
      (next) => /^[ \t]+\S/.test(next),
      (next, last) => [last, isVersion21 ? next : next.slice(1)],
    )
    // Some phones break a line of 2.1 after a backslash.
    joinWhile(
      (next, last) => isVersion21 && /(?<!\\)(?:\\\\)*\\$/.test(last) && !/^[\w.-]+[;:]/.test(next),
      (next, last) => [`${last.slice(0, -1)}\n`, next],
    )
    yield { line, content: parts.join('') }
  }
}

const encodings = new Set(['QUOTED-PRINTABLE', 'BASE64', 'B', '8BIT', '7BIT'])

/** `group.NAME;PARAMETER=value,"a:b":text`. @returns null if the line has no name or no value */
function readProperty(content: string): CardProperty | null {
  const head = /^\s*(?:[\w-]+\.)?([\w-]+)\s*(?=[;:])/.exec(content)
  const name = head?.[1]
  if (!head || name === undefined) return null
  const parameters = new Map<string, string[]>()
  let index = head[0].length
  while (content[index] === ';') {
    const end = findUnquoted(content, index + 1, ';:')
    const [, key = '', written = ''] = /^(?:([\w-]+)\s*=)?(.*)$/s.exec(content.slice(index + 1, end)) ?? []
    const list = splitUnquoted(written).map((value) => value.replaceAll('"', '').trim())
    const parameterName =
      key.toUpperCase() || (encodings.has(written.trim().toUpperCase()) ? 'ENCODING' : 'TYPE')
    const newValues = parameterName === 'CHARSET' ? list : list.map((value) => value.toUpperCase())
    const values = parameters.get(parameterName) ?? []
    for (const value of newValues) values.push(value)
    parameters.set(parameterName, values)
    index = end
  }
  if (content[index] !== ':') return null
  const raw = content.slice(index + 1)
  const charset = parameters.get('CHARSET')?.[0]
  const isQuoted = parameters.get('ENCODING')?.includes('QUOTED-PRINTABLE') === true
  return {
    name: name.toUpperCase(),
    parameters,
    value: toText(isQuoted ? decodeQuotedPrintable(raw) : raw, charset),
  }
}

function findUnquoted(content: string, start: number, marks: string): number {
  let isQuoted = false
  for (let index = start; index < content.length; index += 1) {
    const character = content[index] ?? ''
    if (character === '"') isQuoted = !isQuoted
    else if (!isQuoted && marks.includes(character)) return index
  }
  return content.length
}

function splitUnquoted(values: string): string[] {
  return values.match(/(?:"[^"]*"?|[^",])+/g) ?? []
}

/** RFC 2045 §6.7. Bytes that are not encoded correctly stay as they are. A soft break after the last line is removed. */
function decodeQuotedPrintable(text: string): string {
  const whole = text.replace(/=$/, '')
  return whole.replaceAll(/=([0-9A-Fa-f]{2})/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
}

/** Decodes bytes in the property's character set. If that is unknown or does not fit, tries UTF-8, then uses Windows-1252. */
function toText(binary: string, charset: string | undefined): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: ASCII needs no decoding, except in ISO-2022
  if (/^[\u0000-\u007f]*$/.test(binary) && !/^iso-2022/i.test(charset ?? '')) return binary
  const bytes = Buffer.from(binary, 'latin1')
  for (const label of [charset, 'utf-8']) {
    const decoded = label === undefined ? null : tryDecode(bytes, label)
    if (decoded !== null) return decoded
  }
  return new TextDecoder('windows-1252').decode(bytes)
}

/** @returns null if the character set is unknown or a byte is invalid in it */
function tryDecode(bytes: Uint8Array, label: string): string | null {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}
