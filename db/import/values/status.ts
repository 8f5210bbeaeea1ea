/** Reads whether a session takes place, from its status and from a cancellation mark at either end of its title. */
import { type Message, message } from '../../../core/i18n/message.ts'
import { memoize } from '../../formats/memoize.ts'
import type { Problems } from '../../formats/problems.ts'
import { shortenForMessage } from '../../formats/text.ts'
import type { ConferenceBundle } from '../../model.ts'

type Status = ConferenceBundle['sessions'][number]['status']
export type StatusReader = (session: { state: string; title: string; name: () => Message }) => Status

/** Lower case without accents, in the languages of the interface and German. */
const CANCELLED =
  'cancell?ed|annulee?s?|cancelad[oa]s?|anulad[oa]s?|отменен(?:[аоы]|ный|ная)?|abgesagt|entfallt|fallt aus'

/** The beginnings of the statuses that frab, pretalx, Open Event, Sessionize, calendars and people in tables write. */
const states = {
  takesPlace: `accept\\p{L}*|confirm\\p{L}*|scheduled|publi(?:c|shed)|final|approved|active|planned|complete[ds]?|done|ok
    |acept\\p{L}*|programad[oa]|publie|publicad[oa]|подтвержд\\p{L}*|принят\\p{L}*|bestatigt`,
  cancelled: CANCELLED,
  // A warning quotes these states, unlike “cancelled”: the session may only be postponed.
  doesNotTakePlace:
    'postponed|withdrawn|rejected|declined|deleted|removed|reporte|aplazad[oa]|pospuest[oa]|отложен[аоы]?',
}
const patterns = Object.entries(states).map(
  ([meaning, words]) =>
    [
      meaning as keyof typeof states,
      new RegExp(`^(?:${words.replaceAll(/\s*\n\s*/g, '')})(?!\\p{L})`, 'u'),
    ] as const,
)

/** A prefix of a calendar or an organiser: “[event] CANCELLED: …”. Square brackets only, since round ones may belong to a word: “(Un)cancelled: …”. */
const BEFORE = '(?:\\[[^\\[\\]]{1,30}\\]\\s*){0,2}'
const BRACKETED = `(?:\\[(?:${CANCELLED})[!. ]*\\]|\\((?:${CANCELLED})[!. ]*\\))`
/** Matches the word in brackets, or before a colon or a dash, since “Cancelled flights and their passengers” is an ordinary title. */
const MARKED = new RegExp(`^(${BEFORE})(?:${BRACKETED}|(?:${CANCELLED})(?:\\s*[:–—]|\\s+-\\s|\\s*$))`, 'u')
/** Matches the word at the end, in brackets or after a dash, since “How it was cancelled” is an ordinary title. */
const MARKED_AT_END = new RegExp(`(?:\\s${BRACKETED}|\\s[-–—]\\s*(?:${CANCELLED})[!. ]*)$`, 'u')
/** Matches the word in capitals with an exclamation mark, since “Cancelled! A history” is an ordinary title. */
const SHOUTED = new RegExp(
  `^(${BEFORE})(?:CANCELL?ED|ANNULÉE?|CANCELAD[OA]|ОТМЕНЕН[АОЫ]?|ABGESAGT)!+\\s`,
  'u',
)

/** The maximum length of a mark at either end. */
const MAX_MARK_LENGTH = 100
/** Far above what any program writes; a larger file was made to flood the list. */
const MAX_STATES = 20

