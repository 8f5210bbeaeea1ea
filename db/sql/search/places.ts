/** Finds the lines of a text that match best, and in a note the time of the entry to which each line belongs. */
import { fold } from '../../../core/fold.ts'
import type { MarkedText, SearchHit } from '../../contract/index.ts'
import type { Instant } from '../../model.ts'
import { CLOSE, hasMatch, OPEN, toMarkedText } from '../marked-text.ts'
import { matchesPart, type QueryPart } from './expressions.ts'
import { toTerms } from './stems.ts'

export type FoundPlace = NonNullable<SearchHit['place']> & { snippet: MarkedText }

/** The maximum number of results from one text. More would crowd out other texts. */
const MAX_PLACES = 3

/**
 * `highlighted`: the plain text, one line for each block. `markdown`: the Markdown of a note; '' for other texts. `linesAround`: the number
 * of lines before and after the place that its excerpt may have.
 */
export function findPlaces(
  highlighted: string,
  markdown: string,
  parts: readonly QueryPart[],
  linesAround = 0,
): FoundPlace[] {
  const lines = highlighted.split('\n')
  const matching = lines.flatMap((line, index) => {
    if (!hasMatch(line)) return []
    const runs = toMarkedText(line)
    const words = getHighlightedWords(runs)
    return [{ runs, words, index, count: countMatching(words, parts) }]
  })
  const bestCount = matching.reduce((best, { count }) => Math.max(best, count), 0)
  const bestLines = matching.filter(({ count }) => count === bestCount)
  // Each line that contains all words is a result. If none does, only the best line is shown.
  const shown = bestLines.slice(0, bestCount >= parts.length ? MAX_PLACES : 1)
  if (shown.length === 0) return []
  const times = getLineTimes(markdown, lines.slice(0, (shown.at(-1)?.index ?? 0) + 1))
  const words = dropRepeats(matching.flatMap((line) => line.words)).slice(0, MAX_WORDS)
  return shown.map(({ runs, index }) => ({
    text: join(runs).slice(0, MAX_TEXT_LENGTH),
    words,
    at: times[index] ?? null,
    snippet: cutAroundMatch(
      linesAround === 0
        ? runs
        : toMarkedText(lines.slice(Math.max(0, index - linesAround), index + linesAround + 1).join('\n')),
    ),
  }))
}

/** Marks the words of the query as SQLite does, but in a time that does not grow with the square of the matches. */
export function markWords(text: string, parts: readonly QueryPart[]): string {
  const known = new Map<string, boolean>()
  const isWanted = (word: string) =>
    toTerms(word).some((term) => parts.some((part) => matchesPart(part, term)))
  return text.replaceAll(/[\p{L}\p{N}\p{Co}\p{M}]+/gu, (word) => {
    const wanted = known.get(word) ?? isWanted(word)
    known.set(word, wanted)
    return wanted ? OPEN + word + CLOSE : word
  })
}

const MAX_TEXT_LENGTH = 300
const MAX_WORDS = 20

/** The number of parts of the query that the highlighted words of the line match. */
export function countParts(line: string, parts: readonly QueryPart[]): number {
  return countMatching(getHighlightedWords(toMarkedText(line)), parts)
}

function countMatching(words: readonly string[], parts: readonly QueryPart[]): number {
  const terms = words.flatMap(toTerms)
  return parts.filter((part) => terms.some((term) => matchesPart(part, term))).length
}

/** The different words that are marked. */
function getHighlightedWords(runs: MarkedText): string[] {
  return dropRepeats(runs.flatMap(({ text, match }) => (match ? [text] : [])))
}

function dropRepeats(words: readonly string[]): string[] {
  return [...new Map(words.map((word) => [word.toLowerCase(), word])).values()]
}

const CHARACTERS_BEFORE = 80
const CHARACTERS_AFTER = 200

/** Shortens a long line to the text around its first match. */
function cutAroundMatch(runs: MarkedText): MarkedText {
  const first = runs.findIndex(({ match }) => match)
  const before = join(runs.slice(0, first))
  const start =
    before.length > CHARACTERS_BEFORE
      ? [{ text: `…${trimPartialFirstWord(before.slice(-CHARACTERS_BEFORE))}`, match: false }]
      : runs.slice(0, first)
  const end: MarkedText = []
  let remaining = CHARACTERS_AFTER
  for (const run of runs.slice(Math.max(0, first))) {
    if (remaining <= 0) return [...start, ...end, { text: '…', match: false }]
    const text = run.match ? run.text : cutAfterWord(run.text, remaining)
    end.push({ ...run, text })
    if (text.length < run.text.length) return [...start, ...end, { text: '…', match: false }]
    remaining -= text.length
  }
  return [...start, ...end]
}

function join(runs: MarkedText): string {
  return runs.map(({ text }) => text).join('')
}

function trimPartialFirstWord(text: string): string {
  const space = text.indexOf(' ')
  return (space < 0 ? text : text.slice(space + 1)).toWellFormed()
}

function cutAfterWord(text: string, length: number): string {
  if (text.length <= length) return text
  const space = text.lastIndexOf(' ', length)
  return (space > 0 ? text.slice(0, space + 1) : text.slice(0, length)).toWellFormed()
}

const STAMP = /\]\(rapporteur:at\/(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)\)/g
/** Letters that must agree between the line and the Markdown after a time. */
const COMPARED_LETTERS = 12
/** The number of times in a row that are skipped because their text differs from their line, for example by an entity. */
const MAX_SKIPPED = 3
/** Ends the block that a time begins: a blank line, a list item or the next time. */
const BLOCK_END = /\n[\s>]*\n|\n[\s>]*(?:[-*+]|\d+[.)])\s|\[[^\]]*\]\(rapporteur:at\//

/**
 * Finds the time of the entry to which each line belongs, by the letters that follow each time in the Markdown. Parsing all notes that a
 * search finds would take too long.
 */
function getLineTimes(markdown: string, lines: readonly string[]): (Instant | null)[] {
  // A time without text, for example before a picture, has no line.
  const stamps = [...markdown.matchAll(STAMP)].flatMap(({ index, 0: link, 1: at = '' }) => {
    const start = index + link.length
    const [block = ''] = markdown.slice(start, start + 10 * COMPARED_LETTERS).split(BLOCK_END, 1)
    const letters = getLetters(block)
    return letters === '' ? [] : [{ at: at.replace('Z', '.000Z'), letters }]
  })
  if (stamps.length === 0) return lines.map(() => null)
  let next = 0
  let at: Instant | null = null
  return lines.map((line) => {
    const letters = getLetters(line)
    const place = stamps.slice(next, next + MAX_SKIPPED).findIndex((stamp) => stamp.letters === letters)
    if (place >= 0) {
      at = stamps[next + place]?.at ?? at
      next += place + 1
    }
    return at
  })
}

/** The time of the entry in which the picture first appears. */
export function findTimeOfPicture(markdown: string, sha256: string): Instant | null {
  const before = markdown.slice(0, Math.max(0, markdown.indexOf(`picture/${sha256}`)))
  return [...before.matchAll(STAMP)].at(-1)?.[1]?.replace('Z', '.000Z') ?? null
}

/** Keeps only letters and digits, so that the addresses of links and the marks of matches do not count when texts are compared. */
function getLetters(text: string): string {
  return fold(text.replaceAll(/\]\([^)]*\)?/g, ''))
    .replaceAll(/[^\p{L}\p{N}]/gu, '')
    .slice(0, COMPARED_LETTERS)
}
