/** Imports iCalendar: RFC 5545, with the calendar properties of RFC 7986. Events become sessions, one for each occurrence. */
import { message } from '../../../../core/i18n/message.ts'
import { decode, isUtf16 } from '../../../formats/decode.ts'
import { collectProblems, type Problems } from '../../../formats/problems.ts'
import type { Importer } from '../../importer.ts'
import { buildCalendar } from './build-calendar.ts'

export const icalendar: Importer = {
  id: 'icalendar',
  name: 'Calendar (iCalendar)',
  extensions: ['ics', 'ical', 'ifb', 'icalendar'],
  detect: (beginning) => /^BEGIN:VCALENDAR\s/i.test(beginning),
  parse: (source) => {
    const problems = collectProblems()
    return buildCalendar(decodeCalendar(source.bytes, problems), source, problems)
  },
}

/** Falls back to Windows-1252, which older programs write. Throws `bad-file` if valid UTF-8 letters show that the file is damaged UTF-8. */
function decodeCalendar(bytes: Uint8Array, problems: Problems): string {
  try {
    return decode(keepWholeCharacters(bytes))
  } catch (error) {
    if (isUtf16(bytes) || DECODED_LETTER.test(new TextDecoder().decode(bytes))) throw error
    problems.add(message('calendar.not-utf8', { encoding: 'Windows-1252' }))
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** A letter outside ASCII that was decoded as UTF-8, not the mark that replaces an invalid byte. */
const DECODED_LETTER = /[^\0-\x7f\ufffd]/u

/** UTF-16 is left unchanged: its lines are never folded within a character, and its bytes could be mistaken for UTF-8. */
const keepWholeCharacters = (bytes: Uint8Array): Uint8Array =>
  isUtf16(bytes) ? bytes : joinFoldedCharacters(bytes)

/**
 * Moves the bytes of a split character before the fold, since RFC 5545 §3.1 counts bytes and programs fold within characters. Line numbers
 * stay the same.
 */
function joinFoldedCharacters(bytes: Uint8Array): Uint8Array {
  const joined = Uint8Array.from(bytes)
  for (let index = 1; index + 1 < joined.length; index += 1) {
    if (joined[index] !== LF) continue
    const fold = joined[index - 1] === CR ? index - 1 : index
    const isBlank = joined[index + 1] === SPACE || joined[index + 1] === TAB
    if (!isBlank || !isPartOfLongCharacter(joined[fold - 1])) continue
    let characterEnd = index + 2
    while (isContinuation(joined[characterEnd])) characterEnd += 1
    const moved = joined.slice(index + 2, characterEnd)
    joined.copyWithin(fold + moved.length, fold, index + 2)
    joined.set(moved, fold)
  }
  return joined
}

const LF = 0x0a
const CR = 0x0d
const SPACE = 0x20
const TAB = 0x09
const isPartOfLongCharacter = (byte: number | undefined) => byte !== undefined && byte >= 0x80
const isContinuation = (byte: number | undefined) => byte !== undefined && byte >= 0x80 && byte < 0xc0
