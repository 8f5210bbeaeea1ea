/** Prepares a note for a report, so that it is self-contained and has no syntax that only Rapporteur understands. */
import type { Definition, Image, Nodes, PhrasingContent, Root, RootContent, Text } from 'mdast'
import {
  type EntryMention,
  getBlocks,
  getEntries,
  getNoteItems,
  getPicture,
  getPictures,
  getTarget,
} from '../../../core/note-format/index.ts'
import { formatTime } from '../../../core/time.ts'
import { getLinkTarget } from '../../formats/markup.ts'

declare module 'mdast' {
  interface StrongData {
    /** The text is the time at which an entry started. */
    isTime?: true
    /** The text is the level of confidentiality on the cover. */
    isLevel?: true
    /** The text names a fact on the cover. */
    isLabel?: true
    /** The text labels its block. */
    mark?: 'decision' | 'question'
  }
  interface EmphasisData {
    /** The text is the assignee and the dates after a task. */
    isAside?: true
  }
  interface TextData {
    /** Set if the text was a link to a key message. */
    keyMessage?: { conference: string; guid: string }
    /** Set if the text names an assignee or a date. */
    assignment?: 'for' | 'do' | 'due'
  }
}

export type ReportNote = {
  /** Times, `rapporteur:` links and HTML are plain text; reference links are inline links, and so are pictures on the web. */
  root: Root
  /** The number of blocks with a time, or 1. */
  entries: number
  mentions: EntryMention[]
  /** Tasks, decisions and questions are in document order. */
  tasks: NoteTask[]
  decisions: Statement[]
  questions: Statement[]
}
/** `text`: the block without its time and its label. `mark`: the mark of its block in `root`. */
export type Statement = { text: PhrasingContent[]; mark: string }
/** `who`: names of the assignees. `text`: without names and dates. `at`: when the entry started. */
export type NoteTask = {
  text: PhrasingContent[]
  done: boolean
  who: string[]
  due: string | null
  planned: string | null
  at: string | null
}

/** Removes the positions of the nodes of `source`. @returns null if the note has neither text nor pictures */
export function toReportNote(source: Root, timeZone: string): ReportNote | null {
  dropPositions(source)
  const entries = getEntries(source)
  if (entries.length === 0 && getPictures(source).length === 0) return null
  const definitions = new Map<string, Definition>()
  collectDefinitions(source, definitions)
  const scope = { definitions, timeZone }
  const { tasks, decisions, questions } = getNoteItems(source)
  addMarkNames(source)
  return {
    root: { type: 'root', children: convertFlow(source.children, scope) as RootContent[] },
    entries: entries.filter(({ at }) => at !== null).length || 1,
    mentions: entries.flatMap(({ mentions }) => mentions),
    tasks: tasks.map(({ done, who, due, planned, at, content, text }) => ({
      done,
      due,
      planned,
      at,
      who: who.map(({ name }) => name),
      // A task may start with code or a table, which has no inline content.
      text: content.length > 0 ? convertPhrasing(content, scope) : [{ type: 'text', value: text }],
    })),
    decisions: decisions.map(({ index, content }) => ({
      text: convertPhrasing(content, scope),
      mark: getMarkName('decision', index),
    })),
    questions: questions.map(({ index, content }) => ({
      text: convertPhrasing(content, scope),
      mark: getMarkName('question', index),
    })),
  }
}

/** Names the blocks of decisions and questions, so that the follow-up can refer to them. */
function addMarkNames(source: Root): void {
  const blocks = getBlocks(source)
  for (const kind of ['decision', 'question'] as const) {
    for (const [index, { node }] of blocks.filter((block) => block.kind === kind).entries())
      node.data = { ...node.data, mark: getMarkName(kind, index) }
  }
}

/** `index`: the position among the note's blocks of this kind. */
function getMarkName(kind: 'decision' | 'question', index: number): string {
  return `${kind}-${index}`
}

/** Node positions take more memory than the text, and no report needs them. */
function dropPositions(node: Nodes): void {
  delete node.position
  if ('children' in node) for (const child of node.children) dropPositions(child)
}

type Scope = { definitions: ReadonlyMap<string, Definition>; timeZone: string; isInLink?: boolean }

function convertPhrasing(content: readonly PhrasingContent[], scope: Scope): PhrasingContent[] {
  return convertNodes(content, scope) as PhrasingContent[]
}

