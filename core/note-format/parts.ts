/**
 * A note cut into parts that read alone as they read together, so that a save parses only what was typed since the last one.
 * A cut is made only where CommonMark leaves no doubt; what could reach over one (a fence, HTML that goes on over blank lines,
 * definitions) keeps the rest, or all, in one part. parts.test.ts compares with the whole on generated notes and a real corpus.
 */
import type { Root, RootContent } from 'mdast'
import { parseNote } from './parse.ts'

/** What may stand before a block within others. */
const WITHIN = '^[ \\t>]*(?:(?:[-*+]|\\d{1,9}[.)])[ \\t>]+)*'
const FENCE = new RegExp(`${WITHIN}(?:\`\`\`|~~~)`)
/** HTML blocks that end with a word of theirs, not with a blank line (CommonMark §4.6, kinds 1 to 5). */
const LONG_HTML = new RegExp(`${WITHIN}<(?:[!?]|(?:pre|script|style|textarea)(?![^\\s>]))`, 'i')
/** HTML of the other kinds, within another block or indented: what follows the parser may read otherwise than after other text. */
const INNER_HTML = new RegExp(`(?!<)${WITHIN}</?[a-z][a-z\\d-]*(?:[\\s/>]|$)`, 'i')
const ITEM = /^(?:[-*+]|\d{1,9}([.)])) (?=\S)/
const MARKER = /^(?:[-*+]|\d{1,9}[.)])/
/** Dropped where a text begins, kept elsewhere. */
const BYTE_ORDER_MARK = '\uFEFF'

/** A list item at the edge of the page: its list's kind, and how far what belongs to it is indented. */
type Item = { kind: string; width: number }

/**
 * The leaf blocks of the parts' trees, one after the other, are those of the whole text's tree. Only lists differ: each item
 * of a list may stand in a part of its own. Line ends must be `\n`.
 */
export function getParts(markdown: string): string[] {
  // A definition anywhere gives a meaning to brackets everywhere.
  if (markdown.includes(']:')) return [markdown]
  const parts: string[] = []
  let begin = 0
  let isAfterBlank = true
  let isAfterIndented = false
  /** The item that the part is, as long as nothing else has begun in it. */
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
    // After indented code the parser reads some markers of lists as text.
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

/** A bullet begins an item whatever stands before it in a list; a number may go on the text of a bullet (CommonMark §5.3). */
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
 * Reads notes that differ little from those read before. Keeps the trees of the latest parts, up to so many characters of them.
 * What it gives is for reading leaf blocks, in order; see getParts.
 */
export function createPartReader(kept: number): (markdown: string) => Root {
  const known = new Map<string, RootContent[]>()
  let size = 0
  function read(part: string): RootContent[] {
    const blocks = known.get(part) ?? parseNote(part).children
    // The latest is the last, and the first goes first.
    if (!known.delete(part)) size += part.length
    known.set(part, blocks)
    return blocks
  }
  function forget(): void {
    for (const part of known.keys()) {
      if (size <= kept) return
      known.delete(part)
      size -= part.length
    }
  }
  return (markdown) => {
    const children = getParts(markdown.replace(/\r\n?/g, '\n')).flatMap(read)
    forget()
    return { type: 'root', children }
  }
}
