/** Keeps text as confidential as it is, whatever edit moves it out of its passage or removes the mark before it. */
import { isHistoryTransaction } from 'prosemirror-history'
import { Fragment, type Node } from 'prosemirror-model'
import { type EditorState, Plugin, type Transaction } from 'prosemirror-state'
import { Mapping } from 'prosemirror-transform'
import {
  type Confidentiality,
  formatRapporteurUrl,
  parseRapporteurUrl,
} from '../../../core/note-format/index.ts'
import { isExternal } from '../markdown/external-text.ts'
import { getLineAt, isCell } from '../schema/lines.ts'
import { schema } from '../schema/schema.ts'
import { findCarried, insertsCarried, removeCarried } from './carried-levels.ts'
import { type GuardedLine, getLevels, getLevelsWithCells, getStricter, hasStartInText } from './passages.ts'

/** What the delegate declassifies: everything that the transaction affects, or only the block at a position before it. */
type Declassified = 'all' | number

const DECLASSIFIED = 'declassified'

/** Lets a transaction make text less confidential. */
export function declassify(tr: Transaction, what: Declassified): Transaction {
  return tr.setMeta(DECLASSIFIED, what)
}

/** `getMarkWord`: returns the translated text before a passage of this kind. `getNoteLevel`: returns the level of the whole note. */
export function createKeepLevelsPlugin(
  getMarkWord: (level: Confidentiality) => string,
  getNoteLevel: () => Confidentiality | null,
): Plugin {
  return new Plugin({
    appendTransaction(transactions, before, state) {
      if (!transactions.some((tr) => tr.docChanged)) return null
      // The other window or program has set its own levels.
      if (transactions.some(isExternal)) return null
      const { tr } = state
      // Undo restores earlier levels. If another window changed pasted text, Undo cannot remove all of it, but restores its carried level.
      const isUndo = transactions.some(isHistoryTransaction)
      const isCarried = isUndo || transactions.some(insertsCarried)
      const found = isCarried ? findCarried(state.doc, getNoteLevel()) : new Map<number, Confidentiality>()
      if (isCarried) removeCarried(tr)
      const mapping = new Mapping(transactions.flatMap((one) => one.mapping.maps))
      const others = isUndo
        ? []
        : [
            ...findMoved(transactions, before.doc, mapping, state.doc),
            ...findReplaced(before, mapping, state.doc),
          ]
      for (const [pos, level] of others) found.set(pos, getStricter(found.get(pos) ?? null, level) ?? level)
      if (found.size === 0) return tr.docChanged ? tr : null
      const readLevels = () => new Map(getLevelsWithCells(tr.doc).map((line) => [line.pos, line.level]))
      let levels = readLevels()
      // In document order, since a mark may also apply to later lines.
      for (const [oldPos, level] of [...found].sort(([one], [other]) => one - other)) {
        const pos = tr.mapping.map(oldPos)
        const present = levels.get(pos) ?? null
        if (getStricter(present, level) === present) continue
        mark(tr, pos, level, getMarkWord(level))
        levels = readLevels()
      }
      return tr.docChanged ? tr : null
    },
  })
}

/** The lines with text that was internal or private before the edit, and the strictest level of this text. */
function findMoved(transactions: readonly Transaction[], before: Node, mapping: Mapping, after: Node) {
  const none = new Map<number, Confidentiality>()
  let declassified = transactions.map((tr) => tr.getMeta(DECLASSIFIED)).find((what) => what !== undefined)
  if (declassified === 'all') return none
  const edited = findEditedLine(before, after)
  if (edited && !hasStartInText(edited.node)) return none
  // In a heading the mark is text, and deleting it is the only way to remove it.
  if (edited && !hasStartInText(after.nodeAt(edited.pos) ?? edited.node)) declassified = edited.pos
  const guarded = getLevelsWithCells(before).filter(({ level, pos }) => level && pos !== declassified)
  if (guarded.length === 0) return none
  const cells = guarded.filter(({ node }) => isCell(node))
  const lines = guarded.filter(({ node }) => !isCell(node))
  const found = findSurviving(lines, mapping, getLevels(after))
  return new Map([...found, ...findSurviving(cells, mapping, getLevelsWithCells(after))])
}

