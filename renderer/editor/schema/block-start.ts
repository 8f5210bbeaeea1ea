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

/** Removes the parts that the editor shows in the margin. A start that would be written differently stays in the text. */
export function readStart(
  children: readonly PhrasingContent[],
  block: 'paragraph' | 'heading',
): { start: BlockStart; rest: readonly PhrasingContent[] } {
  const start = { ...noStart }
  let rest = children
  const time = getPlainLink(rest)
  if (time?.target.kind === 'at' && isCanonical(time)) {
    start.at = time.target.instant
    start.atText = time.text
    rest = time.rest
  }
  if (block === 'heading') return { start, rest }
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
  return { start, rest }
}

function isCanonical({ link, target }: { link: Link; target: RapporteurTarget }): boolean {
  return link.url === formatRapporteurUrl(target)
}

export function writeStart(start: Partial<BlockStart>, rest: PhrasingContent[]): PhrasingContent[] {
  let children = rest
  const put = (url: string, text: string) => {
    children = [link(url, text), ...addSpaceAfterLink(children)]
  }
  if (start.decision) put(formatRapporteurUrl({ kind: 'decision' }), start.decision)
  else if (start.question) put(formatRapporteurUrl({ kind: 'question' }), start.question)
  if (start.turn && start.turnText) put(start.turn, start.turnText)
  if (start.guard && start.guardText) put(formatRapporteurUrl({ kind: start.guard }), start.guardText)
  if (start.at && start.atText) {
    put(formatRapporteurUrl({ kind: 'at', instant: start.at }), start.atText)
  }
  return children
}

function link(url: string, text: string): Link {
  return { type: 'link', url, title: null, children: [{ type: 'text', value: text }] }
}

/** @returns a rapporteur: link with only text in it, and the nodes after it without the space between */
function getPlainLink(children: readonly PhrasingContent[]) {
  const [link, next, ...others] = children
  const target = getTarget(link)
  if (link?.type !== 'link' || !target || link.title) return null
  const [text, ...more] = link.children
  if (text?.type !== 'text' || more.length > 0 || text.value === '') return null
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
