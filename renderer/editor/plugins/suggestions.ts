/** Suggests links for clear mentions in a note that are not linked. Nothing is linked automatically. */
import type { Node } from 'prosemirror-model'
import type { Command } from 'prosemirror-state'
import { escapeRegExp } from '../../../core/escape-regexp.ts'
import { formatRapporteurUrl } from '../../../core/note-format/index.ts'
import { isTextLine } from '../schema/lines.ts'
import { getMention } from '../schema/links.ts'
import { schema } from '../schema/schema.ts'
import type { Candidate } from './candidates.ts'
import type { MessageFinder } from './message-terms.ts'

export type Suggestion = {
  href: string
  /** The link's text. */
  label: string
  /** The words that would become the link. Empty if the link would be inserted at `from`, at the end of the passage. */
  from: number
  to: number
  /** The text of the passage, shown with the suggestion. */
  passage: string
}
export type SuggestionSources = {
  /** Candidates found by their exact names: contacts, and sessions with a number. */
  named: readonly Candidate[]
  /** @returns a link to the key message with which a passage deals */
  findKeyMessage: (passage: string) => Pick<Candidate, 'href' | 'label'> | null
  isDismissed: (href: string) => boolean
}

const MAX_SUGGESTIONS = 4

export function findSuggestions(
  doc: Node,
  { named, findKeyMessage, isDismissed }: SuggestionSources,
): Suggestion[] {
  const linked = listLinks(doc)
  const found = new Map<string, Suggestion>()
  const add = (suggestion: Suggestion) => {
    const { href } = suggestion
    if (!linked.has(href) && !found.has(href) && !isDismissed(href)) found.set(href, suggestion)
  }
  // Searches only for names in the text: a conference can have a thousand, but a note contains only a few.
  const text = doc.textBetween(0, doc.content.size, '\n', '\ufffc')
  const names = named
    .filter(({ title }) => text.includes(title))
    .map((candidate) => ({ candidate, pattern: createNamePattern(candidate.title) }))
  doc.descendants((node, pos) => {
    if (!node.isTextblock) return true
    if (!isTextLine(node)) return false
    const passage = getUnlinkedText(node)
    for (const { candidate, pattern } of names) {
      const index = passage.search(pattern)
      if (index < 0) continue
      const from = pos + 1 + index
      const { href, label } = candidate
      add({ href, label, from, to: from + candidate.title.length, passage })
    }
    // Skip passages that already link to a key message.
    const isLinked = [...listLinks(node)].some((href) => getMention(href)?.target === 'key-message')
    const message = isLinked ? null : findKeyMessage(passage)
    const end = pos + 1 + node.content.size
    if (message) add({ ...message, from: end, to: end, passage })
    return false
  })
  return [...found.values()].slice(0, MAX_SUGGESTIONS)
}

/** Inserts the suggested link, if the passage has not changed since it was found. */
export function linkSuggested({ href, label, from, to, passage }: Suggestion): Command {
  return (state, dispatch) => {
    const $from = state.doc.resolve(Math.min(from, state.doc.content.size))
    const { parent } = $from
    const isUnchanged = parent.isTextblock && getUnlinkedText(parent) === passage
    if (!isUnchanged) return false
    const mention = schema.nodes.mention.create({ href, label })
    const content = from === to && parent.content.size > 0 ? [schema.text(' '), mention] : [mention]
    dispatch?.(state.tr.replaceWith(from, to, content))
    return true
  }
}

/** The text of the line with one character for each position. Code and links, in which no names are searched, are blanked out. */
function getUnlinkedText(line: Node): string {
  const { code, link } = schema.marks
  return line.children
    .map(({ text, marks, nodeSize }) =>
      text !== undefined && !marks.some(({ type }) => type === code || type === link)
        ? text
        : '\ufffc'.repeat(nodeSize),
    )
    .join('')
}

/** Matches the name as whole words, with the same capitals. */
function createNamePattern(name: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{N}@#])${escapeRegExp(name)}(?![\\p{L}\\p{N}])`, 'u')
}

function listLinks(node: Node): Set<string> {
  const links = new Set<string>()
  const add = (href: unknown) => {
    const mention = typeof href === 'string' ? getMention(href) : null
    if (mention) links.add(getAddress(mention))
  }
  const collect = (child: Node) => {
    add(child.attrs.href)
    add(child.attrs.turn)
    for (const mark of child.marks) add(mark.attrs.href)
  }
  collect(node)
  node.descendants((child) => collect(child))
  return links
}

/** @returns the same address for a mention, a speaker and an assignee, so that each of them counts as a link */
function getAddress({ target, conference, id }: NonNullable<ReturnType<typeof getMention>>): string {
  if (target === 'key-message' || target === 'session') {
    return formatRapporteurUrl({ kind: target, conference: conference ?? '', guid: id })
  }
  return formatRapporteurUrl({ kind: 'contact', conference, id })
}

export function createKeyMessageSuggester(
  findMessage: MessageFinder,
  getLink: (message: NonNullable<ReturnType<MessageFinder>>) => Pick<Candidate, 'href' | 'label'>,
): SuggestionSources['findKeyMessage'] {
  return (passage) => {
    const message = findMessage(passage)
    return message && getLink(message)
  }
}
