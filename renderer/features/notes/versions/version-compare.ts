/** Compares two texts of a note line by line and word by word, as they are displayed rather than as Markdown. */
import { diffArrays } from 'diff'
import type { Nodes, PhrasingContent, Root } from 'mdast'
import {
  getTarget,
  parseNote,
  removeLeadingTime,
  toLines as toTextLines,
} from '../../../../core/note-format/index.ts'
import { BOLD_LINKS } from './version-marks.ts'

export type Mark = 'emphasis' | 'strong' | 'delete' | 'highlight' | 'link' | 'code'
/** `marks` are in nesting order around the word. */
export type Word = { text: string; marks: readonly Mark[] }
export type Change = 'same' | 'removed' | 'added'
/** Consecutive words with the same change. */
export type Run = { change: Change; words: Word[] }

/** The kind of a line. */
export type LineKind = 'text' | 'heading' | 'item' | 'task' | 'done' | 'quote' | 'source'
export type ComparedLine = {
  kind: LineKind
  /** How many lists or quotes the line is nested in, beyond the first. */
  depth: number
  /** The instant of the line's timestamp. */
  instant: string | null
  /** `changed`: only some of the runs have changed. */
  change: Change | 'changed'
  runs: Run[]
}

/** `key` is equal for lines that look equal. */
type Line = { kind: LineKind; depth: number; instant: string | null; words: Word[]; key: string }

/** The minimum share of common words for two lines to count as one changed line. */
const MIN_LIKENESS = 0.3
/** The comparison stops after this time, since it blocks the window. Then everything counts as removed and added. */
const TIMEOUT_MS = 1_000

export function compareNotes(before: string, after: string): ComparedLine[] {
  const oldLines = readLines(parseNote(before))
  const newLines = readLines(parseNote(after))
  const comparator = (a: Line, b: Line) => a.key === b.key
  const parts = diffArrays(oldLines, newLines, { comparator, timeout: TIMEOUT_MS }) ?? [
    { value: oldLines, removed: true, added: false },
    { value: newLines, removed: false, added: true },
  ]
  const result: ComparedLine[] = []
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index]
    const next = parts[index + 1]
    if (!part) continue
    if (part.removed && next?.added) {
      result.push(...pairLines(part.value, next.value))
      index += 1
    } else {
      const change = getChange(part)
      result.push(...part.value.map((line) => toComparedLine(line, change)))
    }
  }
  return result
}

function getChange({ removed, added }: { removed: boolean; added: boolean }): Change {
  if (removed) return 'removed'
  return added ? 'added' : 'same'
}

/** Pairs replaced lines: each removed line with the added line that is similar to it, if there is one. */
function pairLines(removed: readonly Line[], added: readonly Line[]): ComparedLine[] {
  const result: ComparedLine[] = []
  let next = 0
  for (const line of removed) {
    const matchIndex = added.findIndex(
      (other, index) => index >= next && measureLikeness(line, other) >= MIN_LIKENESS,
    )
    if (matchIndex < 0) {
      result.push(toComparedLine(line, 'removed'))
      continue
    }
    result.push(...added.slice(next, matchIndex).map((other) => toComparedLine(other, 'added')))
    result.push(compareLine(line, added[matchIndex] as Line))
    next = matchIndex + 1
  }
  return [...result, ...added.slice(next).map((other) => toComparedLine(other, 'added'))]
}

/** Marks all words of the line as changed in the same way. */
function toComparedLine({ key: _, words, ...line }: Line, change: Change): ComparedLine {
  return { ...line, change, runs: [{ change, words }] }
}

function compareLine(before: Line, { key: _, words, ...line }: Line): ComparedLine {
  const parts = diffArrays(before.words, words, { comparator: isSameWord, timeout: TIMEOUT_MS })
  const runs = parts
    ? parts.map((part): Run => ({ change: getChange(part), words: part.value }))
    : [
        { change: 'removed' as const, words: before.words },
        { change: 'added' as const, words },
      ]
  return { ...line, change: 'changed', runs: joinPhrases(runs) }
}

function isSameWord(a: Word, b: Word): boolean {
  return a.text === b.text && a.marks.join() === b.marks.join()
}

