/** The notes by the key messages that they name: what was said on each, from all sessions together. */
import type { List, Nodes, RootContent } from 'mdast'
import type { Guid, KeyMessage } from '../../model.ts'
import type { ReportSource } from '../source/report-source.ts'
import type { AboutNote, ReportDay, ReportSession } from './report-parts.ts'

/** `session` null: from notes of no session. */
export type Passages = { session: ReportSession | null; entries: Entry[] }
/** `by`: whose note it is from, the id of a Person. */
type Entry = { by: string; blocks: RootContent[] }
export type ByMessage = {
  /** In document order. */
  messages: { message: KeyMessage; passages: Passages[] }[]
  /** What names none. */
  others: Passages[]
}

/**
 * Each entry of a note stands under every key message that it names, and a note about a key message under that one as a
 * whole; nothing is left out. `all`: also the key messages of which no note speaks.
 */
export function byMessage(
  days: ReportDay[],
  otherNotes: AboutNote[],
  { conference, keyMessages }: ReportSource,
  all: boolean,
): ByMessage {
  const guids = new Set<string>(keyMessages.map(({ guid }) => guid))
  const found = new Map<string | null, Passages[]>()
  const sources = [
    ...days.flatMap(({ sessions }) => sessions.map((session) => ({ session, notes: session.notes }))),
    { session: null, notes: otherNotes },
  ]
  for (const { session, notes } of sources) {
    for (const note of notes) {
      const about: Guid | null = ('keyMessage' in note && (note as AboutNote).keyMessage?.guid) || null
      for (const blocks of getPassages(note.root.children)) {
        const named = new Set(blocks.flatMap((block) => messagesIn(block, conference.slug)))
        if (about !== null) named.add(about)
        const known = [...named].filter((guid) => guids.has(guid))
        for (const guid of known.length > 0 ? known : [null])
          put(found, guid, session, { by: note.source.createdBy, blocks })
      }
    }
  }
  return {
    messages: keyMessages.flatMap((message) => {
      const passages = found.get(message.guid)
      return passages || all ? [{ message, passages: passages ?? [] }] : []
    }),
    others: found.get(null) ?? [],
  }
}

function put(
  found: Map<string | null, Passages[]>,
  guid: string | null,
  session: ReportSession | null,
  entry: Entry,
): void {
  const passages = found.get(guid) ?? []
  found.set(guid, passages)
  const last = passages.at(-1)
  if (last?.session === session) last.entries.push(entry)
  else passages.push({ session, entries: [entry] })
}

/** A note cut where an entry begins. An entry within a quotation, or in a list within a list, stays with what is around it. */
function getPassages(children: readonly RootContent[]): RootContent[][] {
  const passages: RootContent[][] = []
  const cut = children.flatMap((child): RootContent[] => (child.type === 'list' ? cutList(child) : [child]))
  for (const node of cut) {
    const last = passages.at(-1)
    if (last && !beginsEntry(node)) last.push(node)
    else passages.push([node])
  }
  return passages
}

function cutList(list: List): List[] {
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

function messagesIn(node: Nodes, slug: string): string[] {
  if (node.type === 'text') {
    const named = node.data?.keyMessage
    return named?.conference === slug ? [named.guid] : []
  }
  return 'children' in node ? node.children.flatMap((child) => messagesIn(child, slug)) : []
}
