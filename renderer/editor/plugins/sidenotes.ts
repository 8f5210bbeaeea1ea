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
  /** Explains a passage's confidentiality. */
  guard: (level: Confidentiality) => { title: string; text: string }
  /** Describes the date of a task. `date`: such as `2016-12-01`. */
  date: (kind: 'do' | 'due', date: string) => string
}

/**
 * Sidenotes in document order, optionally only for the blocks between two positions. A mention is placed at the start of its entry, and
 * only once for each entry.
 */
export function getSidenotes(
  doc: Node,
  source: SidenoteSource,
  { from, to } = { from: 0, to: doc.content.size },
): Sidenote[] {
  const notes = new Map<string, Sidenote>()
  let entry: number | null = null
  const add = (pos: number, id: string, note: Omit<Sidenote, 'key' | 'pos'>) => {
    const key = `${pos} ${note.kind} ${id}`
    if (!notes.has(key)) notes.set(key, { key, pos, ...note })
  }
  for (const { level, first } of getPassages(doc)) {
    if (first < from || first >= to) continue
    add(first, '', { kind: level, ...source.guard(level), mention: null })
  }
  doc.forEach((block, start) => {
    if (start >= to) return
    const { found, lastTimed } = getBlockSidenotes(block, source)
    for (const { line, timed, isOfEntry, id, ...note } of found) {
      if (start < from) break
      const entryAt = timed === null ? entry : start + timed
      add(isOfEntry ? (entryAt ?? start + line) : start + line, id, note)
    }
    if (lastTimed !== null) entry = start + lastTimed
  })
  return [...notes.values()].sort((a, b) => a.pos - b.pos)
}

/** Positions are relative to the block. */
type Found = Omit<Sidenote, 'key' | 'pos'> & {
  line: number
  /** The last line with a time, within the block. */
  timed: number | null
  /** Whether it is placed at the start of its entry, which may be in an earlier block. */
  isOfEntry: boolean
  id: string
}
type BlockSidenotes = { found: Found[]; lastTimed: number | null }

/** Cached results by source and block. Blocks are immutable, so after a key press only the edited block is searched. */
const cache = new WeakMap<SidenoteSource['describe'], WeakMap<Node, BlockSidenotes>>()

function getBlockSidenotes(block: Node, source: SidenoteSource): BlockSidenotes {
  const blocks = cache.get(source.describe) ?? new WeakMap<Node, BlockSidenotes>()
  cache.set(source.describe, blocks)
  const cached = blocks.get(block)
  if (cached) return cached
  const found: Found[] = []
  let timed: number | null = null
  const visit = (node: Node, pos: number, parent: Node | null, index: number) => {
    if (!node.isTextblock) return true
    const add = (kind: Found['kind'], title: string, text = '') =>
      found.push({ line: pos, timed, isOfEntry: false, kind, id: '', title, text, mention: null })
    if (node.attrs.at) timed = pos
    if (node.attrs.decision) add('decision', source.decision)
    if (node.attrs.question) add('question', source.question)
    if (parent && isTask(parent) && index === 0) add('task', source.task, getDates(node, source))
    for (const href of listMentions(node)) {
      const mention = getMention(href)
      const details = mention && source.describe(mention)
      if (details)
        found.push({ line: pos, timed, isOfEntry: true, kind: mention.target, id: href, ...details, mention })
    }
    return false
  }
  if (visit(block, 0, null, 0))
    block.descendants((node, pos, parent, index) => visit(node, pos + 1, parent, index))
  const result = { found, lastTimed: timed }
  blocks.set(block, result)
  return result
}

/** "on Mon 28 Nov, due Thu 1 Dec" */
function getDates(line: Node, source: SidenoteSource): string {
  const targets = line.children.map((node) =>
    node.type === schema.nodes.mention ? parseRapporteurUrl(node.attrs.href) : null,
  )
  return (['do', 'due'] as const)
    .flatMap((kind) => {
      const found = targets.find((target) => target?.kind === kind)
      return found && 'date' in found ? [source.date(kind, found.date)] : []
    })
    .join(', ')
}

/** Leaves out a task's assignee, who is named in its text already. */
function listMentions(line: Node): string[] {
  return line.children.flatMap((node) => {
    if (node.type === schema.nodes.mention) {
      const href = node.attrs.href as string
      return parseRapporteurUrl(href)?.kind === 'for' ? [] : [href]
    }
    const link = schema.marks.link.isInSet(node.marks)
    return link ? [link.attrs.href as string] : []
  })
}
