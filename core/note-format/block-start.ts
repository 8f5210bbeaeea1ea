/** Parses the marks at the start of a block: time, confidentiality, speaker, and decision or question. */
import type { PhrasingContent } from 'mdast'
import { toInlineText } from './plain-text.ts'
import { type Confidentiality, getTarget, type PersonKey } from './rapporteur-url.ts'

/** A person named in a note. */
export type Person = {
  /** The name as written. */
  name: string
  /** null if the person is not in the programme, the directory or the contacts. */
  key: PersonKey | null
}
export type BlockStart = {
  /** The instant in stored form. */
  at: string | null
  confidentiality: Confidentiality | null
  turn: Person | null
  mark: 'decision' | 'question' | null
  /** The block's phrasing after the time and the marks. */
  content: readonly PhrasingContent[]
}

/** Accepts each mark once: the time first, then the others in any order, separated only by spaces. */
export function getStart(children: readonly PhrasingContent[]): BlockStart {
  const start: BlockStart = { at: null, confidentiality: null, turn: null, mark: null, content: children }
  const time = getTarget(children[0])
  if (time?.kind === 'at') {
    start.at = time.instant
    start.content = children.slice(1)
  }
  while (true) {
    const [link, ...afterLink] = trimStart(start.content)
    if (!link || !applyMark(start, link)) return start
    start.content = afterLink
  }
}

/** @returns false if the link is not a mark, or if the block already has a mark of its kind */
function applyMark(start: BlockStart, link: PhrasingContent): boolean {
  const target = getTarget(link)
  switch (target?.kind) {
    case 'internal':
    case 'private':
      if (start.confidentiality !== null) return false
      start.confidentiality = target.kind
      return true
    case 'turn':
      if (start.turn !== null) return false
      // "UNODC:", in French "UNODC :"
      start.turn = { name: toInlineText([link]).replace(/\s*:$/, ''), key: target.who }
      return true
    case 'decision':
    case 'question':
      if (start.mark !== null) return false
      start.mark = target.kind
      return true
    default:
      return false
  }
}

function trimStart(content: readonly PhrasingContent[]): readonly PhrasingContent[] {
  const [first] = content
  return first?.type === 'text' && first.value.trim() === '' ? content.slice(1) : content
}
