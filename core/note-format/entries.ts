/** Splits a note into entries, each from one timestamp to the next (docs/note-format.md, "Entries"). */
import type { Nodes, Root } from 'mdast'
import type { Person } from './block-start.ts'
import { getBlocks, getBlockText, type NoteBlock } from './blocks.ts'
import { type Confidentiality, getTarget, type PersonKey } from './rapporteur-url.ts'

/** A member of the delegation has no page to which a mention could lead. */
type Mentioned = Exclude<PersonKey, { kind: 'member' }>

export type EntryMention = {
  target: 'key-message' | 'session' | Mentioned['kind']
  /** null for a person whom the delegate added to the contacts. */
  conference: string | null
  id: string
}
export type Entry = {
  /** The instant in stored form; null for text before the first time. */
  at: string | null
  /** The kind of the first block. */
  kind: NoteBlock['kind']
  /** Whether the task is done; null for other kinds. */
  done: boolean | null
  /** The confidentiality of its first block. */
  confidentiality: Confidentiality | null
  /** The speaker of its first block. */
  turn: Person | null
  /** One line for each block, without the time and the marks of its kind; a speaker's name stays. */
  text: string
  /** Everything that the entry mentions, including speakers and assignees. */
  mentions: EntryMention[]
}

/** In document order. Blocks before the first time are one entry, if they are not blank. */
export function getEntries(root: Root): Entry[] {
  const drafts: (Omit<Entry, 'text'> & { lines: string[] })[] = []
  for (const block of getBlocks(root)) {
    const text = getLines(block)
    const mentions = listMentions(block.node)
    const last = drafts.at(-1)
    if (!block.isTimed && last) {
      last.lines.push(...text)
      last.mentions.push(...mentions)
    } else if (block.isTimed || text.length > 0 || mentions.length > 0) {
      const { at, kind, done, confidentiality, turn } = block
      drafts.push({ at, kind, done, confidentiality, turn, lines: text, mentions })
    }
  }
  return drafts.map(({ lines, ...entry }) => ({ ...entry, text: lines.join('\n') }))
}

/** The number of entries as the interface counts them: blocks with a time, or 1 for a text without any. */
export function countEntries(root: Root): number {
  const entries = getEntries(root)
  return entries.filter((entry) => entry.at !== null).length || entries.length
}

function getLines(block: NoteBlock): string[] {
  const words = getBlockText(block)
  const text = block.beginsTurn ? `${block.turn?.name}: ${words}`.trimEnd() : words
  return text === '' ? [] : [text]
}

function listMentions(node: Nodes): EntryMention[] {
  const target = node.type === 'link' ? getTarget(node) : null
  switch (target?.kind) {
    case 'key-message':
    case 'session':
      return [{ target: target.kind, conference: target.conference, id: target.guid }]
    case 'contact':
      return [getMention(target)]
    case 'turn':
    case 'for':
      return target.who && target.who.kind !== 'member' ? [getMention(target.who)] : []
    default:
      return 'children' in node ? node.children.flatMap(listMentions) : []
  }
}

function getMention({ kind, conference, id }: Mentioned): EntryMention {
  return { target: kind, conference, id }
}
