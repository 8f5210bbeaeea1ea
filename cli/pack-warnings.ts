/** Finds probable mistakes in a valid programme. */
import { fold } from '../core/fold.ts'
import { isMessage, type Message } from '../core/i18n/message.ts'
import { formatTime } from '../core/time.ts'
import type { ConferenceBundle } from '../db/model.ts'
import type { LineFinder } from './line-finder.ts'
import { countEdits } from './name-finder.ts'
import { type CliKey, t } from './texts.ts'

type Session = ConferenceBundle['sessions'][number]
type DescribeSession = (session: Session) => string

export function findPackWarnings(programme: ConferenceBundle, lines: LineFinder): string[] {
  const describe: DescribeSession = ({ title }) => quoteWithLine(title, lines)
  return [
    ...findOddYears(programme, describe),
    ...findDoubleBookings(programme, describe),
    ...findSuspectLanguages(programme, describe),
    ...findSimilarRooms(programme),
    ...findUnused(programme),
    ...findWrongLetters(programme, lines),
  ]
}

function quoteWithLine(name: string, lines: LineFinder): string {
  const line = lines.find(name)
  return line === null ? quote(name) : t('quotedAtLine', { name, line: String(line) })
}

const quote = (name: string): string => t('quoted', { name })

function findOddYears({ sessions }: ConferenceBundle, describe: DescribeSession): string[] {
  const getYear = ({ day }: Session) => Number(day.slice(0, 4))
  const usual = sessions.map(getYear).sort((a, b) => a - b)[Math.floor(sessions.length / 2)] ?? 0
  return sessions.flatMap((session) => {
    const distance = getYear(session) - usual
    if (Math.abs(distance) <= 1) return []
    return t(distance > 0 ? 'pack.yearsAfter' : 'pack.yearsBefore', {
      session: describe(session),
      count: Math.abs(distance),
      year: getYear(session),
    })
  })
}

function findDoubleBookings(
  { conference, rooms, speakers, sessions }: ConferenceBundle,
  describe: DescribeSession,
) {
  const timed = sessions
    .filter(({ end, status, kind }) => end !== null && status === 'confirmed' && kind !== 'milestone')
    .sort((a, b) => Date.parse(a.start) - Date.parse(b.start))
  const findClashes = (name: string, booked: readonly Session[], key: CliKey) =>
    findOverlaps(booked).map(([first, second]) => {
      const when = `${second.day}, ${formatTime(second.start, conference.timeZone)}`
      return t(key, { name, first: describe(first), second: describe(second), when })
    })
  return [
    ...rooms.flatMap(({ guid, name }) =>
      findClashes(
        name,
        timed.filter(({ room }) => room === guid),
        'pack.roomTwice',
      ),
    ),
    ...speakers.flatMap(({ guid, name }) =>
      findClashes(
        name,
        timed.filter((session) => session.speakers.includes(guid)),
        'pack.speakerTwice',
      ),
    ),
  ]
}

/** Pairs each overlapping session with the earlier session that ends last. `sessions` must be sorted by start. */
function findOverlaps(sessions: readonly Session[]): [Session, Session][] {
  const pairs: [Session, Session][] = []
  let longest: Session | undefined
  for (const session of sessions) {
    if (longest && Date.parse(session.start) < getEnd(longest)) pairs.push([longest, session])
    if (!longest || getEnd(session) > getEnd(longest)) longest = session
  }
  return pairs
}
const getEnd = ({ start, end }: Session): number => Date.parse(end ?? start)

/** Country codes often mistaken for language codes. */
const countryCodes: Readonly<Record<string, string>> = {
  al: 'sq',
  by: 'be',
  cn: 'zh',
  cz: 'cs',
  dk: 'da',
  ee: 'et',
  gb: 'en',
  gr: 'el',
  jp: 'ja',
  kr: 'ko',
  rs: 'sr',
  se: 'sv',
  sp: 'es',
  ua: 'uk',
  us: 'en',
  vn: 'vi',
}

