/** Lists passages that may still identify a speaker after names are removed. The delegate reviews them; nothing is changed. */
import type { Nodes, Root } from 'mdast'
import { escapeRegExp } from '../../../core/escape-regexp.ts'
import { fold } from '../../../core/fold.ts'
import { getPicture, toLines } from '../../../core/note-format/index.ts'
import type { IdentifyingHint } from '../../contract/index.ts'
import type { KnownName } from './name.ts'
import { splitName } from './names.ts'
import { isOrdinaryWord } from './ordinary-words.ts'
import type { KnownPeople } from './people.ts'

/** The maximum number of hints in a report. */
const MAX_HINTS = 200
const CONTEXT_LENGTH = 28

type Finder = { kind: IdentifyingHint['kind']; find(text: string): { start: number; end: number }[] }

type Hint = Omit<IdentifyingHint, 'session'>
/** Caches the hints of each note for a set of names, since every change of an option shows the report again. */
const cachedHints = new WeakMap<Root, { key: string; hints: Hint[] }>()

/** `key`: changes whenever the set of names changes. */
export function createHintFinder(known: readonly KnownName[], people: KnownPeople, key: string) {
  const finders = [createNamePartFinder(known), createAffiliationFinder(people), ...patterns]
  return (notes: readonly { root: Root; session: string | null }[]): IdentifyingHint[] => {
    const hints: IdentifyingHint[] = []
    for (const { root, session } of notes) {
      if (hints.length >= MAX_HINTS) break
      let ofNote = cachedHints.get(root)
      if (ofNote?.key !== key) {
        ofNote = { key, hints: listHints(root, finders) }
        cachedHints.set(root, ofNote)
      }
      hints.push(...ofNote.hints.map((hint) => ({ ...hint, session })))
    }
    return hints.slice(0, MAX_HINTS)
  }
}

function listHints(root: Root, finders: readonly Finder[]): Hint[] {
  // Only the delegate can judge what a picture shows.
  const pictures = listDescriptions(root).map(
    (text): Hint => ({ kind: 'picture', before: '', text, after: '' }),
  )
  const words = toLines(root).flatMap((line) =>
    finders.flatMap(({ kind, find }) =>
      find(line).map(
        ({ start, end }): Hint => ({
          kind,
          before: getEnd(line.slice(0, start)),
          text: line.slice(start, end),
          after: getBeginning(line.slice(end)),
        }),
      ),
    ),
  )
  return [...pictures, ...words]
}

/** The descriptions of the stored pictures. */
function listDescriptions(node: Nodes): string[] {
  if (node.type === 'image') return getPicture(node) === null ? [] : [node.alt ?? '']
  return 'children' in node ? node.children.flatMap(listDescriptions) : []
}

function getEnd(text: string): string {
  return text.length > CONTEXT_LENGTH ? `…${text.slice(-CONTEXT_LENGTH)}` : text
}

function getBeginning(text: string): string {
  return text.length > CONTEXT_LENGTH ? `${text.slice(0, CONTEXT_LENGTH)}…` : text
}

/**
 * Finds names that were not replaced: first names that are also ordinary words or are in lower case, and surnames with endings that
 * inflections.ts does not list.
 */
function createNamePartFinder(known: readonly KnownName[]): Finder {
  const whole = new Set<string>()
  const stems = new Set<string>()
  for (const { name, kind, isAddress } of known) {
    if (kind !== 'participant' || isAddress) continue
    for (const word of splitName(name)) {
      const folded = fold(word)
      if (folded.length >= 3) whole.add(folded)
      if (folded.length >= 6) stems.add(folded.slice(0, -1))
    }
  }
  const isPart = (word: string) => {
    const folded = fold(word)
    const isLowerCase = word === word.toLowerCase() && word !== word.toUpperCase()
    if (isLowerCase) return whole.has(folded) && !isOrdinaryWord(folded)
    if (whole.has(folded)) return true
    return [1, 2, 3, 4, 5].some((letters) => {
      const stem = folded.slice(0, -letters)
      return stem.length >= 5 && stems.has(stem)
    })
  }
  return {
    kind: 'name',
    find: (text) =>
      [...text.matchAll(/[\p{L}\p{M}\p{N}]+/gu)].flatMap(({ 0: word, index }) =>
        isPart(word) ? [{ start: index, end: index + word.length }] : [],
      ),
  }
}

/** Finds the affiliations of people. */
function createAffiliationFinder({ contacts, directory }: KnownPeople): Finder {
  const names = [
    ...directory.map(({ name }) => name),
    ...contacts.flatMap(({ organisation, country }) => [organisation, country]),
  ].filter((name) => name.length >= 3)
  if (names.length === 0) return { kind: 'affiliation', find: () => [] }
  const escaped = [...new Set(names)].sort((a, b) => b.length - a.length).map(escapeRegExp)
  const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${escaped.join('|')})(?![\\p{L}\\p{N}])`, 'gu')
  return { kind: 'affiliation', find: (text) => findMatches(text, pattern) }
}

const patterns: Finder[] = [
  { kind: 'contact', find: (text) => findMatches(text, /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/gu) },
  {
    kind: 'number',
    find: (text) => findMatches(text, /(?<![\p{L}\p{N}])\+?\d(?:[\s().\-/]?\d){6,}(?![\p{L}\p{N}])/gu),
  },
  // A verbatim quotation can reveal the speaker.
  { kind: 'quotation', find: (text) => findMatches(text, /[“„«"](?=(?:[^”“»"]*\s){3})[^”“»"]+[”“»"]/gu) },
  {
    kind: 'role',
    find: (text) =>
      findMatches(
        text,
        /(?<!\p{L})(?:(?:my|our|mon|ma|mes|notre|nos|mi|mis|nuestr[oa]s?|мо[йяиею]\p{L}*|наш\p{L}{0,3})\s+(?:own\s+|propre\s+|prime\s+|premi(?:er|ère)\s+|prim(?:er|era)\s+|премьер-)?(?:minist|president|présiden|government|gouvernement|gobierno|country|countries|pays|país|ambassad|embaj|director|directeur|directora?|chief|head|king|queen|parliament|parlement|parlamento|office|agency|police|delegation|délégation|delegación|company|entreprise|empresa|министр|президент|правительств|стран|посол|посл|парламент|ведомств|делегаци|полици)\p{L}*|as\s+(?:the\s+)?(?:chair|president|host|minister|ambassador)\p{L}*|en\s+tant\s+que\s+\p{L}+|como\s+(?:president|ministr|embajador)\p{L}*|как\s+(?:председател|министр|посол)\p{L}*)/giu,
      ),
  },
]

function findMatches(text: string, pattern: RegExp): { start: number; end: number }[] {
  return [...text.matchAll(pattern)].map(({ 0: found, index }) => ({
    start: index,
    end: index + found.length,
  }))
}
