/** Keeps text as confidential as it is when an edit moves it out of its passage or removes the mark before it. */
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
import { findCarriedLevels, insertsCarriedLevels, removeCarriedMarks } from './carried-levels.ts'
import { type GuardedLine, getLevels, getLevelsWithCells, getStricter, hasStartInText } from './passages.ts'

/** What the delegate declassifies: everything that the transaction affects, or only the block at this position of the old document. */
type DeclassifiedPart = 'all' | number

const DECLASSIFIED = 'declassified'

/** Lets a transaction make text less confidential. */
export function declassify(tr: Transaction, part: DeclassifiedPart): Transaction {
  return tr.setMeta(DECLASSIFIED, part)
}

/** `getMarkWord`: returns the translated text before a passage of this kind. `getNoteLevel`: returns the level of the whole note. */
export function createKeepLevelsPlugin(
  getMarkWord: (level: Confidentiality) => string,
  getNoteLevel: () => Confidentiality | null,
): Plugin {
  return new Plugin({
    appendTransaction(transactions, before, state) {
      if (!transactions.some((tr) => tr.docChanged)) return null
      // Text from another window or program already has its levels.
      if (transactions.some(isExternal)) return null
      const { tr } = state
      // Undo restores earlier levels, so no line needs a mark, except pasted text that another window has changed: Undo cannot remove all of
      // it, but restores the level that it carried.
      const isUndo = transactions.some(isHistoryTransaction)
      const mayCarryLevels = isUndo || transactions.some(insertsCarriedLevels)
      const found = mayCarryLevels
        ? findCarriedLevels(state.doc, getNoteLevel())
        : new Map<number, Confidentiality>()
      if (mayCarryLevels) removeCarriedMarks(tr)
      const mapping = new Mapping(transactions.flatMap((transaction) => transaction.mapping.maps))
      const changedLines = isUndo
        ? []
        : [
            ...findMovedText(transactions, before.doc, mapping, state.doc),
            ...findReplacements(before, mapping, state.doc),
          ]
      for (const [pos, level] of changedLines)
        found.set(pos, getStricter(found.get(pos) ?? null, level) ?? level)
      if (found.size === 0) return tr.docChanged ? tr : null
      const readLevels = () => new Map(getLevelsWithCells(tr.doc).map((line) => [line.pos, line.level]))
      let levels = readLevels()
      // In document order, since a mark may also apply to later lines.
      const inOrder = [...found].sort(([pos], [otherPos]) => pos - otherPos)
      for (const [oldPos, level] of inOrder) {
        const pos = tr.mapping.map(oldPos)
        const presentLevel = levels.get(pos) ?? null
        if (getStricter(presentLevel, level) === presentLevel) continue
        setLevel(tr, pos, level, getMarkWord(level))
        levels = readLevels()
      }
      return tr.docChanged ? tr : null
    },
  })
}

/** The lines with text that was internal or private before the edit, and the strictest level of this text. */
function findMovedText(transactions: readonly Transaction[], before: Node, mapping: Mapping, after: Node) {
  const none = new Map<number, Confidentiality>()
  let declassified = transactions.map((tr) => tr.getMeta(DECLASSIFIED)).find((part) => part !== undefined)
  if (declassified === 'all') return none
  const edited = findEditedLine(before, after)
  if (edited && !hasStartInText(edited.node)) return none
  // In a heading, the mark is part of the text: a delegate who deletes it there lowers the level on purpose.
  if (edited && !hasStartInText(after.nodeAt(edited.pos) ?? edited.node)) declassified = edited.pos
  const guarded = getLevelsWithCells(before).filter(({ level, pos }) => level && pos !== declassified)
  if (guarded.length === 0) return none
  const cells = guarded.filter(({ node }) => isCell(node))
  const lines = guarded.filter(({ node }) => !isCell(node))
  const found = findSurviving(lines, mapping, getLevels(after))
  return new Map([...found, ...findSurviving(cells, mapping, getLevelsWithCells(after))])
}

/** What the edit put in place of the marked line at the caret, such as a table, a template or a pasted list. */
function findReplacements(
  { selection }: EditorState,
  mapping: Mapping,
  after: Node,
): [number, Confidentiality][] {
  const line = getLineAt(selection.$head)
  const level: Confidentiality | null = line?.node.attrs.guard ?? null
  if (!line || !level || !selection.$from.sameParent(selection.$to)) return []
  const pos = mapping.map(line.pos, 1)
  const isKept = pos < mapping.map(line.pos + 1, -1)
  if (isKept && after.nodeAt(pos)?.type === line.node.type) return []
  const from = mapping.map(line.pos, -1)
  const to = mapping.map(line.pos + line.node.nodeSize, 1)
  const block = from < to ? after.nodeAt(from) : null
  if (!block) return []
  const newLines = getLevels(after).filter(
    (newLine) => newLine.pos >= from && newLine.pos < from + block.nodeSize,
  )
  if (newLines.every((newLine) => getStricter(newLine.level, level) === newLine.level)) return []
  // The mark is put before a list, since a mark in one of its items applies to this item only.
  return block.type.isInGroup('block') ? [[from, level]] : newLines.map((newLine) => [newLine.pos, level])
}

/** @returns the line in the old document if only the text of this line differs, as while typing */
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
  let lineIndex = 0
  for (const { node, pos, level } of guarded) {
    if (level === null || node.type === schema.nodes.horizontal_rule) continue
    const start = node.isAtom ? pos : pos + 1
    const end = node.isAtom ? pos + 1 : pos + node.nodeSize - 1
    for (let oldPos = start; oldPos < end; oldPos += 1) {
      const newPos = mapping.map(oldPos)
      const isDeleted = newPos >= mapping.map(oldPos + 1, -1)
      if (isDeleted) continue
      while ((lines[lineIndex + 1]?.pos ?? Number.POSITIVE_INFINITY) <= newPos) lineIndex += 1
      const line = lines[lineIndex]
      if (line) found.set(line.pos, getStricter(found.get(line.pos) ?? null, level) ?? level)
    }
  }
  return found
}

/** Puts the mark of a level at the start of the block, or before the block if it has no place for one. */
function setLevel(tr: Transaction, pos: number, guard: Confidentiality, guardText: string): void {
  const node = tr.doc.nodeAt(pos)
  if (node?.type === schema.nodes.paragraph) {
    tr.setNodeAttribute(pos, 'guard', guard).setNodeAttribute(pos, 'guardText', guardText)
  } else if (node && (node.type === schema.nodes.heading || isCell(node))) {
    const link = schema.marks.link.create({ href: formatRapporteurUrl({ kind: guard }) })
    removeGuardLink(tr, node, pos)
    tr.insert(pos + 1, [schema.text(guardText, [link]), schema.text(' ')])
  } else {
    // Code and whole tables have no place for a mark.
    tr.insert(pos, schema.nodes.paragraph.create({ guard, guardText }))
  }
}

/** Removes a link in the text that marks another level, or that does not count since it is not at the start. */
function removeGuardLink(tr: Transaction, { children }: Node, pos: number): void {
  const index = children.findIndex(isGuardLink)
  const guard = children[index]
  if (!guard) return
  const from = pos + 1 + Fragment.from(children.slice(0, index)).size
  const hasSpace = children[index + 1]?.text?.startsWith(' ') ?? false
  tr.delete(from, from + guard.nodeSize + Number(hasSpace))
}

function isGuardLink({ marks }: Node): boolean {
  const href = schema.marks.link.isInSet(marks)?.attrs.href
  const kind = href && parseRapporteurUrl(href)?.kind
  return kind === 'internal' || kind === 'private'
}
