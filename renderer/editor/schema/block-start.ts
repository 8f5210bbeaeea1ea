/** Reads the parts before the text of a block in Markdown: its time, its confidentiality, its speaker and its kind. */
import type { Link, PhrasingContent } from 'mdast'
import { formatRapporteurUrl, getTarget, type RapporteurTarget } from '../../../core/note-format/index.ts'
import type { ParagraphAttrs } from './schema.ts'

export type BlockStart = ParagraphAttrs
export const noStart: BlockStart = {
  at: null,
  atText: null,
  guard: null,
  guardText: null,
  turn: null,
  turnText: null,
  decision: null,
  question: null,
}

/**
 * Separates the parts before the text, which the editor shows in the margin, from the text. A part that writeStart would write differently
 * stays in the text.
 */
export function readStart(
  children: readonly PhrasingContent[],
  block: 'paragraph' | 'heading',
): { start: BlockStart; text: readonly PhrasingContent[] } {
  const start = { ...noStart }
  let rest = children
  const time = getPlainLink(rest)
  if (time?.target.kind === 'at' && isCanonical(time)) {
    start.at = time.target.instant
    start.atText = time.text
    rest = time.rest
  }
  if (block === 'heading') return { start, text: rest }
  // Read in the order of writing, so that each part is written back in the same place.
  const guard = getPlainLink(rest)
  if (guard && (guard.target.kind === 'internal' || guard.target.kind === 'private') && isCanonical(guard)) {
    start.guard = guard.target.kind
    start.guardText = guard.text
    rest = guard.rest
  }
  const turn = getPlainLink(rest)
  if (turn?.target.kind === 'turn') {
    start.turn = turn.link.url
    start.turnText = turn.text
    rest = turn.rest
  }
  const mark = getPlainLink(rest)
  if (mark && (mark.target.kind === 'decision' || mark.target.kind === 'question') && isCanonical(mark)) {
    start[mark.target.kind] = mark.text
    rest = mark.rest
  }
  return { start, text: rest }
}

function isCanonical({ link, target }: { link: Link; target: RapporteurTarget }): boolean {
  return link.url === formatRapporteurUrl(target)
}

/** Adds the parts before the text, the last one first. */
export function writeStart(start: Partial<BlockStart>, text: PhrasingContent[]): PhrasingContent[] {
  let children = text
  const addLink = (url: string, label: string) => {
    children = [createLink(url, label), ...addSpaceAfterLink(children)]
  }
  if (start.decision) addLink(formatRapporteurUrl({ kind: 'decision' }), start.decision)
  else if (start.question) addLink(formatRapporteurUrl({ kind: 'question' }), start.question)
  if (start.turn && start.turnText) addLink(start.turn, start.turnText)
  if (start.guard && start.guardText) addLink(formatRapporteurUrl({ kind: start.guard }), start.guardText)
  if (start.at && start.atText) {
    addLink(formatRapporteurUrl({ kind: 'at', instant: start.at }), start.atText)
  }
  return children
}

function createLink(url: string, text: string): Link {
  return { type: 'link', url, title: null, children: [{ type: 'text', value: text }] }
}

/** @returns a `rapporteur:` link with only text in it, and the nodes after it (`rest`) without the space between */
function getPlainLink(children: readonly PhrasingContent[]) {
  const [link, next, ...others] = children
  const target = getTarget(link)
  if (link?.type !== 'link' || !target || link.title) return null
  const [text, ...otherChildren] = link.children
  if (text?.type !== 'text' || otherChildren.length > 0 || text.value === '') return null
  const found = { link, target, text: text.value }
  if (!next || next.type === 'break' || (next.type === 'text' && next.value.startsWith('\n'))) {
    return { ...found, rest: children.slice(1) }
  }
  if (next.type !== 'text' || !next.value.startsWith(' ')) return null
  const value = next.value.slice(1)
  return { ...found, rest: value === '' ? others : [{ ...next, value }, ...others] }
}

function addSpaceAfterLink(children: PhrasingContent[]): PhrasingContent[] {
  const [first, ...others] = children
  if (!first || first.type === 'break') return children
  if (first.type !== 'text') return [{ type: 'text', value: ' ' }, ...children]
  return first.value.startsWith('\n') ? children : [{ type: 'text', value: ` ${first.value}` }, ...others]
}
