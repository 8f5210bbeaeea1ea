/** Cleans text from outside for the bundle: single lines stay single, markup is removed, broken characters are repaired. */
import { collapseSpaces, htmlToText, lineToText } from './html.ts'

const MAX_LINE_LENGTH = 2_000
const MAX_TEXT_LENGTH = 100_000
const ELLIPSIS = ' …'
/** Broken characters, and line breaks other than LF. Most texts have none of them. */
const DOUBTFUL = String.raw`\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff`
const HAS_DOUBTFUL = new RegExp(`[${DOUBTFUL}]`)
/** Matches a text that is already a clean line, like nearly all titles and names. */
const IS_LINE = new RegExp(`^[^\\s&<${DOUBTFUL}]+(?: [^\\s&<${DOUBTFUL}]+)*$`)

/** Makes a clean line: white space collapsed, invisible characters removed; '' if nothing is left. */
export function cleanLine(text: string): string {
  if (text === '' || (text.length <= MAX_LINE_LENGTH && IS_LINE.test(text))) return text
  // Sliced first, since the next steps walk over the whole text.
  const flat = collapseSpaces(repairCharacters(text.slice(0, MAX_LINE_LENGTH * 4))).trim()
  return cutAtLength(decodeIfMarkup(flat), MAX_LINE_LENGTH)
}

/** Shortens a text that was not understood, for warnings and refusals. */
export const shortenForMessage = (text: string): string => cleanLine(text).slice(0, 60)

/**
 * Converts to plain text: reads HTML, allows at most one blank line in a row, trims the ends. `listed`: addresses shown beside the text.
 */
export function cleanText(text: string, listed?: ReadonlySet<string>): string {
  const limited = text.slice(0, MAX_TEXT_LENGTH * 4)
  const source = HAS_DOUBTFUL.test(limited)
    ? repairCharacters(limited).replaceAll(/\r\n?|\u2028|\u2029/g, '\n')
    : limited
  // Trims line by line: a pattern would take quadratic time on a long run of blanks.
  const plainText = htmlToText(source, listed)
  const trimmedLines = /[^\S\n]\n/.test(plainText)
    ? plainText
        .split('\n')
        .map((line) => line.trimEnd())
        .join('\n')
    : plainText
  return cutText(trimmedLines.replaceAll(/\n{3,}/g, '\n\n').trim())
}

/** Cuts to the maximum length of the bundle. */
export function cutText(text: string): string {
  return cutAtLength(text, MAX_TEXT_LENGTH)
}

/** Reads a title as HTML if it contains an entity such as `&amp;`, which shows that it was written for a web page. */
function decodeIfMarkup(line: string): string {
  return /&(?:#\d+|#x[\da-f]+|[a-z][a-z\d]+);|<\/?[a-z][^<>]*>/i.test(line)
    ? collapseSpaces(lineToText(line)).trim()
    : line
}

function cutAtLength(text: string, length: number): string {
  if (text.length <= length) return text
  const end = length - ELLIPSIS.length
  const endsInPair = (text.charCodeAt(end - 1) & 0xfc00) === 0xd800
  return `${text.slice(0, endsInPair ? end - 1 : end).trimEnd()}${ELLIPSIS}`
}

/** Whether repairCharacters() would change the text, which has UTF-8 read as Latin-1, or characters of Windows-1252. */
export function isMisread(text: string): boolean {
  return /[\u0080-\u0084\u0086-\u009f]/.test(text)
}

function repairCharacters(text: string): string {
  if (!HAS_DOUBTFUL.test(text)) return text
  const wellFormed = text.isWellFormed() ? text : text.toWellFormed()
  const decoded = isMisread(wellFormed)
    ? wellFormed.replaceAll(MISREAD, decodeAsUtf8).replaceAll(C1, decodeWindows1252)
    : wellFormed
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the pattern removes them
  return decoded.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\ufeff\ufffe\uffff]/g, '')
}

const MISREAD = /[\u00c2-\u00f4][\u0080-\u00bf]{1,3}/g
const C1 = /[\u0080-\u009f]/g

/** Repairs `â€™` to `’`. @returns the characters unchanged if they are not the bytes of UTF-8 */
function decodeAsUtf8(characters: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(
      Uint8Array.from(characters, (character) => character.charCodeAt(0)),
    )
  } catch {
    return characters
  }
}

function decodeWindows1252(character: string): string {
  return new TextDecoder('windows-1252').decode(Uint8Array.of(character.charCodeAt(0)))
}
