/**
 * Finds names that must not be disclosed, regardless of accents and case. These are the full name in either order or with initials, the
 * surname alone, and the first name alone, also with case endings. An ordinary word in lower case does not count as a surname, and an
 * ordinary word alone does not count as a first name. hints.ts lists the names that may remain.
 */
import { fold } from '../../../core/fold.ts'
import { listForms } from './inflections.ts'
import type { FoundName, KnownName, NameKind } from './name.ts'
import { createUnspacedFinder } from './names-without-spaces.ts'
import { isOrdinaryWord } from './ordinary-words.ts'

export type NameFinder = (text: string) => FoundName[]

type Token = { start: number; end: number; folded: string; text: string }
/**
 * `matchRule` says when the tokens match:
 * - any, address: always
 * - name: only with a capital letter
 * - surname: also in lower case, unless it is an ordinary word
 * - given: only with a capital letter, and never if it is an ordinary word
 * - initials: only if they are written as initials
 */
type Pattern = {
  tokens: string[]
  kind: NameKind
  matchRule: 'any' | 'name' | 'surname' | 'given' | 'initials' | 'address'
}

/** A shorter word alone does not count as a surname. */
const MIN_SURNAME_LENGTH = 3
/** A shorter surname in lower case counts as an ordinary word. */
const MIN_LOWER_CASE_LENGTH = 4
const MIN_GIVEN_NAME_LENGTH = 3
/** Parts of surnames that are words of their own. */
const PARTICLES = new Set(
  'af al abu bin ben da das de del della den der des di do dos du el ibn la las le les lo los op ten ter the van vom von y zu zur'.split(
    ' ',
  ),
)
/** Titles before a name, which are replaced with it. */
const TITLE =
  /(?:(?<![\p{L}\p{N}])(?:mr|mrs|ms|mx|dr|prof|professor|judge|ambassador|minister|amb|sir|h\.e|m|mm|mme|mlle|me|sr|sra|srta|don|doña|г-н|г-жа|господин|госпожа|господина|госпожи|господину|госпоже)\.?\s+)+$/iu

/** Caches the last finder: every change of an option rebuilds the preview, and a large programme has many names. */
let cachedFinder: { key: string; find: NameFinder } | null = null

export function getNameFinder(known: readonly KnownName[]): NameFinder {
  const key = JSON.stringify(known)
  if (cachedFinder?.key !== key) cachedFinder = { key, find: createNameFinder(known) }
  return cachedFinder.find
}

function createNameFinder(known: readonly KnownName[]): NameFinder {
  const patterns = new Map<string, Pattern[]>()
  for (const knownName of known) {
    for (const pattern of makePatterns(knownName)) {
      const [first = ''] = pattern.tokens
      const sameFirstToken = patterns.get(first)
      if (sameFirstToken) sameFirstToken.push(pattern)
      else patterns.set(first, [pattern])
    }
  }
  for (const sameFirstToken of patterns.values())
    sameFirstToken.sort((a, b) => b.tokens.length - a.tokens.length)
  const unspaced = createUnspacedFinder(known)
  return (text) => {
    const tokens = splitTokens(text)
    const found: FoundName[] = []
    for (let index = 0; index < tokens.length; ) {
      const pattern = (patterns.get(tokens[index]?.folded ?? '') ?? []).find((candidate) =>
        matchesAt(candidate, tokens, index, text),
      )
      if (!pattern) {
        index += 1
        continue
      }
      const last = tokens[index + pattern.tokens.length - 1] as Token
      found.push({
        start: getStart(tokens[index] as Token, text, pattern),
        end: getEnd(last, text, pattern),
        kind: pattern.kind,
      })
      index += pattern.tokens.length
    }
    return joinMatches([...found, ...unspaced(text)], text)
  }
}

/** Sorts the matches, drops overlaps, and joins words of one name that were found separately: "Ольгой Карениной". */
function joinMatches(found: FoundName[], text: string): FoundName[] {
  const result: FoundName[] = []
  for (const match of found.sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = result.at(-1)
    const isNext = last?.kind === match.kind && /^[^\S\n]*$/.test(text.slice(last.end, match.start))
    if (last && (match.start < last.end || (isNext && match.kind === 'participant'))) {
      last.end = Math.max(last.end, match.end)
    } else result.push({ ...match })
  }
  return result
}

/** Splits a name into words and leaves out particles such as "von". */
export function splitName(name: string): string[] {
  return name.split(/[\s,]+/).filter((word) => word !== '' && !PARTICLES.has(fold(word)))
}

