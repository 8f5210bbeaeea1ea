/** Extracts tasks, decisions and questions from a note. */
import type { Nodes, PhrasingContent, Root } from 'mdast'
import type { Person } from './block-start.ts'
import { getBlocks, getBlockText, type NoteBlock } from './blocks.ts'
import { toInlineText } from './plain-text.ts'
import { type Confidentiality, getPicture, getTarget } from './rapporteur-url.ts'

type Item = {
  /** The position among the note's blocks of this kind, from 0. */
  index: number
  /** The time of its entry; null before the first time. */
  at: string | null
  confidentiality: Confidentiality | null
  /** The speaker, if the note names one. */
  turn: Person | null
  content: readonly PhrasingContent[]
  /** `content` on one line. */
  text: string
}
export type Task = Item & {
  done: boolean
  /** The assignees. `content` and `text` leave them and both dates out. */
  who: Person[]
  /** A calendar date such as `2016-12-01`; if there are several, the first. */
  due: string | null
  /** The date on which the delegate plans to do the task, such as `2016-12-01`. */
  planned: string | null
}

export type NoteItems = { tasks: Task[]; decisions: Item[]; questions: Item[] }

/** @returns items in document order, without empty ones */
export function getNoteItems(root: Root): NoteItems {
  const blocks = getBlocks(root)
  const readKind = <S extends Item>(kind: NoteBlock['kind'], read: (block: NoteBlock, index: number) => S) =>
    blocks.filter((block) => block.kind === kind).map(read)
  return {
    tasks: readKind('task', readTask).filter(({ text, who }) => text !== '' || who.length > 0),
    decisions: readKind('decision', readItem).filter(({ text }) => text !== ''),
    questions: readKind('question', readItem).filter(({ text }) => text !== ''),
  }
}

export function getTasks(root: Root): Task[] {
  return getNoteItems(root).tasks
}

function readTask(block: NoteBlock, index: number): Task {
  const content = block.content ?? []
  const links = content.flatMap(listAssignments)
  const item = createItem(block, index, removeAssignments(content))
  return {
    ...item,
    // A task that starts with code or a table has no inline content.
    text: block.content === null ? getBlockText(block) : item.text,
    done: block.done === true,
    who: links.flatMap((link) => ('who' in link ? [link.who] : [])),
    due: links.find((link) => 'due' in link)?.due ?? null,
    planned: links.find((link) => 'planned' in link)?.planned ?? null,
  }
}

function readItem(block: NoteBlock, index: number): Item {
  return createItem(block, index, block.content ?? [])
}

function createItem(
  { at, confidentiality, turn }: NoteBlock,
  index: number,
  content: readonly PhrasingContent[],
): Item {
  return {
    index,
    at,
    confidentiality,
    turn,
    content: trimLeadingSpace(content),
    text: toInlineText(content),
  }
}

/** The SHA-256 of each stored picture in the note, without duplicates. */
export function getPictures(root: Root): string[] {
  return [...new Set(listPictures(root))]
}

function listPictures(node: Nodes): string[] {
  if (node.type === 'image') return [getPicture(node)].filter((sha256) => sha256 !== null)
  return 'children' in node ? node.children.flatMap(listPictures) : []
}

type Assignment = { who: Person } | { due: string } | { planned: string }

/** Also finds assignments within marks such as bold. */
function listAssignments(node: PhrasingContent): Assignment[] {
  const target = getTarget(node)
  if (target?.kind === 'for') return [{ who: { name: removeForWord(toInlineText([node])), key: target.who } }]
  if (target?.kind === 'due') return [{ due: target.date }]
  if (target?.kind === 'do') return [{ planned: target.date }]
  return 'children' in node ? node.children.flatMap(listAssignments) : []
}

/** Removes the word "for", in the four languages of the interface, before a name: "for Anna Ek" becomes "Anna Ek". */
export function removeForWord(text: string): string {
  return text.replace(/^(?:for|pour|para|отв\.|для)\s+(?=\S)/iu, '')
}

/** Removes assignments with the spaces before them: "Send it for Anna Ek by 1 December 2016." becomes "Send it." */
function removeAssignments(content: readonly PhrasingContent[]): PhrasingContent[] {
  const kept: PhrasingContent[] = []
  for (const node of content) {
    const kind = getTarget(node)?.kind
    const last = kept.at(-1)
    if (kind === 'for' || kind === 'do' || kind === 'due') {
      if (last?.type === 'text') kept[kept.length - 1] = { ...last, value: last.value.trimEnd() }
    } else if ('children' in node) {
      kept.push({ ...node, children: removeAssignments(node.children) } as PhrasingContent)
    } else {
      kept.push(node)
    }
  }
  return kept.filter((node) => node.type !== 'text' || node.value !== '')
}

/** Removes the space that separated the text from its time or mark. */
function trimLeadingSpace(content: readonly PhrasingContent[]): readonly PhrasingContent[] {
  const [first, ...others] = content
  if (first?.type !== 'text') return content
  const value = first.value.trimStart()
  return value === '' ? others : [{ ...first, value }, ...others]
}
