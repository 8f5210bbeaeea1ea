/** Reads and replaces the links that say who is to do a task and by when, outside the editor. */
import type { Link, PhrasingContent } from 'mdast'
import { getBlocks } from './blocks.ts'
import { getTasks } from './extract-items.ts'
import { MAX_NOTE_LENGTH } from './length.ts'
import { parseNote } from './parse.ts'
import { formatRapporteurUrl, getTarget, type PersonKey } from './rapporteur-url.ts'
import { serialiseNote } from './serialise.ts'
import { findOffset } from './task-box.ts'

/** `for`: the assignees. `due`: the due date. */
type TaskLinkKind = 'for' | 'due'

/** Writes such a link as Markdown. */
export function writeTaskLink(
  label: string,
  target: { kind: 'for'; who: PersonKey | null } | { kind: 'due'; date: string },
): string {
  const children = [{ type: 'text' as const, value: label.replace(/\s+/g, ' ').trim() }]
  const link = { type: 'link' as const, url: formatRapporteurUrl(target), children }
  return serialiseNote({ type: 'root', children: [{ type: 'paragraph', children: [link] }] }).trim()
}

/** Whether the text is nothing but links of the kind, separated by spaces. */
export function isTaskLinks(text: string, kind: TaskLinkKind): boolean {
  if (text === '') return true
  if (text.includes('\n')) return false
  const [paragraph, ...others] = parseNote(text).children
  if (paragraph?.type !== 'paragraph' || others.length > 0) return false
  return getSource(text, findLinks(paragraph.children, kind)) === text
}

/** The task's links of the kind as they are written, separated by spaces. @returns null if there is no such task */
export function getTaskLinks(markdown: string, index: number, kind: TaskLinkKind): string | null {
  const content = findContent(markdown, index)
  return content && getSource(markdown, findLinks(content, kind))
}

/**
 * Replaces the task's links of the kind and changes no other byte except spaces beside them. `index`: the task's position among the note's
 * tasks, from 0. `links`: as from `getTaskLinks`. @returns null if that is not possible
 */
export function setTaskLinks(
  markdown: string,
  index: number,
  kind: TaskLinkKind,
  links: string,
): string | null {
  const content = findContent(markdown, index)
  if (!content) return null
  if (getSource(markdown, findLinks(content, kind)) === links) return markdown
  const [first, ...others] = findLinks(content, kind).map((link) => getSpan(markdown, link))
  let changed = markdown
  for (const span of others.reverse()) changed = removeLink(changed, span)
  if (first && links === '') changed = removeLink(changed, first)
  else if (first) changed = changed.slice(0, first.from) + links + changed.slice(first.to)
  else changed = insertLinks(changed, content, kind, links)
  return changesOnlyLinks(markdown, changed, { index, kind, links }) ? changed : null
}

function findContent(markdown: string, index: number): readonly PhrasingContent[] | null {
  const tasks = getBlocks(parseNote(markdown)).filter(({ kind }) => kind === 'task')
  return tasks[index]?.content ?? null
}

function findLinks(nodes: readonly PhrasingContent[], kind: TaskLinkKind): Link[] {
  return nodes.flatMap((node) => {
    if (node.type === 'link' && getTarget(node)?.kind === kind) return [node]
    return 'children' in node ? findLinks(node.children, kind) : []
  })
}

function getSource(markdown: string, links: readonly Link[]): string {
  return links
    .map((link) => getSpan(markdown, link))
    .map(({ from, to }) => markdown.slice(from, to))
    .join(' ')
}

type Span = { from: number; to: number }

function getSpan(markdown: string, { position }: PhrasingContent): Span {
  return {
    from: findOffset(markdown, position?.start.offset ?? 0),
    to: findOffset(markdown, position?.end.offset ?? 0),
  }
}

/** Removes the link and the spaces before it, or after it if it follows the box. */
function removeLink(text: string, { from, to }: Span): string {
  const before = text.slice(0, from).replace(/[ \t]+$/, '')
  const after = text.slice(to)
  if (/\[[ xX]\]$/.test(before)) return text.slice(0, from) + after.replace(/^[ \t]+/, '')
  return before + after
}

/** Puts assignees before the dates, and a date at the end. */
function insertLinks(
  text: string,
  content: readonly PhrasingContent[],
  kind: TaskLinkKind,
  links: string,
): string {
  const isDate = (node: PhrasingContent) => ['do', 'due'].includes(getTarget(node)?.kind ?? '')
  const date = kind === 'for' ? content.find(isDate) : undefined
  if (date) {
    const { from } = getSpan(text, date)
    return `${text.slice(0, from)}${links} ${text.slice(from)}`
  }
  const last = content.at(-1)
  if (!last) return text
  const { to } = getSpan(text, last)
  return `${text.slice(0, to)} ${links}${text.slice(to)}`
}

/** Whether nothing but these links differs in any task. */
function changesOnlyLinks(
  before: string,
  after: string,
  { index, kind, links }: { index: number; kind: TaskLinkKind; links: string },
): boolean {
  const read = (markdown: string) =>
    getTasks(parseNote(markdown)).map(({ index: at, text, done, who, due, planned }) => {
      const isChanged = at === index
      return {
        ...{ at, text, done, planned },
        who: isChanged && kind === 'for' ? null : who,
        due: isChanged && kind === 'due' ? null : due,
      }
    })
  return (
    after.length <= MAX_NOTE_LENGTH &&
    getTaskLinks(after, index, kind) === links &&
    JSON.stringify(read(after)) === JSON.stringify(read(before))
  )
}
