/** Which passages are internal or private, as they stand in the editor; core/note-format/blocks.ts reads the same from Markdown. */
import type { Node } from 'prosemirror-model'
import { type Confidentiality, parseRapporteurUrl, startOf } from '../../core/note-format/index.ts'
import { writeStart } from './block-start.ts'
import { isTextLine } from './lines.ts'
import { type SourceAttrs, schema } from './schema.ts'
import { phrasingOf } from './to-mdast.ts'

/** Positions before its first and its last block. */
export type Passage = { level: Confidentiality; first: number; last: number }

/** What holds for blocks in a row, and for all that is around them. */
type Scope = { around: Confidentiality | null; own: Confidentiality | null }
type GuardedLine = { pos: number; level: Confidentiality | null; isMarked: boolean }

const read = new WeakMap<Node, Passage[]>()

export function passagesOf(doc: Node): Passage[] {
  const known = read.get(doc)
  if (known) return known
  const passages: Passage[] = []
  let open = null as Passage | null
  for (const { pos, level, isMarked } of levelsOf(doc)) {
    if (level === null) open = null
    else if (open?.level === level && !isMarked) open.last = pos
    else {
      open = { level, first: pos, last: pos }
      passages.push(open)
    }
  }
  read.set(doc, passages)
  return passages
}

/** Every block that shows something itself, in order. */
export function levelsOf(doc: Node): GuardedLine[] {
  const lines: GuardedLine[] = []
  walk(doc, 0, { around: null, own: null }, lines)
  return lines
}

function walk(node: Node, start: number, outer: Scope, lines: GuardedLine[]): void {
  const isList = node.type.spec.group?.split(' ').includes('list')
  const scope = within(outer)
  node.forEach((child, offset) => {
    const pos = start + offset
    if (child.isTextblock || child.isAtom) lines.push(readLine(child, pos, scope))
    // Each item of a list is by itself.
    else walk(child, pos + 1, isList ? within(outer) : scope, lines)
  })
}

function within({ around, own }: Scope): Scope {
  return { around: stricter(around, own), own: null }
}

function stricter(one: Confidentiality | null, other: Confidentiality | null): Confidentiality | null {
  return one === 'private' || other === 'private' ? 'private' : (one ?? other)
}

function readLine(line: Node, pos: number, scope: Scope): GuardedLine {
  if (line.attrs.at) Object.assign(scope, { around: null, own: null })
  const mark = markOf(line)
  if (mark) scope.own = mark
  return { pos, level: stricter(scope.around, scope.own), isMarked: mark !== null }
}

/** Also one that the editor leaves in the text: of a heading, or written otherwise. */
function markOf(line: Node): Confidentiality | null {
  if (!isTextLine(line)) return null
  if (line.attrs.guard) return line.attrs.guard
  if (!line.children.some(isMark)) return null
  return startOf(writeStart(line.attrs, phrasingOf(line.children))).confidentiality
}

function isMark(node: Node): boolean {
  const address =
    schema.marks.link.isInSet(node.marks)?.attrs.href ?? (node.attrs as Partial<SourceAttrs>).node
  const url = typeof address === 'object' && address.type === 'link' ? address.url : address
  const kind = typeof url === 'string' ? parseRapporteurUrl(url)?.kind : null
  return kind === 'internal' || kind === 'private'
}