function findSuspectLanguages({ rooms, sessions }: ConferenceBundle, describe: DescribeSession): string[] {
  const placesByCode = new Map<string, string[]>()
  const add = (code: string, place: string) =>
    placesByCode.set(code, [...(placesByCode.get(code) ?? []), place])
  const all = [
    ...rooms.map(({ name, languages }) => ({ place: quote(name), languages })),
    ...sessions.map((session) => ({ place: describe(session), languages: session.languages })),
  ]
  for (const { place, languages } of all) for (const code of languages) add(code, place)
  const repeated = all.flatMap(({ place, languages }) => {
    const code = languages.find((tag, index) => languages.indexOf(tag) !== index)
    return code === undefined ? [] : t('pack.languageTwice', { code, place })
  })
  const suspect = [...placesByCode].flatMap(([code, [first = '', ...others]]) => {
    const suggested = countryCodes[code]
    if (!suggested) return []
    const place = others.length > 0 ? t('pack.placeAndMore', { place: first, count: others.length }) : first
    return t('pack.countryCode', { code, place, meant: suggested })
  })
  return [...suspect, ...repeated]
}

/** Suggests languages for unknown language codes that are codes of countries. */
export function suggestLanguages({ parameters: { problem, names } }: Message): string {
  if (!isMessage(problem) || problem.code !== 'import.language-unknown' || !Array.isArray(names)) return ''
  const codes = new Set(
    names.filter(isMessage).flatMap(({ parameters }) =>
      String(parameters.text)
        .toLowerCase()
        .split(/[^a-z]+/),
    ),
  )
  return [...codes]
    .map((code) => {
      const suggested = countryCodes[code]
      return suggested ? t('pack.meantLanguage', { code, meant: suggested }) : ''
    })
    .join('')
}

function findSimilarRooms({ rooms }: ConferenceBundle): string[] {
  return rooms.flatMap(({ name }, index) =>
    rooms
      .slice(index + 1)
      .filter((other) => areSimilarNames(name, other.name))
      .map((other) => t('pack.similarRooms', { first: name, second: other.name })),
  )
}

/**
 * Whether two names probably mean the same room: they are equal apart from spaces and accents, or differ by one letter in a word of four or
 * more letters. Room A and Room B, or Hall 1 and Hall 2, are different rooms.
 */
function areSimilarNames(a: string, b: string): boolean {
  const [first, second] = [splitWords(a), splitWords(b)]
  if (first.join(' ') === second.join(' ')) return true
  if (first.length !== second.length) return first.join('') === second.join('')
  const pairs = first.flatMap((word, index): [string, string][] =>
    word === second[index] ? [] : [[word, second[index] ?? '']],
  )
  const [pair] = pairs
  if (!pair || pairs.length > 1 || pair.some((word) => word.length < 4 || /\d/.test(word))) return false
  return countEdits(...pair, 2) !== null
}
const splitWords = (name: string): string[] => fold(name).match(/[\p{L}\p{N}]+/gu) ?? []

function findUnused({ rooms, speakers, sessions }: ConferenceBundle): string[] {
  const used = new Set(sessions.flatMap((session) => [session.room, ...session.speakers]))
  const unusedRooms = rooms.filter(({ guid }) => !used.has(guid))
  const unusedSpeakers = speakers.filter(({ guid }) => !used.has(guid))
  return [
    ...listUnused('pack.unusedRooms', unusedRooms),
    ...listUnused('pack.unusedSpeakers', unusedSpeakers),
  ]
}

function listUnused(key: CliKey, items: readonly { name: string }[]): string[] {
  if (items.length === 0) return []
  return [t(key, { count: items.length, names: items.map(({ name }) => quote(name)).join(', ') })]
}

/** Typical results of decoding UTF-8 with a wrong encoding, or of lost characters. */
const WRONG_LETTERS = /[ÃÐÑ][\u0080-\u00bf]|â€|\ufffd/

function findWrongLetters({ rooms, speakers, sessions }: ConferenceBundle, lines: LineFinder): string[] {
  const texts = [
    ...sessions.map(({ title }) => title),
    ...rooms.map(({ name }) => name),
    ...speakers.map(({ name }) => name),
  ]
  return texts
    .filter((text) => WRONG_LETTERS.test(text))
    .map((text) => t('pack.wrongLetters', { text: quoteWithLine(text, lines) }))
}