function makePatterns({ name, kind, isAddress }: KnownName): Pattern[] {
  const full = listFoldedTokens([name])
  if (full.length === 0) return []
  if (isAddress) return [{ tokens: full, kind, matchRule: 'address' }]
  const fullName: Pattern = { tokens: full, kind, matchRule: full.length > 1 ? 'any' : 'name' }
  if (kind === 'delegation') return [fullName]
  const bare = name.replaceAll(BRACKETS, ' ')
  if (bare !== name) return [...makePatterns({ name: bare, kind }), ...getNamesInBrackets(name, kind)]
  const words = name.split(/[\s,]+/).filter((word) => word !== '')
  if (words.length < 2) {
    const word = name.replace(/^[^\p{L}\p{N}]+/u, '').trim()
    // A nickname may be in lower case everywhere.
    return [fullName, ...toPatterns([word], kind, isCapital(word) ? 'name' : 'surname')]
  }
  const { given, surname } = splitGivenAndSurname(words)
  const patterns: Pattern[] = [
    fullName,
    ...makeTwoPartPatterns(given, surname, kind),
    ...makeGivenNamePatterns(given, kind),
    ...surname.flatMap((word) => makeSurnamePatterns(word, kind)),
    ...makeInitialsPatterns(given, surname, kind),
  ]
  return patterns.filter(({ tokens }) => tokens.length > 0 && tokens.every((token) => token !== ''))
}

/** The surname with the first names or their initials, in either order, and the whole surname alone. */
function makeTwoPartPatterns(given: string[], surname: string[], kind: NameKind): Pattern[] {
  const givenTokens = listFoldedTokens(given)
  const surnameTokens = listFoldedTokens(surname)
  const initials = listInitials(given)
  const firstInitial = initials.slice(0, 1)
  // In scripts without capitals, a first name alone cannot be distinguished from a word, so it matches only together with the surname.
  const inflected = given[0] !== undefined && !hasCapitals(given[0]) ? listForms(given[0]) : []
  return [
    { tokens: [...surnameTokens, ...givenTokens], kind, matchRule: 'any' },
    { tokens: [...givenTokens.slice(0, 1), ...surnameTokens], kind, matchRule: 'any' },
    { tokens: [...initials, ...surnameTokens], kind, matchRule: 'name' },
    { tokens: [...firstInitial, ...surnameTokens], kind, matchRule: 'name' },
    { tokens: [...surnameTokens, ...initials], kind, matchRule: 'name' },
    { tokens: [...surnameTokens, ...firstInitial], kind, matchRule: 'name' },
    { tokens: surnameTokens, kind, matchRule: 'name' },
    ...inflected.map((form): Pattern => ({ tokens: [form, ...surnameTokens], kind, matchRule: 'any' })),
  ]
}

function makeGivenNamePatterns(given: string[], kind: NameKind): Pattern[] {
  const tokens = listFoldedTokens(given)
  const patterns = toPatterns(given, kind, 'given')
  // A compound first name such as "Jean-Claude" is never an ordinary word.
  return tokens.length > 1 ? [...patterns, { tokens, kind, matchRule: 'name' }] : patterns
}

function makeSurnamePatterns(word: string, kind: NameKind): Pattern[] {
  if (PARTICLES.has(fold(word)) || word.length < MIN_SURNAME_LENGTH) return []
  const parts = splitTokens(word)
  // Each part of a double surname is found alone: "Müller" of "Müller-Lüdenscheidt".
  const surnames = parts.length === 1 ? parts : parts.filter(({ text }) => text.length > MIN_SURNAME_LENGTH)
  return [
    { tokens: parts.map(({ folded }) => folded), kind, matchRule: 'name' },
    ...toPatterns(
      surnames.map(({ text }) => text),
      kind,
      // "Head of delegation" is not a name, so "delegation" must not match in lower case.
      isCapital(word) ? 'surname' : 'name',
    ),
  ]
}

/** "A. S." and "AS". */
function makeInitialsPatterns(given: string[], surname: string[], kind: NameKind): Pattern[] {
  const letters = listInitials([...given, ...surname.filter((word) => !PARTICLES.has(fold(word)))])
  return [
    { tokens: letters, kind, matchRule: 'initials' },
    { tokens: [letters.join('')], kind, matchRule: 'initials' },
  ]
}

function listFoldedTokens(words: readonly string[]): string[] {
  return words.flatMap((word) => splitTokens(word).map(({ folded }) => folded))
}

function listInitials(words: readonly string[]): string[] {
  return words.map((word) => fold(word).charAt(0)).filter(Boolean)
}

const BRACKETS = /\(([^()]*)\)/g

/**
 * A single word in brackets is a nickname, and several words with capitals are a name. Others are pronouns, such as "they/them", or
 * affiliations.
 */
