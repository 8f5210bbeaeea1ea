/** What stands at the start of a block in Markdown, before its text: its time and the mark of a decision. */
import type { Link, PhrasingContent } from 'mdast'
import { formatRapporteurUrl, targetOf } from '../../core/note-format/index.ts'
import type { ParagraphAttrs } from './schema.ts'

export type BlockStart = ParagraphAttrs
export const noStart: BlockStart = { at: null, atText: null, decision: null }

/** Takes off what the editor shows in the margin; a start that could not be written again as it was stays in the text. */
export function readStart(
  children: readonly PhrasingContent[],
  block: 'paragraph' | 'heading',
): { start: BlockStart; rest: readonly PhrasingContent[] } {
  const start = { ...noStart }
  let rest = children
  const time = plainLink(rest)
  if (time && time.target.kind === 'at' && time.link.url === formatRapporteurUrl(time.target)) {
    start.at = time.target.instant
    start.atText = time.text
    rest = time.rest
  }
  const decision = block === 'paragraph' ? plainLink(rest) : null
  if (decision && decision.link.url === formatRapporteurUrl({ kind: 'decision' })) {
    start.decision = decision.text
    rest = decision.rest
  }
  return { start, rest }
}

export function writeStart(start: Partial<BlockStart>, rest: PhrasingContent[]): PhrasingContent[] {
  let children = rest
  if (start.decision) {
    children = [link(formatRapporteurUrl({ kind: 'decision' }), start.decision), ...afterLink(children)]
  }
  if (start.at && start.atText) {
    const url = formatRapporteurUrl({ kind: 'at', instant: start.at })
    children = [link(url, start.atText), ...afterLink(children)]
  }
  return children
}

function link(url: string, text: string): Link {
  return { type: 'link', url, title: null, children: [{ type: 'text', value: text }] }
}

/** A link of ours with nothing but words in it, and what follows it without the space between. */
function plainLink(children: readonly PhrasingContent[]) {
  const [link, next, ...others] = children
  const target = targetOf(link)
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

function afterLink(children: PhrasingContent[]): PhrasingContent[] {
  const [first, ...others] = children
  if (!first || first.type === 'break') return children
  if (first.type !== 'text') return [{ type: 'text', value: ' ' }, ...children]
  return first.value.startsWith('\n') ? children : [{ type: 'text', value: ` ${first.value}` }, ...others]
}
