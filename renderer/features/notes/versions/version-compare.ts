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
export type Change = 'same' | 'gone' | 'new'
export type Run = { is: Change; words: Word[] }

/** The kind of a line. */
export type LineKind = 'text' | 'heading' | 'item' | 'task' | 'done' | 'quote' | 'source'
export type ComparedLine = {
  kind: LineKind
  /** How many lists or quotes the line is nested in, beyond the first. */
  depth: number
  /** The instant of the line's timestamp. */
  at: string | null
  /** `changed`: only some of the runs have changed. */
  is: Change | 'changed'
  runs: Run[]
}

type Line = { kind: LineKind; depth: number; at: string | null; words: Word[]; key: string }

/** The minimum share of common words for two lines to count as one changed line. */
const MIN_LIKENESS = 0.3
/** A longer comparison would block the window; after this time, everything counts as removed and added. */
const TIMEOUT_MS = 1_000

export function compareNotes(before: string, after: string): ComparedLine[] {
  const [old, present] = [before, after].map((markdown) => readLines(parseNote(markdown))) as [Line[], Line[]]
  const parts = diffArrays(old, present, { comparator: (a, b) => a.key === b.key, timeout: TIMEOUT_MS }) ?? [
    { value: old, removed: true },
    { value: present, added: true },
  ]
  const result: ComparedLine[] = []
  for (let index = 0; index < parts.length; index += 1) {
    const part = parts[index]
    const next = parts[index + 1]
    if (!part) continue
    if (part.removed && next?.added) {
      result.push(...pairLines(part.value, next.value))
      index += 1
    } else
      result.push(
        ...part.value.map((line) =>
          compareWholeLine(line, part.removed ? 'gone' : part.added ? 'new' : 'same'),
        ),
      )
  }
  return result
}

/** Pairs replaced lines: each removed line with the added line that is similar to it, if there is one. */
function pairLines(removed: readonly Line[], added: readonly Line[]): ComparedLine[] {
  const result: ComparedLine[] = []
  let next = 0
  for (const line of removed) {
    const found = added.findIndex(
      (other, index) => index >= next && measureLikeness(line, other) >= MIN_LIKENESS,
    )
    if (found < 0) {
      result.push(compareWholeLine(line, 'gone'))
      continue
    }
    result.push(...added.slice(next, found).map((other) => compareWholeLine(other, 'new')))
    result.push(compareLine(line, added[found] as Line))
    next = found + 1
  }
  return [...result, ...added.slice(next).map((other) => compareWholeLine(other, 'new'))]
}

function compareWholeLine({ key: _, words, ...line }: Line, is: Change): ComparedLine {
  return { ...line, is, runs: [{ is, words }] }
}

function compareLine(before: Line, { key: _, words, ...line }: Line): ComparedLine {
  const parts = diffArrays(before.words, words, { comparator: isSameWord, timeout: TIMEOUT_MS })
  const runs = parts
    ? parts.map(
        ({ value, removed, added }): Run => ({ is: removed ? 'gone' : added ? 'new' : 'same', words: value }),
      )
    : [
        { is: 'gone' as const, words: before.words },
        { is: 'new' as const, words },
      ]
  return { ...line, is: 'changed', runs: joinPhrases(runs) }
}

function isSameWord(a: Word, b: Word): boolean {
  return a.text === b.text && a.marks.join() === b.marks.join()
}

function measureLikeness(a: Line, b: Line): number {
  const counts = new Map<string, number>()
  const [some, others] = [a, b].map(({ words }) => words.filter(isWord)) as [Word[], Word[]]
  for (const { text } of some) counts.set(text, (counts.get(text) ?? 0) + 1)
  let shared = 0
  for (const { text } of others) {
    const left = counts.get(text) ?? 0
    if (left > 0) shared += 1
    counts.set(text, left - 1)
  }
  return shared / Math.max(1, some.length, others.length)
}

function isWord({ text }: Word): boolean {
  return /[\p{L}\p{N}]/u.test(text)
}

/** Marks an unchanged space between two changed words as changed too, so that the words form one phrase. */
function joinPhrases(runs: readonly Run[]): Run[] {
  const result: Run[] = []
  let removed: Word[] = []
  let added: Word[] = []
  const end = () => {
    if (removed.length > 0) result.push({ is: 'gone', words: removed })
    if (added.length > 0) result.push({ is: 'new', words: added })
    removed = []
    added = []
  }
  for (const [index, { is, words }] of runs.entries()) {
    if (is === 'gone') removed.push(...words)
    else if (is === 'new') added.push(...words)
    else if (removed.length > 0 && added.length > 0 && index < runs.length - 1 && !words.some(isWord)) {
      removed.push(...words)
      added.push(...words)
    } else {
      end()
      result.push({ is, words })
    }
  }
  end()
  return result
}

function readLines(root: Root): Line[] {
  return root.children.flatMap((node) => toLines(node, 'text', 0))
}

function toLines(node: Nodes, kind: LineKind, depth: number): Line[] {
  switch (node.type) {
    case 'paragraph':
      return [getLine(kind, depth, node.children)]
    case 'heading':
      return [getLine('heading', depth, node.children)]
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
      return text === '' ? [] : [createLine('source', depth, null, split(text, []))]
    }
  }
}

function getItemKind(checked: boolean | null | undefined): LineKind {
  if (typeof checked !== 'boolean') return 'item'
  return checked ? 'done' : 'task'
}

function getLine(kind: LineKind, depth: number, children: readonly PhrasingContent[]): Line {
  const stamp = getTarget(children[0])
  return createLine(
    kind,
    depth,
    stamp?.kind === 'at' ? stamp.instant : null,
    getWords(removeLeadingTime(children), []),
  )
}

/** Drops the spaces between the time and the first word. */
function createLine(kind: LineKind, depth: number, at: string | null, words: Word[]): Line {
  const start = words.findIndex(({ text }) => text.trim() !== '')
  const trimmed = start < 0 ? [] : words.slice(start)
  const key = JSON.stringify([kind, depth, at, trimmed.map(({ text, marks }) => [text, ...marks])])
  return { kind, depth, at, words: trimmed, key }
}

function getWords(nodes: readonly PhrasingContent[], marks: readonly Mark[]): Word[] {
  return nodes.flatMap((node): Word[] => {
    switch (node.type) {
      case 'text':
        return split(node.value, marks)
      case 'inlineCode':
        return split(node.value, [...marks, 'code'])
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
        return split(node.alt ?? '', marks)
      default:
        return 'value' in node
          ? split(node.value, marks)
          : 'children' in node
            ? getWords(node.children as PhrasingContent[], marks)
            : []
    }
  })
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })

function split(text: string, marks: readonly Mark[]): Word[] {
  return [...segmenter.segment(text.replaceAll(/\s+/g, ' '))].map(({ segment }) => ({ text: segment, marks }))
}
