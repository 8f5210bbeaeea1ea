/** iCalendar: RFC 5545, with the calendar properties of RFC 7986. Events become sessions, each repetition one. */
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

/** Older programs write Windows-1252. Throws `bad-file` where letters of UTF-8 say that it is that, with bytes that are damaged. */
function decodeCalendar(bytes: Uint8Array, problems: Problems): string {
  try {
    return decode(wholeCharacters(bytes))
  } catch (error) {
    if (isUtf16(bytes) || OTHER_LETTERS.test(new TextDecoder().decode(bytes))) throw error
    problems.add(message('calendar.not-utf8', { encoding: 'Windows-1252' }))
    return new TextDecoder('windows-1252').decode(bytes)
  }
}

/** A letter outside ASCII that was decoded as UTF-8, not the mark that replaces an invalid byte. */
const OTHER_LETTERS = /[^\0-\x7f\ufffd]/u

/** In UTF-16 a fold is between characters: its bytes are not those of one in UTF-8. */
const wholeCharacters = (bytes: Uint8Array): Uint8Array =>
  isUtf16(bytes) ? bytes : joinFoldedCharacters(bytes)

/**
 * RFC 5545 §3.1 counts a line in bytes, so that programs fold in the middle of a character. The bytes of a character are
 * put together again before the fold; lines keep their numbers.
 */
function joinFoldedCharacters(bytes: Uint8Array): Uint8Array {
  const joined = Uint8Array.from(bytes)
  for (let index = 1; index + 1 < joined.length; index += 1) {
    if (joined[index] !== LF) continue
    const fold = joined[index - 1] === CR ? index - 1 : index
    const isBlank = joined[index + 1] === SPACE || joined[index + 1] === TAB
    if (!isBlank || !isWithin(joined[fold - 1])) continue
    let rest = index + 2
    while (isContinuation(joined[rest])) rest += 1
    const moved = joined.slice(index + 2, rest)
    joined.copyWithin(fold + moved.length, fold, index + 2)
    joined.set(moved, fold)
  }
  return joined
}

const LF = 0x0a
const CR = 0x0d
const SPACE = 0x20
const TAB = 0x09
const isWithin = (byte: number | undefined) => byte !== undefined && byte >= 0x80
const isContinuation = (byte: number | undefined) => byte !== undefined && byte >= 0x80 && byte < 0xc0