/** What the edit put in place of the marked line at the caret, such as a table, a template or a pasted list. */
function findReplaced(
  { selection }: EditorState,
  mapping: Mapping,
  after: Node,
): [number, Confidentiality][] {
  const line = getLineAt(selection.$head)
  const level: Confidentiality | null = line?.node.attrs.guard ?? null
  if (!line || !level || !selection.$from.sameParent(selection.$to)) return []
  const pos = mapping.map(line.pos, 1)
  const isThere = pos < mapping.map(line.pos + 1, -1)
  if (isThere && after.nodeAt(pos)?.type === line.node.type) return []
  const [from, to] = [mapping.map(line.pos, -1), mapping.map(line.pos + line.node.nodeSize, 1)]
  const block = from < to ? after.nodeAt(from) : null
  const lines = getLevels(after).filter((one) => one.pos >= from && one.pos < from + (block?.nodeSize ?? 0))
  if (!block || lines.every((one) => getStricter(one.level, level) === one.level)) return []
  // Before a list, since a mark in one of its items applies to this item only.
  return block.type.isInGroup('block') ? [[from, level]] : lines.map((one) => [one.pos, level])
}

/** @returns the line in the former document if its text is the only difference, as while typing */
function findEditedLine(before: Node, after: Node): { pos: number; node: Node } | null {
  const start = before.content.findDiffStart(after.content)
  const end = before.content.findDiffEnd(after.content)
  if (start === null || end === null) return null
  const $start = before.resolve(start)
  if (!$start.parent.isTextblock || end.a > $start.end() || end.b > after.resolve(start).end()) return null
  return { pos: $start.before(), node: $start.parent }
}

/** The lines of the new document with text of the guarded lines, and the strictest level of this text. */
function findSurviving(guarded: GuardedLine[], mapping: Mapping, lines: GuardedLine[]) {
  const found = new Map<number, Confidentiality>()
  let index = 0
  for (const { node, pos, level } of guarded) {
    if (level === null || node.type === schema.nodes.horizontal_rule) continue
    const [from, to] = node.isAtom ? [pos, pos + 1] : [pos + 1, pos + node.nodeSize - 1]
    for (let at = from; at < to; at += 1) {
      const newPos = mapping.map(at)
      if (newPos >= mapping.map(at + 1, -1)) continue
      while ((lines[index + 1]?.pos ?? Number.POSITIVE_INFINITY) <= newPos) index += 1
      const line = lines[index]
      if (line) found.set(line.pos, getStricter(found.get(line.pos) ?? null, level) ?? level)
    }
  }
  return found
}

function mark(tr: Transaction, pos: number, guard: Confidentiality, guardText: string): void {
  const node = tr.doc.nodeAt(pos)
  if (node?.type === schema.nodes.paragraph) {
    tr.setNodeAttribute(pos, 'guard', guard).setNodeAttribute(pos, 'guardText', guardText)
  } else if (node && (node.type === schema.nodes.heading || isCell(node))) {
    const link = schema.marks.link.create({ href: formatRapporteurUrl({ kind: guard }) })
    removeGuard(tr, node, pos)
    tr.insert(pos + 1, [schema.text(guardText, [link]), schema.text(' ')])
  } else {
    // Code and whole tables have no place for a mark.
    tr.insert(pos, schema.nodes.paragraph.create({ guard, guardText }))
  }
}

/** Removes a mark in the text that no longer applies, since it is not at the start or is less strict. */
function removeGuard(tr: Transaction, { children }: Node, pos: number): void {
  const index = children.findIndex(isGuard)
  const guard = children[index]
  if (!guard) return
  const from = pos + 1 + Fragment.from(children.slice(0, index)).size
  const hasSpace = children[index + 1]?.text?.startsWith(' ') ?? false
  tr.delete(from, from + guard.nodeSize + Number(hasSpace))
}

function isGuard({ marks }: Node): boolean {
  const href = schema.marks.link.isInSet(marks)?.attrs.href
  const kind = href && parseRapporteurUrl(href)?.kind
  return kind === 'internal' || kind === 'private'
}
