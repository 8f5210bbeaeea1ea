/** Keeps text as confidential as it is, whatever edit moves it out of its passage or removes the mark before it. */
import { isHistoryTransaction } from 'prosemirror-history'
import type { Node } from 'prosemirror-model'
import { Plugin, type Transaction } from 'prosemirror-state'
import { Mapping } from 'prosemirror-transform'
import { type Confidentiality, formatRapporteurUrl } from '../../../core/note-format/index.ts'
import { isExternal } from '../markdown/external-text.ts'
import { schema } from '../schema/schema.ts'
import { getLevels, getPassages, getStricter, hasStartInText } from './passages.ts'

/** What the delegate declassifies: everything that the transaction affects, or only the block at a position before it. */
type Declassified = 'all' | number

const DECLASSIFIED = 'declassified'

/** Lets a transaction make text less confidential. */
export function declassify(tr: Transaction, what: Declassified): Transaction {
  return tr.setMeta(DECLASSIFIED, what)
}

/** `word`: the translated text before a passage of this kind. */
export function keepLevels(word: (level: Confidentiality) => string): Plugin {
  return new Plugin({
    appendTransaction(transactions, before, state) {
      if (!transactions.some((tr) => tr.docChanged)) return null
      // Undo restores earlier levels, and the other window or program has set its own.
      if (transactions.some((tr) => isHistoryTransaction(tr) || isExternal(tr))) return null
      let declassified = transactions.map((tr) => tr.getMeta(DECLASSIFIED)).find((what) => what !== undefined)
      if (declassified === 'all') return null
      const edited = findEditedLine(before.doc, state.doc)
      if (edited && !hasStartInText(edited.node)) return null
      // In a heading the mark is text, and deleting it is the only way to remove it.
      if (edited && !hasStartInText(state.doc.nodeAt(edited.pos) ?? edited.node)) declassified = edited.pos
      if (getPassages(before.doc).length === 0) return null
      const mapping = new Mapping(transactions.flatMap((tr) => tr.mapping.maps))
      const { tr } = state
      const readLevels = () => new Map(getLevels(tr.doc).map((line) => [line.pos, line.level]))
      let levels = readLevels()
      for (const [oldPos, level] of findSurviving(before.doc, mapping, state.doc, declassified)) {
        const pos = tr.mapping.map(oldPos)
        const present = levels.get(pos) ?? null
        if (getStricter(present, level) === present) continue
        mark(tr, pos, level, word(level))
        levels = readLevels()
      }
      return tr.docChanged ? tr : null
    },
  })
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

/** The lines of the new document with text that was internal or private before, and the strictest level of this text. */
function findSurviving(before: Node, mapping: Mapping, after: Node, except: number | undefined) {
  const lines = getLevels(after)
  const found = new Map<number, Confidentiality>()
  let index = 0
  for (const { pos, level } of getLevels(before)) {
    const node = before.nodeAt(pos)
    if (level === null || pos === except || !node || node.type === schema.nodes.horizontal_rule) continue
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
  const type = tr.doc.nodeAt(pos)?.type
  if (type === schema.nodes.paragraph) {
    tr.setNodeAttribute(pos, 'guard', guard).setNodeAttribute(pos, 'guardText', guardText)
  } else if (type === schema.nodes.heading) {
    const link = schema.marks.link.create({ href: formatRapporteurUrl({ kind: guard }) })
    tr.insert(pos + 1, [schema.text(guardText, [link]), schema.text(' ')])
  } else {
    // Code and tables have no place for a mark.
    tr.insert(pos, schema.nodes.paragraph.create({ guard, guardText }))
  }
}