export function createStatusReader(problems: Problems): StatusReader {
  const getMeaning = memoize((state: string) =>
    state === ''
      ? 'takesPlace'
      : (patterns.find(([, pattern]) => pattern.test(fold(state)))?.[0] ?? 'unknown'),
  )
  const warned = new Set<string>()
  /** Each status has a warning of its own, unless there are too many statuses. */
  const warn = (state: string, name: Message, forThisStatus: Message, forManyStatuses: Message) => {
    const isOneOfFew = warned.has(state) || warned.size < MAX_STATES
    if (isOneOfFew) warned.add(state)
    problems.add(
      isOneOfFew ? forThisStatus : forManyStatuses,
      isOneOfFew ? name : message('common.with-quoted', { name, text: state }),
      'loss',
    )
  }
  return ({ state: written, title, name }) => {
    const state = shortenForMessage(written)
    const meaning = getMeaning(state)
    if (meaning === 'cancelled') return 'cancelled'
    if (meaning === 'doesNotTakePlace') {
      warn(
        state,
        name(),
        message('import.cancelled-by-state', { state }),
        message('import.cancelled-by-states'),
      )
      return 'cancelled'
    }
    if (isMarked(title)) {
      problems.add(message('import.cancelled-by-title'), name())
      return 'cancelled'
    }
    if (meaning === 'unknown') {
      warn(state, name(), message('import.state-unclear', { state }), message('import.states-unclear'))
    }
    return 'confirmed'
  }
}

/** A fast check that rules out nearly all titles: plain ASCII without the stem of a word for “cancelled”. */
const PLAIN = /^[\x20-\x7e]*$/
const PLAIN_STEM = /cancel|annule|anulad|abgesagt|fallt/i

function isMarked(written: string): boolean {
  return findMark(written.trim()) !== null
}

/** @returns where the mark starts and ends in `title`, or null if there is none */
function findMark(title: string): { start: number; end: number } | null {
  if (PLAIN.test(title) && !PLAIN_STEM.test(title)) return null
  const beginning = title.slice(0, MAX_MARK_LENGTH)
  const marked = MARKED.exec(fold(beginning))
  if (marked) {
    return {
      start: countOriginalCharacters(title, marked[1]?.length ?? 0),
      end: countOriginalCharacters(title, marked[0].length),
    }
  }
  const composed = beginning.normalize('NFC')
  const shouted = SHOUTED.exec(composed)
  if (shouted) {
    return {
      start: countOriginalCharacters(title, fold(shouted[1] ?? '').length),
      end: countOriginalCharacters(title, fold(shouted[0]).length),
    }
  }
  const endingStart = title.length - Math.min(title.length, MAX_MARK_LENGTH)
  const ending = title.slice(endingStart)
  const markAtEnd = MARKED_AT_END.exec(fold(ending))
  if (!markAtEnd) return null
  return { start: endingStart + countOriginalCharacters(ending, markAtEnd.index), end: title.length }
}

/** @returns the number of characters of `text` to which `length` characters of its folded form correspond */
function countOriginalCharacters(text: string, length: number): number {
  let originalLength = 0
  let foldedLength = 0
  for (const character of text) {
    foldedLength += fold(character).length
    if (foldedLength > length) break
    originalLength += character.length
  }
  return originalLength
}

/** @returns the title without its cancellation mark, or the title itself if nothing would be left */
export function removeCancellationMark(written: string): string {
  const title = written.trim()
  const mark = findMark(title)
  if (!mark) return written
  const textAfterMark = title.slice(mark.end).replace(/^[\s:–—-]+/u, '')
  const unmarked = `${title.slice(0, mark.start)}${textAfterMark}`.trim()
  return /[\p{L}\p{N}]/u.test(unmarked) ? unmarked : written
}

/**
 * Makes keys for sessions known only by their title, to which a newer file may add a cancellation mark. A marked title keeps its own key if
 * `titles` also contains the unmarked title, for example of a session that takes place at another time.
 */
export function createTitleKeyMaker(
  titles: Iterable<string>,
  getKey: (title: string) => string,
): (title: string) => string {
  let unmarkedKeys: Set<string> | undefined
  return (title) => {
    const titleOnly = removeCancellationMark(title)
    if (titleOnly === title) return getKey(title)
    unmarkedKeys ??= new Set(
      [...titles].filter((other) => removeCancellationMark(other) === other).map(getKey),
    )
    return getKey(unmarkedKeys.has(getKey(titleOnly)) ? title : titleOnly)
  }
}

function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .toLowerCase()
}
