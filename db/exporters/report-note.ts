/** A note as it stands in a report: complete in itself, and without what means something in Rapporteur only. */
import type { Definition, Nodes, PhrasingContent, Root, RootContent } from 'mdast'
import {
  type EntryMention,
  entriesOf,
  inlineText,
  parseNote,
  startOf,
  targetOf,
} from '../../core/note-format/index.ts'
import { formatTime } from '../../core/time.ts'

export type ReportNote = {
  /** Times and `rapporteur:` links are text, references are links, HTML is text. */
  root: Root
  mentions: EntryMention[]
  /** In document order. */
  actions: Action[]
}
/** A task (`done` says whether it is) or a decision (`done` is null), without its time and the words that mark it. */
export type Action = { done: boolean | null; text: PhrasingContent[] }

/** null for a note without any text. */
export function reportNote(markdown: string, timeZone: string): ReportNote | null {
  const source = parseNote(markdown)
  withoutPlaces(source)
  const entries = entriesOf(source)
  if (entries.length === 0) return null
  const definitions = new Map<string, Definition>()
  collectDefinitions(source, definitions)
  const scope = { definitions, timeZone }
  return {
    root: { type: 'root', children: plainAll(source.children, scope) as RootContent[] },
    mentions: entries.flatMap(({ mentions }) => mentions),
    actions: actionsIn(source, scope),
  }
}

/** Where each node stood in the text takes more memory than the text, and no report asks for it. */
function withoutPlaces(node: Nodes): void {
  delete node.position
  if ('children' in node) for (const child of node.children) withoutPlaces(child)
}

type Scope = { definitions: ReadonlyMap<string, Definition>; timeZone: string }

function actionsIn(node: Nodes, scope: Scope): Action[] {
  if (node.type === 'paragraph') return actionOf(node.children, null, scope)
  if (!('children' in node)) return []
  if (node.type !== 'listItem' || typeof node.checked !== 'boolean')
    return node.children.flatMap((child) => actionsIn(child, scope))
  const [first, ...others] = node.children
  const isText = first?.type === 'paragraph'
  return [
    ...(isText ? actionOf(first.children, node.checked, scope) : []),
    ...(isText ? others : node.children).flatMap((child) => actionsIn(child, scope)),
  ]
}

/** `done` null: a paragraph, which is an action only if it is marked as a decision. */
function actionOf(block: readonly PhrasingContent[], done: boolean | null, scope: Scope): Action[] {
  const { mark, content } = startOf(block)
  if (done === null && mark !== 'decision') return []
  const text = plainAll(content, scope) as PhrasingContent[]
  return inlineText(text) === '' ? [] : [{ done, text: startingWithAWord(text) }]
}

/** A space parted the text from the time or mark that stood before it. */
function startingWithAWord([first, ...others]: PhrasingContent[]): PhrasingContent[] {
  if (first?.type !== 'text') return first ? [first, ...others] : others
  const value = first.value.trimStart()
  return value === '' ? others : [{ ...first, value }, ...others]
}

function plainAll(nodes: readonly Nodes[], scope: Scope): Nodes[] {
  return nodes.flatMap((node) => plain(node, scope))
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
      return [{ ...node, children: plainAll(node.children, scope) } as Nodes]
  }
}

/** The definitions of two notes may share a name, so what they define is written where it is used. */
function plainReference(
  node: Extract<PhrasingContent, { type: 'link' | 'linkReference' | 'imageReference' }>,
  scope: Scope,
): Nodes | Nodes[] {
  const target = targetOf(node)
  if (target?.kind === 'at')
    return strong([{ type: 'text', value: formatTime(target.instant, scope.timeZone) }])
  if (node.type === 'imageReference') {
    const { url = '', title = null } = scope.definitions.get(node.identifier) ?? {}
    return { type: 'image', url, title, alt: node.alt ?? '' }
  }
  const children = plainAll(node.children, scope) as PhrasingContent[]
  if (target && STRONG.has(target.kind)) return strong(children)
  if (target) return children
  if (node.type === 'link') return { ...node, children } as Nodes
  const { url = '', title = null } = scope.definitions.get(node.identifier) ?? {}
  return { type: 'link', url, title, children } as Nodes
}

/** The words at the start of a block that say what it is, or who speaks. */
const STRONG: ReadonlySet<string> = new Set(['decision', 'question', 'turn', 'internal', 'private'])

function strong(children: PhrasingContent[]): Nodes {
  return { type: 'strong', children }
}

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