function getNamesInBrackets(name: string, kind: NameKind): Pattern[] {
  const inside = [...name.matchAll(BRACKETS)].map(([, words = '']) => words.trim())
  return inside
    .filter((words) =>
      /^(?:[\p{L}\p{M}\p{N}]+|[\p{Lu}\p{Lo}][^\s/]*(?:\s+[\p{Lu}\p{Lo}][^\s/]*)+)$/u.test(words),
    )
    .flatMap((words) =>
      /\s/.test(words) ? makePatterns({ name: words, kind }) : toPatterns([words], kind, 'surname'),
    )
}

/** A pattern for each inflected form of each word. */
function toPatterns(
  words: readonly string[],
  kind: NameKind,
  matchRule: 'name' | 'surname' | 'given',
): Pattern[] {
  return words
    .filter((word) => matchRule !== 'given' || (word.length >= MIN_GIVEN_NAME_LENGTH && !/[-.]/.test(word)))
    .flatMap((word) => listForms(word).map((form) => ({ tokens: [form], kind, matchRule })))
}

/**
 * Divides a name such as "Alexander SEGER" or "SEGER Alexander": words in capitals are the surname; without capitals, all words except the
 * first.
 */
function splitGivenAndSurname(words: string[]): { given: string[]; surname: string[] } {
  const isCapitals = (word: string) =>
    word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase()
  const capitals = words.filter(isCapitals)
  if (capitals.length > 0 && capitals.length < words.length) {
    const first = words.findIndex(isCapitals)
    // Particles before a surname belong to it.
    let from = first
    while (from > 0 && PARTICLES.has(fold(words[from - 1] ?? ''))) from -= 1
    const isSurnameFirst = from === 0
    const surname = isSurnameFirst ? capitals : words.slice(from)
    return { given: words.filter((word) => !surname.includes(word)), surname }
  }
  return { given: words.slice(0, 1), surname: words.slice(1) }
}

/** Invisible characters such as soft hyphens (`Cf`) may be within a word. */
function splitTokens(text: string): Token[] {
  return [...text.matchAll(/[\p{L}\p{M}\p{N}][\p{L}\p{M}\p{N}\p{Cf}]*/gu)].map((match) => ({
    start: match.index,
    end: match.index + match[0].length,
    folded: fold(match[0].replaceAll(/\p{Cf}/gu, '')),
    text: match[0],
  }))
}

function matchesAt(
  { tokens, matchRule }: Pattern,
  all: readonly Token[],
  from: number,
  text: string,
): boolean {
  for (const [offset, folded] of tokens.entries()) {
    const token = all[from + offset]
    if (token?.folded !== folded) return false
    if (offset === 0) continue
    const between = text.slice(all[from + offset - 1]?.end, token.start)
    if (
      !(matchRule === 'address' ? /^[^\p{L}\p{N}]{0,3}$/u : /^(?:[\s.,'’‘\p{Pd}]{0,3}|\s+)$/u).test(between)
    )
      return false
  }
  const first = all[from] as Token
  const last = all[from + tokens.length - 1] as Token
  if (matchRule === 'any' || matchRule === 'address') return true
  if (matchRule === 'initials') return areInitials(first, last, tokens.length, text)
  if (matchRule === 'given')
    return hasCapitals(first.text) && isCapital(first.text) && !isOrdinaryWord(first.folded)
  // Scripts without capitals do not distinguish a name from a word.
  if (isCapital(first.text) || isCapital(last.text)) return true
  return (
    matchRule === 'surname' && first.folded.length >= MIN_LOWER_CASE_LENGTH && !isOrdinaryWord(first.folded)
  )
}

function hasCapitals(word: string): boolean {
  return word.toLowerCase() !== word.toUpperCase()
}

function isCapital(word: string): boolean {
  const [letter = ''] = word
  return letter !== letter.toLowerCase() || letter.toLowerCase() === letter.toUpperCase()
}

/** Accepts "A.S.", "A. S.", "AS:" and "(AS)". A bare "AS" could be any abbreviation. */
function areInitials(first: Token, last: Token, count: number, text: string): boolean {
  const written = text.slice(first.start, last.end)
  if (written !== written.toUpperCase()) return false
  const after = text.slice(last.end, last.end + 2)
  if (count > 1) return /\./.test(written) || after.startsWith('.')
  if (written.length < 2) return false
  const before = text.slice(0, first.start)
  return (
    (/(?:^|[\n.;])\s*$/.test(before) && /^\s?[:–—]/.test(after)) ||
    (before.endsWith('(') && after.startsWith(')'))
  )
}

function getStart(first: Token, text: string, { kind }: Pattern): number {
  if (kind === 'delegation') return first.start
  return TITLE.exec(text.slice(0, first.start))?.index ?? first.start
}

/** The full stop of a last initial belongs to it. */
function getEnd(last: Token, text: string, { tokens, kind }: Pattern): number {
  const isInitial = kind === 'participant' && (tokens.at(-1) ?? '').length === 1
  return isInitial && text[last.end] === '.' ? last.end + 1 : last.end
}
