/** Sidenotes in the right margin: the targets of mentions, decisions and tasks. */
import type { Node } from 'prosemirror-model'
import { type Confidentiality, parseRapporteurUrl } from '../../../core/note-format/index.ts'
import { isTask } from '../schema/lines.ts'
import { getMention, type Mention } from '../schema/links.ts'
import { schema } from '../schema/schema.ts'
import { getPassages } from './passages.ts'

export type Sidenote = {
  key: string
  /** The position of the block beside whose first line the sidenote is placed. */
  pos: number
  kind: Confidentiality | 'decision' | 'question' | 'task' | Mention['target']
  title: string
  text: string
  /** The mention that a click opens. */
  mention: Mention | null
}
export type SidenoteSource = {
  describe: (mention: Mention) => { title: string; text: string } | null
  decision: string
  question: string
  task: string
  /** Describes the level of a confidential passage. */
  describeLevel: (level: Confidentiality) => { title: string; text: string }
  /** Describes the date of a task, such as `2016-12-01`. */
  describeDate: (kind: 'do' | 'due', date: string) => string
}

/**
 * Sidenotes in document order, optionally only for the blocks between two positions. The sidenote of a mention is placed at the start of
 * the mention's entry, once for each entry.
 */
export function getSidenotes(
  doc: Node,
  source: SidenoteSource,
  { from, to } = { from: 0, to: doc.content.size },
): Sidenote[] {
  const notes = new Map<string, Sidenote>()
  /** The position of the last line with a time in the blocks so far. */
  let lastEntryPos: number | null = null
  const add = (pos: number, id: string, note: Omit<Sidenote, 'key' | 'pos'>) => {
    const key = `${pos} ${note.kind} ${id}`
    if (!notes.has(key)) notes.set(key, { key, pos, ...note })
  }
  for (const { level, first } of getPassages(doc)) {
    if (first < from || first >= to) continue
    add(first, '', { kind: level, ...source.describeLevel(level), mention: null })
  }
  doc.forEach((block, start) => {
    if (start >= to) return
    const { found, lastTimedPos } = getBlockSidenotes(block, source)
    for (const { linePos, timedPos, isOfEntry, id, ...note } of found) {
      if (start < from) break
      const entryPos = timedPos === null ? lastEntryPos : start + timedPos
      add(isOfEntry && entryPos !== null ? entryPos : start + linePos, id, note)
    }
    if (lastTimedPos !== null) lastEntryPos = start + lastTimedPos
  })
  return [...notes.values()].sort((a, b) => a.pos - b.pos)
}

/** A sidenote of a block. Positions are relative to the block. */
type BlockSidenote = Omit<Sidenote, 'key' | 'pos'> & {
  linePos: number
  /** The position of the last line with a time up to this line, or null if the block has none. */
  timedPos: number | null
  /** Whether the sidenote is placed at the start of its entry, which may be in an earlier block. */
  isOfEntry: boolean
  id: string
}
type BlockSidenotes = { found: BlockSidenote[]; lastTimedPos: number | null }

/** Cached results by source and block. Blocks are immutable, so after a key press only the edited block is searched. */
const cache = new WeakMap<SidenoteSource['describe'], WeakMap<Node, BlockSidenotes>>()

function getBlockSidenotes(block: Node, source: SidenoteSource): BlockSidenotes {
  const blocks = cache.get(source.describe) ?? new WeakMap<Node, BlockSidenotes>()
  cache.set(source.describe, blocks)
  const cached = blocks.get(block)
  if (cached) return cached
  const found: BlockSidenote[] = []
  let timedPos: number | null = null
  const visit = (node: Node, pos: number, parent: Node | null, index: number) => {
    if (!node.isTextblock) return true
    const add = (kind: BlockSidenote['kind'], title: string, text = '') =>
      found.push({ linePos: pos, timedPos, isOfEntry: false, kind, id: '', title, text, mention: null })
    if (node.attrs.at) timedPos = pos
    if (node.attrs.decision) add('decision', source.decision)
    if (node.attrs.question) add('question', source.question)
    if (parent && isTask(parent) && index === 0) add('task', source.task, describeDates(node, source))
    for (const href of listAddresses(node)) {
      const mention = getMention(href)
      const details = mention && source.describe(mention)
      if (details)
        found.push({
          linePos: pos,
          timedPos,
          isOfEntry: true,
          kind: mention.target,
          id: href,
          ...details,
          mention,
        })
    }
    return false
  }
  if (visit(block, 0, null, 0))
    block.descendants((node, pos, parent, index) => visit(node, pos + 1, parent, index))
  const result = { found, lastTimedPos: timedPos }
  blocks.set(block, result)
  return result
}

/** The dates of a task, such as "on Mon 28 Nov, due Thu 1 Dec". */
function describeDates(line: Node, source: SidenoteSource): string {
  const targets = line.children.map((node) =>
    node.type === schema.nodes.mention ? parseRapporteurUrl(node.attrs.href) : null,
  )
  return (['do', 'due'] as const)
    .flatMap((kind) => {
      const found = targets.find((target) => target?.kind === kind)
      return found && 'date' in found ? [source.describeDate(kind, found.date)] : []
    })
    .join(', ')
}

/** Lists the addresses of mentions and links. Leaves out a task's assignee, whose name is in the text already. */
function listAddresses(line: Node): string[] {
  return line.children.flatMap((node) => {
    if (node.type === schema.nodes.mention) {
      const href = node.attrs.href as string
      return parseRapporteurUrl(href)?.kind === 'for' ? [] : [href]
    }
    const link = schema.marks.link.isInSet(node.marks)
    return link ? [link.attrs.href as string] : []
  })
}
