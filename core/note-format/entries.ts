/** A note as a sequence of entries: what was written from one time to the next (docs/note-format.md, "Entries"). */
import type { Heading, ListItem, Nodes, Paragraph, PhrasingContent, Root } from 'mdast'
import { inlineText, lines, withoutStamp } from './plain-text.ts'
import { targetOf } from './rapporteur-url.ts'

export type EntryMention = {
  target: 'key-message' | 'contact'
  /** null: a person whom the delegate added. */
  conference: string | null
  id: string
}
export type Entry = {
  /** The instant in stored form; null for what stands before the first time. */
  at: string | null
  /** What its first block is. */
  kind: 'text' | 'task' | 'decision'
  /** Of a task; null for the others. */
  done: boolean | null
  /** One line for each block, without the time and the word that marks a decision. */
  text: string
  mentions: EntryMention[]
}

/** In document order. Blocks before the first time are one entry, if they are not blank. */
export function entriesOf(root: Root): Entry[] {
  const drafts: (Omit<Entry, 'text'> & { lines: string[] })[] = []
  for (const leaf of leaves(root)) {
    const at = stampOf(leaf)
    const { kind, done, text } = read(leaf)
    const mentions = mentionsIn(leaf.block)
    const last = drafts.at(-1)
    if (at === null && last) {
      last.lines.push(...text)
      last.mentions.push(...mentions)
    } else if (at !== null || text.length > 0 || mentions.length > 0) {
      drafts.push({ at, kind, done, lines: [...text], mentions })
    }
  }
  return drafts.map(({ lines: written, ...entry }) => ({ ...entry, text: written.join('\n') }))
}

/** How many entries the interface counts: blocks with a time, or 1 for a text without any. */
export function countEntries(root: Root): number {
  const entries = entriesOf(root)
  return entries.filter((entry) => entry.at !== null).length || entries.length
}

type Leaf = {
  block: Nodes
  /** The list item that the block is the first of. */
  item: ListItem | null
}

/** The blocks that hold text, each with the item it begins. */
function leaves(node: Nodes, item: ListItem | null = null): Leaf[] {
  if (node.type === 'root' || node.type === 'blockquote' || node.type === 'list') {
    return node.children.flatMap((child) => leaves(child))
  }
  if (node.type === 'listItem') {
    return node.children.flatMap((child, index) => leaves(child, index === 0 ? node : null))
  }
  return [{ block: node, item }]
}

function isText(node: Nodes): node is Paragraph | Heading {
  return node.type === 'paragraph' || node.type === 'heading'
}

function stampOf({ block }: Leaf): string | null {
  const target = isText(block) ? targetOf(block.children[0]) : null
  return target?.kind === 'at' ? target.instant : null
}

function read({ block, item }: Leaf): { kind: Entry['kind']; done: boolean | null; text: string[] } {
  const done = item?.checked ?? null
  const kind = done === null ? 'text' : 'task'
  if (!isText(block)) return { kind, done, text: lines(block) }
  const content = withoutStamp(block.children)
  const mark = decisionMark(content)
  const text = inlineText(mark === null ? content : content.slice(mark + 1))
  const isDecision = mark !== null && done === null
  return { kind: isDecision ? 'decision' : kind, done, text: text === '' ? [] : [text] }
}

/** Index of the link that marks a decision, which only spaces may precede. */
export function decisionMark(content: readonly PhrasingContent[]): number | null {
  const first = content[0]
  const index = first?.type === 'text' && first.value.trim() === '' ? 1 : 0
  return targetOf(content[index])?.kind === 'decision' ? index : null
}

function mentionsIn(node: Nodes): EntryMention[] {
  if (node.type === 'link') {
    const target = targetOf(node)
    if (target?.kind === 'key-message') {
      return [{ target: 'key-message', conference: target.conference, id: target.guid }]
    }
    if (target?.kind === 'contact') {
      return [{ target: 'contact', conference: target.conference, id: target.id }]
    }
  }
  return 'children' in node ? node.children.flatMap(mentionsIn) : []
}
