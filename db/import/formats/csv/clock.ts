/** Turns a time or a time range in a table cell into frab's notation. */

/** `time`: 09:30. `offset`: +02:00 or Z. `zone`: the zone name after it (zone-names.ts). Each is '' if absent. */
export type Clock = { time: string; offset: string; zone: string }
/** `until`: the end, if any. `rest`: the text where the end would be, if it is not a time. */
export type Span = Clock & { until: Clock | null; rest: string }

const NO_CLOCK: Clock = { time: '', offset: '', zone: '' }
const NOT_UNDERSTOOD: Span = { ...NO_CLOCK, until: null, rest: '' }

type Half = 'a' | 'p' | ''
/**
 * A time as written. `half`: AM or PM. `isClearlyTime`: more than a bare number. `isFourDigits`: only four digits, which may be a year.
 * `endIndex`: the index in the text after the time.
 */
type ParsedTime = {
  hours: number
  minutes: string
  half: Half
  isClearlyTime: boolean
  isFourDigits: boolean
  offset: string
  zone: string
  endIndex: number
}

const NO_LETTER = String.raw`(?!\p{L})`
const UNIT = String.raw`(?:h(?:rs?|s|eures?|oras?|ours?)?|uhr|час(?:а|ов)?|ч)${NO_LETTER}\.?`
const MINUTES = String.raw`(?<minutes>\d{2})(?!\d)(?::\d{2}(?:\.\d{1,9})?)?(?:\s?(?:min|мин)${NO_LETTER}\.?)?`
const CLOCK = new RegExp(
  String.raw`(?:(?<hours>\d{1,2})(?:(?:[:.]\s?|\s?(?:h|heures?|uhr|ч\.?|час(?:а|ов)?)\s?)${MINUTES}|(?!\d))|(?<four>\d{2}[0-5]\d)(?!\d))` +
    String.raw`(?<unit>\s?${UNIT})?(?:\s*(?<half>[ap])\.?\s?m\.?(?![\p{L}\d]))?`,
  'iuy',
)
const NOON = /(?:12(?::00)?\s*)?(?:noon|midday|midi|mediod[ií]a|полдень)(?!\p{L})/iuy
/** Accepts the Russian `с` also as the Latin letter that looks like it. */
const PREFIX = /(?:from|at|de|du|dès|à|von|ab|um|[сc]|в|desde)(?:\s+las?)?\s+/iuy
const DASH = /\s*(?:[-–—−‐‑‒―~～〜→]|->)\s*/uy
const WORD_BETWEEN = /\s+(?:to|until|till|al?|à|bis|до|по|hasta|jusqu['’]à)(?:\s+las?)?\s+(?=\d|noon|mid)/iuy
const UTC =
  /\s*[([]?(?:UTC|GMT)\s?(?<offset>[+\-−]\d{1,2}(?::?[0-5]\d)?(?!\s*(?:[:.h\d]|[ap]\.?m|UTC|GMT)))?[)\]]?(?!\p{L})/uy
const ZONE = /\s*[([]?(?<zone>\p{Lu}{2,5})[)\]]?(?!\p{L})/uy
const OFFSET = /\s*(?<offset>Z(?!\p{L})|\+\d{2}:?\d{2}|-\d{4})(?!\d)/iuy
const OFFSET_WITH_COLON = /\s*(?<offset>Z(?!\p{L})|[+-]\d{2}:?\d{2})(?!\d)/iuy

/** `hasOffset`: the text after the dash is an offset rather than an end. */
export function readSpan(text: string, isZone: (name: string) => boolean, hasOffset = false): Span {
  const plain = text.trim().slice(0, MAX_LENGTH)
  if (plain === '') return NOT_UNDERSTOOD
  const startIndex = findAt(PREFIX, plain, 0)?.endIndex ?? 0
  const first = readSingleTime(plain, startIndex, isZone, hasOffset ? OFFSET_WITH_COLON : OFFSET)
  if (!first) return NOT_UNDERSTOOD
  const startOnly: Span = { ...toClock(first), until: null, rest: '' }
  if (first.endIndex === plain.length) return first.isFourDigits ? NOT_UNDERSTOOD : startOnly
  const dash = findAt(DASH, plain, first.endIndex)
  const separator = dash ?? findAt(WORD_BETWEEN, plain, first.endIndex)
  if (!separator) return NOT_UNDERSTOOD
  const rest = plain.slice(separator.endIndex)
  const last = readSingleTime(plain, separator.endIndex, isZone, OFFSET_WITH_COLON)
  const isEnd = last?.endIndex === plain.length && isSpan(first, last, dash === null)
  if (!last || !isEnd) return first.isFourDigits ? NOT_UNDERSTOOD : { ...startOnly, rest }
  const [start, end] = alignHalves(first, last)
  const shared = { offset: last.offset || first.offset, zone: last.zone || first.zone }
  return {
    ...toClock({ ...start, offset: first.offset || shared.offset, zone: first.zone || shared.zone }),
    until: toClock({ ...end, ...shared }),
    rest: '',
  }
}

const MAX_LENGTH = 60

function readSingleTime(
  text: string,
  index: number,
  isZone: (name: string) => boolean,
  offsets: RegExp,
): ParsedTime | null {
  const noon = findAt(NOON, text, index)
  const clock = noon ?? findAt(CLOCK, text, index)
  if (!clock) return null
  const { hours, minutes, four, unit, half = '' } = clock.groups
  const isFourDigits = four !== undefined && unit === undefined && half === ''
  // A dash between two groups of four digits separates two times.
  const offset = four === undefined ? findAt(offsets, text, clock.endIndex) : null
  const utc = offset ? null : findAt(UTC, text, clock.endIndex)
  const zone = offset || utc ? null : findAt(ZONE, text, clock.endIndex)
  const { zone: named = '' } = zone?.groups ?? {}
  const { offset: written = '' } = (offset ?? utc)?.groups ?? {}
  const suffix = offset ?? utc ?? (isZone(named) ? zone : null)
  return {
    hours: noon ? 12 : Number(four?.slice(0, 2) ?? hours),
    minutes: four?.slice(2) ?? minutes ?? '00',
    half: noon ? 'p' : getHalf(half),
    isClearlyTime:
      noon !== null || four !== undefined || minutes !== undefined || unit !== undefined || half !== '',
    isFourDigits,
    offset: utc ? readUtcOffset(written) : written.toUpperCase(),
    zone: suffix === zone ? named : '',
    endIndex: suffix?.endIndex ?? clock.endIndex,
  }
}

/** Whether two times form a range. Bare numbers need a word or a unit, since two numbers with a dash may be a date. */
function isSpan(first: ParsedTime, last: ParsedTime, isInWords: boolean): boolean {
  if (first.isFourDigits || last.isFourDigits) {
    // 2025-2026 are years.
    const isRound = [first, last].every(({ hours, minutes }) => hours <= 24 && Number(minutes) % 5 === 0)
    return first.isFourDigits === last.isFourDigits && isRound && getMinutes(first) < getMinutes(last)
  }
  if (last.isClearlyTime) return true
  return (isInWords || first.isClearlyTime) && getMinutes(alignHalves(first, last)[1]) > getMinutes(first)
}

/**
 * A time without AM or PM takes it from the other time (`2:00 - 3:30 PM`), unless the start would then be after the end (`11:30 - 1:00
 * PM`).
 */
function alignHalves(first: ParsedTime, last: ParsedTime): [ParsedTime, ParsedTime] {
  if (first.half === last.half || (first.half !== '' && last.half !== '')) return [first, last]
  const open = first.half === '' ? first : last
  if (open.hours < 1 || open.hours > 12) return [first, last]
  const writtenHalf = first.half || last.half
  const pairs = ([writtenHalf, writtenHalf === 'a' ? 'p' : 'a'] as const).map(
    (half): [ParsedTime, ParsedTime] =>
      open === first ? [{ ...first, half }, last] : [first, { ...last, half }],
  )
  const [same, other] = pairs
  if (!same || !other) return [first, last]
  return getMinutes(same[0]) < getMinutes(same[1]) ? same : other
}

const getHour = ({ hours, half }: ParsedTime): number =>
  half === '' ? hours : (hours % 12) + (half === 'p' ? 12 : 0)
const getMinutes = (written: ParsedTime): number => getHour(written) * 60 + Number(written.minutes)

function toClock(written: ParsedTime): Clock {
  const { minutes, offset, zone } = written
  return { time: `${String(getHour(written)).padStart(2, '0')}:${minutes}`, offset, zone }
}

function getHalf(letter: string): Half {
  const small = letter.toLowerCase()
  return small === 'a' || small === 'p' ? small : ''
}

/** Reads `UTC`, `GMT+2`, `UTC−03:30`. People write this, not programs, so a difference from the conference's zone is reported. */
function readUtcOffset(text: string): string {
  const [, sign = '+', hours = '0', minutes = '00'] = /^([+\-−])(\d{1,2}):?(\d\d)?$/.exec(text) ?? []
  return `${sign === '+' ? '+' : '-'}${hours.padStart(2, '0')}:${minutes}`
}

type Found = { endIndex: number; groups: Readonly<Record<string, string | undefined>> }

/** Matches a sticky pattern at an index. */
function findAt(pattern: RegExp, text: string, index: number): Found | null {
  pattern.lastIndex = index
  const { groups = {} } = pattern.exec(text) ?? {}
  return pattern.lastIndex === 0 ? null : { endIndex: pattern.lastIndex, groups }
}
