/** Finds internal and private passages in the editor; core/note-format/blocks.ts does the same for Markdown. */
import type { Node } from 'prosemirror-model'
import type { Transaction } from 'prosemirror-state'
import { type Confidentiality, getStart, parseRapporteurUrl } from '../../../core/note-format/index.ts'
import { toPhrasing } from '../markdown/to-mdast.ts'
import { writeStart } from '../schema/block-start.ts'
import { isTextLine } from '../schema/lines.ts'
import { type ParagraphAttrs, type SourceAttrs, schema } from '../schema/schema.ts'

/** `first` and `last` are the positions before the first and last block. */
export type Passage = { level: Confidentiality; first: number; last: number }

/** `own`: the level of the current passage among these blocks. `around`: the level of the blocks that contain these blocks. */
type Scope = { around: Confidentiality | null; own: Confidentiality | null }
type GuardedLine = { pos: number; level: Confidentiality | null; isMarked: boolean }

const read = new WeakMap<Node, Passage[]>()

export function getPassages(doc: Node): Passage[] {
  const known = read.get(doc)
  if (known) return known
  const passages: Passage[] = []
  let open = null as Passage | null
  for (const { pos, level, isMarked } of getLevels(doc)) {
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

/** Lists every block with visible content of its own, in order. */
export function getLevels(doc: Node): GuardedLine[] {
  const lines: GuardedLine[] = []
  walk(doc, 0, { around: null, own: null }, lines)
  return lines
}

/** The mark for a block that is split off the block at `pos`, so that the text stays as confidential as it is. */
export function getGuardAt(doc: Node, pos: number): Pick<ParagraphAttrs, 'guard' | 'guardText'> {
  const level = getLevels(doc).find((line) => line.pos === pos)?.level ?? null
  let guardText: string | null = null
  doc.nodesBetween(0, pos + 1, ({ attrs }) => {
    if (level !== null && attrs.guard === level) guardText = attrs.guardText
  })
  return guardText === null ? { guard: null, guardText } : { guard: level, guardText }
}

/** Marks the lines that a command has moved out of an internal or private passage, so that they stay as confidential as they are. */
export function keepGuards(tr: Transaction, doc: Node): Transaction {
  const readLevels = () => new Map(getLevels(tr.doc).map((line) => [line.pos, line.level]))
  let levels = readLevels()
  for (const { pos, level } of getLevels(doc)) {
    const moved = tr.mapping.map(pos)
    const present = levels.get(moved)
    if (level === null || present === undefined || getStricter(present, level) === present) continue
    const { guard, guardText } = getGuardAt(doc, pos)
    if (tr.doc.nodeAt(moved)?.type !== schema.nodes.paragraph) continue
    tr.setNodeAttribute(moved, 'guard', guard).setNodeAttribute(moved, 'guardText', guardText)
    levels = readLevels()
  }
  return tr
}

function walk(node: Node, start: number, outer: Scope, lines: GuardedLine[]): void {
  const isList = node.type.spec.group?.split(' ').includes('list')
  const scope = enterScope(outer)
  node.forEach((child, offset) => {
    const pos = start + offset
    // A table is one block, as in Markdown: marks in its cells affect nothing else.
    if (child.isTextblock || child.isAtom || child.type === schema.nodes.table)
      lines.push(readLine(child, pos, scope))
    // A passage never extends from one list item to the next.
    else walk(child, pos + 1, isList ? enterScope(outer) : scope, lines)
  })
}

function enterScope({ around, own }: Scope): Scope {
  return { around: getStricter(around, own), own: null }
}

function getStricter(one: Confidentiality | null, other: Confidentiality | null): Confidentiality | null {
  return one === 'private' || other === 'private' ? 'private' : (one ?? other)
}

function readLine(line: Node, pos: number, scope: Scope): GuardedLine {
  const { at, mark } = readLineStart(line)
  if (at) Object.assign(scope, { around: null, own: null })
  if (mark) scope.own = mark
  return { pos, level: getStricter(scope.around, scope.own), isMarked: mark !== null }
}

/** Also reads marks that the editor leaves in the text: in a heading, or in an unusual form. */
function readLineStart(line: Node): { at: boolean; mark: Confidentiality | null } {
  if (!isTextLine(line)) return { at: false, mark: null }
  const { at, guard } = line.attrs
  if (!line.children.some(isStart)) return { at: Boolean(at), mark: guard ?? null }
  const start = getStart(writeStart(line.attrs, toPhrasing(line.children)))
  return { at: start.at !== null, mark: start.confidentiality }
}

function isStart(node: Node): boolean {
  const address =
    schema.marks.link.isInSet(node.marks)?.attrs.href ?? (node.attrs as Partial<SourceAttrs>).node
  const url = typeof address === 'object' && address.type === 'link' ? address.url : address
  const kind = typeof url === 'string' ? parseRapporteurUrl(url)?.kind : null
  return kind === 'at' || kind === 'internal' || kind === 'private'
}
