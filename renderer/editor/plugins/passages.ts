/** Finds internal and private passages in the editor; core/note-format/blocks.ts does the same for Markdown. */
import type { Node } from 'prosemirror-model'
import { type Confidentiality, getStart, parseRapporteurUrl } from '../../../core/note-format/index.ts'
import { toPhrasing } from '../markdown/to-mdast.ts'
import { writeStart } from '../schema/block-start.ts'
import { isTextLine } from '../schema/lines.ts'
import { type SourceAttrs, schema } from '../schema/schema.ts'

/** `first` and `last` are the positions before the first and last block. */
export type Passage = { level: Confidentiality; first: number; last: number }

/** `passage`: the level of the current passage among these blocks. `container`: the level of the block that contains these blocks. */
type Scope = { container: Confidentiality | null; passage: Confidentiality | null }
export type GuardedLine = { node: Node; pos: number; level: Confidentiality | null; isMarked: boolean }

const passageCache = new WeakMap<Node, Passage[]>()

export function getPassages(doc: Node): Passage[] {
  const cached = passageCache.get(doc)
  if (cached) return cached
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
  passageCache.set(doc, passages)
  return passages
}

/** Lists the lines, tables and blocks without editable text, in order, each with its level. */
export function getLevels(doc: Node): GuardedLine[] {
  const lines: GuardedLine[] = []
  addLines(doc, 0, { container: null, passage: null }, lines)
  return lines
}

/** Lists the same blocks, and each cell after its table. */
export function getLevelsWithCells(doc: Node): GuardedLine[] {
  return getLevels(doc).flatMap((line) => {
    const cells: GuardedLine[] = []
    if (line.node.type !== schema.nodes.table) return [line]
    line.node.descendants((cell, offset) => {
      if (cell.isTextblock) cells.push(readCell(cell, line.pos + 1 + offset, line.level))
      return !cell.isTextblock
    })
    return [line, ...cells]
  })
}

function readCell(cell: Node, pos: number, tableLevel: Confidentiality | null): GuardedLine {
  const mark = hasStartInText(cell) ? getStart(toPhrasing(cell.children)).confidentiality : null
  return { node: cell, pos, level: getStricter(tableLevel, mark), isMarked: mark !== null }
}

/** Adds the lines of a block, in order. `start` is the position of its content. */
function addLines(node: Node, start: number, outer: Scope, lines: GuardedLine[]): void {
  const isList = node.type.spec.group?.split(' ').includes('list')
  const scope = enterScope(outer)
  node.forEach((child, offset) => {
    const pos = start + offset
    // A table is one block, as in Markdown: marks in its cells affect nothing else.
    if (child.isTextblock || child.isAtom || child.type === schema.nodes.table)
      lines.push(readLine(child, pos, scope))
    // A passage never extends from one list item to the next.
    else addLines(child, pos + 1, isList ? enterScope(outer) : scope, lines)
  })
}

/** The scope of the blocks in a block of this scope. */
function enterScope({ container, passage }: Scope): Scope {
  return { container: getStricter(container, passage), passage: null }
}

export function getStricter(
  one: Confidentiality | null,
  other: Confidentiality | null,
): Confidentiality | null {
  return one === 'private' || other === 'private' ? 'private' : (one ?? other)
}

/** Reads the level of a line, and updates the scope for the lines after it. */
function readLine(line: Node, pos: number, scope: Scope): GuardedLine {
  const { hasTime, mark } = readLineStart(line)
  // A time starts a new entry, which ends every passage.
  if (hasTime) Object.assign(scope, { container: null, passage: null })
  if (mark) scope.passage = mark
  return { node: line, pos, level: getStricter(scope.container, scope.passage), isMarked: mark !== null }
}

/** Also reads marks that the editor leaves in the text: in a heading, or in an unusual form. */
function readLineStart(line: Node): { hasTime: boolean; mark: Confidentiality | null } {
  if (!isTextLine(line)) return { hasTime: false, mark: null }
  const { at, guard } = line.attrs
  if (!hasStartInText(line)) return { hasTime: Boolean(at), mark: guard ?? null }
  const start = getStart(writeStart(line.attrs, toPhrasing(line.children)))
  return { hasTime: start.at !== null, mark: start.confidentiality }
}

/** Whether the text of the line contains the mark of a time or of a level of confidentiality, as in a heading. */
export function hasStartInText(line: Node): boolean {
  return line.children.some(isStartMark)
}

function isStartMark(node: Node): boolean {
  const address =
    schema.marks.link.isInSet(node.marks)?.attrs.href ?? (node.attrs as Partial<SourceAttrs>).node
  const url = typeof address === 'object' && address.type === 'link' ? address.url : address
  const kind = typeof url === 'string' ? parseRapporteurUrl(url)?.kind : null
  return kind === 'at' || kind === 'internal' || kind === 'private'
}
