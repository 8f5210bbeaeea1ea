/** Groups the notes of all sessions by the key messages that they mention. */
import type { List, Nodes, RootContent } from 'mdast'
import type { Guid, KeyMessage } from '../../model.ts'
import type { ReportSource } from '../source/report-source.ts'
import type { AboutNote, ReportDay, ReportSession } from './report-parts.ts'

/** `session` is null for notes without a session. */
export type SessionPassages = { session: ReportSession | null; entries: MessageEntry[] }
/** A part of a note. `authorId`: the id of the Person who wrote the note. */
type MessageEntry = { authorId: string; blocks: RootContent[] }
export type ByMessage = {
  /** In document order. */
  messages: { message: KeyMessage; passages: SessionPassages[] }[]
  /** Passages that mention no key message. */
  otherPassages: SessionPassages[]
}

/**
 * Lists each entry under every key message that it mentions, and a note about a key message as a whole under that message. Nothing is left
 * out. `isWanted`: whether to include a key message that no note mentions.
 */
export function groupByMessage(
  days: ReportDay[],
  otherNotes: AboutNote[],
  { conference, keyMessages }: ReportSource,
  isWanted: (guid: Guid) => boolean,
): ByMessage {
  const guids = new Set<string>(keyMessages.map(({ guid }) => guid))
  const passagesByMessage = new Map<string | null, SessionPassages[]>()
  const sources = [
    ...days.flatMap(({ sessions }) => sessions.map((session) => ({ session, notes: session.notes }))),
    { session: null, notes: otherNotes },
  ]
  for (const { session, notes } of sources) {
    for (const note of notes) {
      const about: Guid | null = ('keyMessage' in note && (note as AboutNote).keyMessage?.guid) || null
      for (const blocks of getPassages(note.root.children)) {
        const named = new Set(blocks.flatMap((block) => listMessages(block, conference.slug)))
        if (about !== null) named.add(about)
        const known = [...named].filter((guid) => guids.has(guid))
        const targets = known.length > 0 ? known : [null]
        for (const guid of targets)
          addEntry(passagesByMessage, guid, session, { authorId: note.source.createdBy, blocks })
      }
    }
  }
  return {
    messages: keyMessages.flatMap((message) => {
      const passages = passagesByMessage.get(message.guid)
      return passages || isWanted(message.guid) ? [{ message, passages: passages ?? [] }] : []
    }),
    otherPassages: passagesByMessage.get(null) ?? [],
  }
}

function addEntry(
  passagesByMessage: Map<string | null, SessionPassages[]>,
  guid: string | null,
  session: ReportSession | null,
  entry: MessageEntry,
): void {
  const passages = passagesByMessage.get(guid) ?? []
  passagesByMessage.set(guid, passages)
  const last = passages.at(-1)
  if (last?.session === session) last.entries.push(entry)
  else passages.push({ session, entries: [entry] })
}

/** Splits a note where entries begin. An entry within a quotation or a nested list stays with its surroundings. */
function getPassages(children: readonly RootContent[]): RootContent[][] {
  const passages: RootContent[][] = []
  const blocks = children.flatMap((child): RootContent[] =>
    child.type === 'list' ? splitList(child) : [child],
  )
  for (const node of blocks) {
    const last = passages.at(-1)
    if (last && !beginsEntry(node)) last.push(node)
    else passages.push([node])
  }
  return passages
}

function splitList(list: List): List[] {
  const lists: List[] = []
  for (const [index, item] of list.children.entries()) {
    const last = lists.at(-1)
    const [first] = item.children
    if (last && !(first && beginsEntry(first))) last.children.push(item)
    else lists.push({ ...list, ...(list.ordered && { start: (list.start ?? 1) + index }), children: [item] })
  }
  return lists
}

function beginsEntry(node: Nodes): boolean {
  if (node.type === 'list') return node.children.slice(0, 1).some(beginsEntry)
  if (node.type === 'listItem') return node.children.slice(0, 1).some(beginsEntry)
  if (node.type !== 'paragraph' && node.type !== 'heading') return false
  const [first] = node.children
  return first?.type === 'strong' && first.data?.isTime === true
}

function listMessages(node: Nodes, slug: string): string[] {
  if (node.type === 'text') {
    const named = node.data?.keyMessage
    return named?.conference === slug ? [named.guid] : []
  }
  return 'children' in node ? node.children.flatMap((child) => listMessages(child, slug)) : []
}
