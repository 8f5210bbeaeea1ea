/** A note as it stands in a report: complete in itself, and without what means something in Rapporteur only. */
import type { Definition, Nodes, PhrasingContent, Root, RootContent } from 'mdast'
import {
  type EntryMention,
  getEntries,
  getMarked,
  getPictures,
  getTarget,
} from '../../../core/note-format/index.ts'
import { formatTime } from '../../../core/time.ts'
import { linkTarget } from '../../formats/markup.ts'

declare module 'mdast' {
  interface StrongData {
    /** It is the time at which an entry was begun. */
    isTime?: true
    /** It is the level of confidentiality on the cover. */
    isLevel?: true
    /** It says what its block is. */
    mark?: 'decision' | 'question'
  }
  interface TextData {
    /** It was a link to one. */
    keyMessage?: { conference: string; guid: string }
  }
}

export type ReportNote = {
  /** Times and `rapporteur:` links are text, references are links, HTML is text. */
  root: Root
  /** As they are counted everywhere: blocks with a time, or 1. */
  entries: number
  mentions: EntryMention[]
  /** In document order, as are the others. */
  tasks: NoteTask[]
  decisions: Said[]
  questions: Said[]
}
/** Without its time and the words that mark what it is. */
export type Said = { text: PhrasingContent[] }
/** `who`: names; `text` is without them and the date. `at`: when its entry was begun. */
export type NoteTask = Said & { done: boolean; who: string[]; due: string | null; at: string | null }

/** null for a note without any text or picture. Takes the places of its nodes from `source`. */
export function reportNote(source: Root, timeZone: string): ReportNote | null {
  withoutPlaces(source)
  const entries = getEntries(source)
  if (entries.length === 0 && getPictures(source).length === 0) return null
  const definitions = new Map<string, Definition>()
  collectDefinitions(source, definitions)
  const scope = { definitions, timeZone }
  const { tasks, decisions, questions } = getMarked(source)
  return {
    root: { type: 'root', children: plainFlow(source.children, scope) as RootContent[] },
    entries: entries.filter(({ at }) => at !== null).length || 1,
    mentions: entries.flatMap(({ mentions }) => mentions),
    tasks: tasks.map(({ done, who, due, at, content, text }) => ({
      done,
      due,
      at,
      who: who.map(({ name }) => name),
      // A task may begin with code or a table, which is no phrase.
      text: content.length > 0 ? said(content, scope) : [{ type: 'text', value: text }],
    })),
    decisions: decisions.map(({ content }) => ({ text: said(content, scope) })),
    questions: questions.map(({ content }) => ({ text: said(content, scope) })),
  }
}

/** Where each node stood in the text takes more memory than the text, and no report asks for it. */
function withoutPlaces(node: Nodes): void {
  delete node.position
  if ('children' in node) for (const child of node.children) withoutPlaces(child)
}

type Scope = { definitions: ReadonlyMap<string, Definition>; timeZone: string }

function said(content: readonly PhrasingContent[], scope: Scope): PhrasingContent[] {
  return plainAll(content, scope) as PhrasingContent[]
}

function plainAll(nodes: readonly Nodes[], scope: Scope): Nodes[] {
  return nodes.flatMap((node) => plain(node, scope))
}

/** Blocks: HTML among them is a paragraph, since words alone are no block, and what writes blocks would leave them out. */
function plainFlow(nodes: readonly Nodes[], scope: Scope): Nodes[] {
  return nodes.flatMap((node): Nodes[] => {
    if (node.type !== 'html') return plain(node, scope)
    const words = plainHtml(node.value).filter(({ type }) => type === 'text')
    return words.length > 0 ? [{ type: 'paragraph', children: words as PhrasingContent[] }] : []
  })
}

function plain(node: Nodes, scope: Scope): Nodes[] {
  switch (node.type) {
    case 'definition':
      return []
    case 'html':
      return plainHtml(node.value)
    case 'link':
    case 'linkReference':
    case 'imageReference':
      return [plainReference(node, scope)].flat()
    default:
      if (!('children' in node)) return [node]
      return [{ ...node, children: within(node)(node.children, scope) } as Nodes]
  }
}

function within({ type }: Nodes): typeof plainAll {
  return type === 'blockquote' || type === 'listItem' ? plainFlow : plainAll
}

/** The definitions of two notes may share a name, so what they define is written where it is used. */
function plainReference(
  node: Extract<PhrasingContent, { type: 'link' | 'linkReference' | 'imageReference' }>,
  scope: Scope,
): Nodes | Nodes[] {
  const target = getTarget(node)
  if (target?.kind === 'at') {
    const value = formatTime(target.instant, scope.timeZone)
    return { type: 'strong', children: [{ type: 'text', value }], data: { isTime: true } }
  }
  if (node.type === 'imageReference') {
    const { url = '', title = null } = scope.definitions.get(node.identifier) ?? {}
    return { type: 'image', url, title, alt: node.alt ?? '' }
  }
  const children = plainAll(node.children, scope) as PhrasingContent[]
  if (target?.kind === 'decision' || target?.kind === 'question')
    return { type: 'strong', children, data: { mark: target.kind } }
  if (target && STRONG.has(target.kind)) return { type: 'strong', children }
  if (target?.kind === 'key-message') {
    const { conference, guid } = target
    return children.map((child) =>
      child.type === 'text' ? { ...child, data: { keyMessage: { conference, guid } } } : child,
    )
  }
  if (target?.kind === 'contact') return withoutAt(children)
  if (target) return children
  const { url = '', title = null } =
    node.type === 'link' ? node : (scope.definitions.get(node.identifier) ?? {})
  // What leads nowhere from another computer, or runs something, is its words.
  return linkTarget(url) === null ? children : ({ type: 'link', url, title, children } as Nodes)
}

/** Its sign finds a contact while a note is written, and says nothing to who reads it. */
function withoutAt([first, ...others]: PhrasingContent[]): PhrasingContent[] {
  if (first?.type !== 'text') return first ? [first, ...others] : []
  return [{ ...first, value: first.value.replace(/^@/, '') }, ...others]
}

/** The words at the start of a block that say what it is, or who speaks. */
const STRONG: ReadonlySet<string> = new Set(['turn', 'internal', 'private'])

/** As words: a tag that is not closed could swallow the rest of the report. Comments were not meant to be read. */
function plainHtml(html: string): Nodes[] {
  const value = html.replaceAll(/<!--[\s\S]*?(?:-->|$)/g, '')
  if (value.trim() === '') return []
  return /^<br\s*\/?>$/i.test(value) ? [{ type: 'break' }] : [{ type: 'text', value }]
}

function collectDefinitions(node: Nodes, found: Map<string, Definition>): void {
  // The first of a name counts (CommonMark §4.7).
  if (node.type === 'definition' && !found.has(node.identifier)) found.set(node.identifier, node)
  if ('children' in node) for (const child of node.children) collectDefinitions(child, found)
}