function convertNodes(nodes: readonly Nodes[], scope: Scope): Nodes[] {
  return nodes.flatMap((node) => convertNode(node, scope))
}

/** Turns HTML between blocks into a paragraph, since the writers of blocks skip bare text. */
function convertFlow(nodes: readonly Nodes[], scope: Scope): Nodes[] {
  return nodes.flatMap((node): Nodes[] => {
    if (node.type !== 'html') return convertNode(node, scope)
    const words = convertHtml(node.value).filter(({ type }) => type === 'text')
    return words.length > 0 ? [{ type: 'paragraph', children: words as PhrasingContent[] }] : []
  })
}

function convertNode(node: Nodes, scope: Scope): Nodes[] {
  switch (node.type) {
    case 'definition':
      return []
    case 'html':
      return convertHtml(node.value)
    case 'link':
    case 'linkReference':
    case 'imageReference':
      return [convertReference(node, scope)].flat()
    case 'image':
      return [getPicture(node) === null ? createLinkOrText(node, scope) : node]
    default:
      if (!('children' in node)) return [node]
      return [{ ...node, children: pickConverter(node)(node.children, scope) } as Nodes]
  }
}

function pickConverter({ type }: Nodes): typeof convertNodes {
  return type === 'blockquote' || type === 'listItem' ? convertFlow : convertNodes
}

/** Resolves references in place, since definitions of two notes may share a name. */
function convertReference(
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
    return convertNode({ type: 'image', url, title, alt: node.alt ?? '' }, scope)
  }
  const children = convertNodes(node.children, { ...scope, isInLink: true }) as PhrasingContent[]
  if (target?.kind === 'decision' || target?.kind === 'question')
    return { type: 'strong', children, data: { mark: target.kind } }
  if (target && STRONG.has(target.kind)) return { type: 'strong', children }
  if (target?.kind === 'key-message') {
    const { conference, guid } = target
    return children.map((child) =>
      child.type === 'text' ? { ...child, data: { keyMessage: { conference, guid } } } : child,
    )
  }
  if (target?.kind === 'for' || target?.kind === 'do' || target?.kind === 'due') {
    const { kind } = target
    return children.map((child) =>
      child.type === 'text' ? { ...child, data: { ...child.data, assignment: kind } } : child,
    )
  }
  if (target?.kind === 'contact') return dropAtSign(children)
  if (target) return children
  const { url = '', title = null } =
    node.type === 'link' ? node : (scope.definitions.get(node.identifier) ?? {})
  // A link that works only on this computer, or runs something, becomes plain text.
  return getLinkTarget(url) === null ? children : ({ type: 'link', url, title, children } as Nodes)
}

/**
 * Links to a picture on the web, since an embedded one would tell its server who reads the report. A link cannot contain another link
 * (CommonMark §6.3), so it becomes text there.
 */
function createLinkOrText({ url, alt }: Image, { isInLink }: Scope): Nodes {
  const text: Text = { type: 'text', value: alt || url }
  return isInLink || getLinkTarget(url) === null ? text : { type: 'link', url, children: [text] }
}

/** Drops the "@" that finds a contact while writing; it means nothing to a reader. */
function dropAtSign([first, ...others]: PhrasingContent[]): PhrasingContent[] {
  if (first?.type !== 'text') return first ? [first, ...others] : []
  return [{ ...first, value: first.value.replace(/^@/, '') }, ...others]
}

/** The labels at the start of a block that are written in bold. */
const STRONG: ReadonlySet<string> = new Set(['turn', 'internal', 'private'])

/** Turns HTML into text, since an unclosed tag could swallow the rest of the report. Drops comments. */
function convertHtml(html: string): Nodes[] {
  const value = html.replaceAll(/<!--[\s\S]*?(?:-->|$)/g, '')
  if (value.trim() === '') return []
  return /^<br\s*\/?>$/i.test(value) ? [{ type: 'break' }] : [{ type: 'text', value }]
}

function collectDefinitions(node: Nodes, found: Map<string, Definition>): void {
  // The first definition of a name takes precedence (CommonMark §4.7).
  if (node.type === 'definition' && !found.has(node.identifier)) found.set(node.identifier, node)
  if ('children' in node) for (const child of node.children) collectDefinitions(child, found)
}