/** @returns the share of words that both lines contain, from 0 to 1 */
function measureLikeness(a: Line, b: Line): number {
  const wordsOfA = a.words.filter(isWord)
  const wordsOfB = b.words.filter(isWord)
  const counts = new Map<string, number>()
  for (const { text } of wordsOfA) counts.set(text, (counts.get(text) ?? 0) + 1)
  let shared = 0
  for (const { text } of wordsOfB) {
    const remaining = counts.get(text) ?? 0
    if (remaining > 0) shared += 1
    counts.set(text, remaining - 1)
  }
  return shared / Math.max(1, wordsOfA.length, wordsOfB.length)
}

function isWord({ text }: Word): boolean {
  return /[\p{L}\p{N}]/u.test(text)
}

/** Counts the space between two changed words as changed too, so that the words form one phrase. */
function joinPhrases(runs: readonly Run[]): Run[] {
  const result: Run[] = []
  let removed: Word[] = []
  let added: Word[] = []
  const endPhrase = () => {
    if (removed.length > 0) result.push({ change: 'removed', words: removed })
    if (added.length > 0) result.push({ change: 'added', words: added })
    removed = []
    added = []
  }
  for (const [index, { change, words }] of runs.entries()) {
    const isBetweenChanges = removed.length > 0 && added.length > 0 && index < runs.length - 1
    if (change === 'removed') removed.push(...words)
    else if (change === 'added') added.push(...words)
    else if (isBetweenChanges && !words.some(isWord)) {
      removed.push(...words)
      added.push(...words)
    } else {
      endPhrase()
      result.push({ change, words })
    }
  }
  endPhrase()
  return result
}

function readLines(root: Root): Line[] {
  return root.children.flatMap((node) => toLines(node, 'text', 0))
}

function toLines(node: Nodes, kind: LineKind, depth: number): Line[] {
  switch (node.type) {
    case 'paragraph':
      return [toLine(kind, depth, node.children)]
    case 'heading':
      return [toLine('heading', depth, node.children)]
    case 'blockquote':
      return node.children.flatMap((child) => toLines(child, 'quote', kind === 'text' ? depth : depth + 1))
    case 'list':
      return node.children.flatMap(({ checked, children }) =>
        children.flatMap((child, index) => {
          const isNested = child.type === 'list' || child.type === 'blockquote'
          if (isNested) return toLines(child, 'item', depth + 1)
          return index > 0 ? toLines(child, 'text', depth + 1) : toLines(child, getItemKind(checked), depth)
        }),
      )
    default: {
      const text = toTextLines(node).join(' ')
      return text === '' ? [] : [createLine('source', depth, null, splitIntoWords(text, []))]
    }
  }
}

function getItemKind(checked: boolean | null | undefined): LineKind {
  if (typeof checked !== 'boolean') return 'item'
  return checked ? 'done' : 'task'
}

function toLine(kind: LineKind, depth: number, children: readonly PhrasingContent[]): Line {
  const stamp = getTarget(children[0])
  return createLine(
    kind,
    depth,
    stamp?.kind === 'at' ? stamp.instant : null,
    getWords(removeLeadingTime(children), []),
  )
}

/** Drops the spaces between the time and the first word. */
function createLine(kind: LineKind, depth: number, instant: string | null, words: Word[]): Line {
  const start = words.findIndex(({ text }) => text.trim() !== '')
  const trimmed = start < 0 ? [] : words.slice(start)
  const key = JSON.stringify([kind, depth, instant, trimmed.map(({ text, marks }) => [text, ...marks])])
  return { kind, depth, instant, words: trimmed, key }
}

function getWords(nodes: readonly PhrasingContent[], marks: readonly Mark[]): Word[] {
  return nodes.flatMap((node): Word[] => {
    switch (node.type) {
      case 'text':
        return splitIntoWords(node.value, marks)
      case 'inlineCode':
        return splitIntoWords(node.value, [...marks, 'code'])
      case 'break':
        return [{ text: ' ', marks }]
      case 'emphasis':
      case 'strong':
      case 'delete':
      case 'highlight':
        return getWords(node.children, [...marks, node.type])
      case 'link':
        return getWords(node.children, [
          ...marks,
          BOLD_LINKS.has(getTarget(node)?.kind ?? '') ? 'strong' : 'link',
        ])
      case 'image':
        return splitIntoWords(node.alt ?? '', marks)
      default:
        return 'value' in node
          ? splitIntoWords(node.value, marks)
          : 'children' in node
            ? getWords(node.children as PhrasingContent[], marks)
            : []
    }
  })
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })

function splitIntoWords(text: string, marks: readonly Mark[]): Word[] {
  return [...segmenter.segment(text.replaceAll(/\s+/g, ' '))].map(({ segment }) => ({ text: segment, marks }))
}
