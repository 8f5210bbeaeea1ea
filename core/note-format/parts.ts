/**
 * Splits a note into parts that can be parsed independently, so that a save parses only the edited part. Splits only where CommonMark is
 * unambiguous. After a fence, or HTML that may contain blank lines, the rest is one part. A note with a definition is one part as a
 * whole. parts.test.ts compares the result with parsing the whole, on generated notes and real minutes.
 */
import type { Root, RootContent } from 'mdast'
import { parseNote } from './parse.ts'

/** Markers that may precede a block within other blocks. */
const WITHIN = '^[ \\t>]*(?:(?:[-*+]|\\d{1,9}[.)])[ \\t>]+)*'
const FENCE = new RegExp(`${WITHIN}(?:\`\`\`|~~~)`)
/** HTML blocks that end with their own marker instead of a blank line (CommonMark §4.6, kinds 1 to 5). */
const LONG_HTML = new RegExp(`${WITHIN}<(?:[!?]|(?:pre|script|style|textarea)(?![^\\s>]))`, 'i')
/** HTML of other kinds that is nested or indented: the parser may read the text after it differently. */
const INNER_HTML = new RegExp(`(?!<)${WITHIN}</?[a-z][a-z\\d-]*(?:[\\s/>]|$)`, 'i')
const ITEM = /^(?:[-*+]|\d{1,9}([.)])) (?=\S)/
const MARKER = /^(?:[-*+]|\d{1,9}[.)])/
/** Ignored at the start of a text, kept elsewhere. */
const BYTE_ORDER_MARK = '\uFEFF'

/** A list item without indent: the kind of its list, and the indent of its content. */
type Item = { kind: string; width: number }

/**
 * The leaf blocks of all parts, in order, are those of the whole text. Only lists differ, since each item may be in its own part. Line ends
 * must be `\n`.
 */
export function getParts(markdown: string): string[] {
  // A definition anywhere can turn brackets elsewhere into links.
  if (markdown.includes(']:')) return [markdown]
  const parts: string[] = []
  let begin = 0
  let isAfterBlank = true
  let isAfterIndented = false
  /** The list item that is the current part, as long as the part contains nothing else. */
  let item: Item | null = null
  for (let start = 0, end = 0; start < markdown.length; start = end + 1) {
    const lineFeed = markdown.indexOf('\n', start)
    end = lineFeed < 0 ? markdown.length : lineFeed
    const line = markdown.slice(start, end)
    const indent = getIndent(line)
    if (indent === line.length) {
      isAfterBlank = true
      continue
    }
    if (FENCE.test(line) || LONG_HTML.test(line) || INNER_HTML.test(line)) break
    const isAtEdge = indent === 0 && !line.startsWith(BYTE_ORDER_MARK)
    const next = isAtEdge ? getItem(line) : null
    // After indented code the parser reads some list markers as text.
    const isDoubtful = isAfterIndented && MARKER.test(line)
    if (start > begin && isAtEdge && ((isAfterBlank && !isDoubtful) || isSibling(next, item))) {
      parts.push(markdown.slice(begin, start))
      begin = start
    }
    if (start === begin) item = next
    else if (item && (indent < item.width || line.slice(0, item.width).includes('\t'))) item = null
    isAfterBlank = false
    isAfterIndented = indent > 0
  }
  if (begin < markdown.length) parts.push(markdown.slice(begin))
  return parts
}

/** A bullet always starts an item after another item; a number may continue a bullet's text (CommonMark §5.3). */
function isSibling(next: Item | null, item: Item | null): boolean {
  return next !== null && item !== null && (next.kind === 'bullet' || next.kind === item.kind)
}

function getItem(line: string): Item | null {
  const found = ITEM.exec(line)
  return found ? { kind: found[1] ?? 'bullet', width: found[0].length } : null
}

function getIndent(line: string): number {
  let indent = 0
  while (line[indent] === ' ' || line[indent] === '\t') indent += 1
  return indent
}

/**
 * Reads notes that differ little from earlier ones. Caches the trees of the latest parts, up to `maxCached` characters. The result is meant for
 * reading leaf blocks in order; see getParts.
 */
export function createPartReader(maxCached: number): (markdown: string) => Root {
  const known = new Map<string, RootContent[]>()
  let size = 0
  function read(part: string): RootContent[] {
    const blocks = known.get(part) ?? parseNote(part).children
    // Moves the part to the end of the map, since the oldest parts are removed first.
    if (!known.delete(part)) size += part.length
    known.set(part, blocks)
    return blocks
  }
  function evict(): void {
    for (const part of known.keys()) {
      if (size <= maxCached) return
      known.delete(part)
      size -= part.length
    }
  }
  return (markdown) => {
    const children = getParts(markdown.replace(/\r\n?/g, '\n')).flatMap(read)
    evict()
    return { type: 'root', children }
  }
}
