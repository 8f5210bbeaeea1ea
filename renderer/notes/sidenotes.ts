/** What stands in the right margin: what a mention leads to, and which entries are decisions and tasks. */
import type { Node } from 'prosemirror-model'
import { type Confidentiality, parseRapporteurUrl } from '../../core/note-format/index.ts'
import { isTask } from './lines.ts'
import { type Mention, mentionOf } from './links.ts'
import { passagesOf } from './passages.ts'
import { schema } from './schema.ts'

export type Sidenote = {
  key: string
  /** Position before the block at whose first line it stands. */
  pos: number
  kind: Confidentiality | 'decision' | 'question' | 'task' | Mention['target']
  title: string
  text: string
}
export type SidenoteSource = {
  of: (mention: Mention) => { title: string; text: string } | null
  decision: string
  question: string
  task: string
  /** What it means that a passage is not for everyone. */
  guard: (level: Confidentiality) => { title: string; text: string }
  /** What is said of a task's date, `2016-12-01`. */
  due: (date: string) => string
}

/** In the order in which they stand. A mention stands at the start of its entry, once for each entry. */
export function sidenotesOf(doc: Node, source: SidenoteSource): Sidenote[] {
  const notes = new Map<string, Sidenote>()
  let entry: number | null = null
  const add = (pos: number, kind: Sidenote['kind'], id: string, title: string, text: string) => {
    const key = `${pos} ${kind} ${id}`
    if (!notes.has(key)) notes.set(key, { key, pos, kind, title, text })
  }
  for (const { level, first } of passagesOf(doc)) {
    const { title, text } = source.guard(level)
    add(first, level, '', title, text)
  }
  doc.descendants((node, pos, parent, index) => {
    if (node.isTextblock) {
      if (node.attrs.at) entry = pos
      if (node.attrs.decision) add(pos, 'decision', '', source.decision, '')
      if (node.attrs.question) add(pos, 'question', '', source.question, '')
      if (parent && isTask(parent) && index === 0) add(pos, 'task', '', source.task, dueOf(node, source))
      for (const href of mentionsIn(node)) {
        const mention = mentionOf(href)
        const found = mention && source.of(mention)
        if (found) add(entry ?? pos, mention.target, href, found.title, found.text)
      }
      return false
    }
    return true
  })
  return [...notes.values()].sort((a, b) => a.pos - b.pos)
}

function dueOf(line: Node, source: SidenoteSource): string {
  const due = line.children
    .map((node) => (node.type === schema.nodes.mention ? parseRapporteurUrl(node.attrs.href) : null))
    .find((target) => target?.kind === 'due')
  return due?.kind === 'due' ? source.due(due.date) : ''
}

/** Whom a task is for stands in its text; that they are a contact need not be said beside it. */
function mentionsIn(line: Node): string[] {
  return line.children.flatMap((node) => {
    if (node.type === schema.nodes.mention) {
      const href = node.attrs.href as string
      return parseRapporteurUrl(href)?.kind === 'for' ? [] : [href]
    }
    const link = schema.marks.link.isInSet(node.marks)
    return link ? [link.attrs.href as string] : []
  })
}
