/** Gives a block its time when its first character is typed. The time then never changes by itself. */
import { isHistoryTransaction } from 'prosemirror-history'
import type { Node } from 'prosemirror-model'
import { type Command, type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state'
import { Mapping } from 'prosemirror-transform'
import { formatTime } from '../../../core/time.ts'
import { isExternal } from '../markdown/external-text.ts'
import { findTimedBefore, getLineAt, getLinesWithin, isTextLine, type Line } from '../schema/lines.ts'
import { type EntryAttrs, schema } from '../schema/schema.ts'
import { getLevels } from './passages.ts'

export type Clock = {
  /** @returns the instant of the conference clock, in the store's form */
  now: () => string
  /** The conference's time zone, in which the text shows the time. */
  timeZone: string
}

/** `fresh` and `awaiting` are positions before a block. Each is reset to null when the caret leaves its block. */
type StampState = {
  /** The block that got its time since the caret entered it. */
  fresh: number | null
  /** The second half of a split block, which gets its own time when typed in. */
  awaiting: number | null
  /** The time that a block got last. */
  lastGiven: string | null
}

const SKIP_STAMP = 'skip-stamp'

/** Excludes a transaction's new text from getting a time, even at the caret. */
export function skipStamp(tr: Transaction): Transaction {
  return tr.setMeta(SKIP_STAMP, true)
}

const key = new PluginKey<StampState>('stamps')

export function createStampPlugin(clock: Clock): Plugin<StampState> {
  return new Plugin<StampState>({
    key,
    state: {
      init: () => ({ fresh: null, awaiting: null, lastGiven: null }),
      apply(tr, previous, _, state) {
        const caretLine = getLineAt(state.selection.$head)?.pos
        const changes = tr.getMeta(key) as Partial<StampState> | undefined
        const mapPosition = (name: 'fresh' | 'awaiting') => {
          const old = previous[name]
          const pos = changes?.[name] ?? (old === null ? null : tr.mapping.map(old, 1))
          return pos === caretLine ? pos : null
        }
        return {
          fresh: mapPosition('fresh'),
          awaiting: mapPosition('awaiting'),
          lastGiven: changes?.lastGiven ?? previous.lastGiven,
        }
      },
    },
    appendTransaction(transactions, before, state) {
      if (!transactions.some((tr) => tr.docChanged) || transactions.some(isHistoryTransaction)) return null
      if (transactions.some((tr) => isExternal(tr) || tr.getMeta(SKIP_STAMP))) return null
      const now = clock.now()
      const pos = findBegunBlock(transactions, before, state, now)
      if (pos !== null)
        return stamp(state.tr, pos, now, clock.timeZone).setMeta(key, { fresh: pos, lastGiven: now })
      const emptied = findEmptiedBlock(state)
      return emptied === null ? null : setStart(state.tr, emptied, { at: null, atText: null })
    },
  })
}

/** @returns the block into which the transactions put the first characters */
function findBegunBlock(
  transactions: readonly Transaction[],
  before: EditorState,
  state: EditorState,
  now: string,
): number | null {
  const mapping = new Mapping(transactions.flatMap((tr) => tr.mapping.maps))
  // Checks both the earlier and the present place of the caret, because the browser may report a key before the caret move that preceded it.
  for (const old of [getLineAt(before.selection.$head), findFormerLine(before, state, mapping)]) {
    if (!old) continue
    const mayGetTime = old.node.content.size === 0 || key.getState(before)?.awaiting === old.pos
    if (!mayGetTime) continue
    const line = findFirstLine(state.doc, mapping.map(old.pos, -1))
    if (!line || line.node.attrs.at !== null || line.node.content.size <= old.node.content.size) continue
    if (takesBlocksBelow(state.doc, line.pos)) continue
    if (mayBeginEntry(state.doc, line.pos) || getsOwnTime(state.doc, line.pos, now)) return line.pos
  }
  return null
}

/** The caret's block as it was before the transactions. */
function findFormerLine(before: EditorState, state: EditorState, mapping: Mapping): Line | null {
  const line = getLineAt(state.selection.$head)
  if (!line) return null
  const pos = mapping.invert().map(line.pos, -1)
  const node = before.doc.nodeAt(pos)
  return node?.isTextblock ? { node, pos } : null
}

/** A block whose new text was all deleted loses its time, and gets one when it is typed in again. */
function findEmptiedBlock(state: EditorState): number | null {
  const fresh = key.getState(state)?.fresh ?? null
  const node = fresh === null ? null : state.doc.nodeAt(fresh)
  // A block with a speaker keeps its time even without text.
  if (fresh === null || node?.content.size !== 0 || node.attrs.turn) return null
  return mayBeginEntry(state.doc, fresh) ? fresh : null
}

/** The first line at a position or after it. */
function findFirstLine(doc: Node, start: number): Line | null {
  let found: Line | null = null
  doc.nodesBetween(start, doc.content.size, (node, pos) => {
    if (!found && pos >= start && node.isTextblock) found = { node, pos }
    return !found
  })
  return found
}

/** Top-level blocks and tasks can begin an entry. Quotes and other list items continue the previous one; see getsOwnTime. */
export function mayBeginEntry(doc: Node, pos: number): boolean {
  const $pos = doc.resolve(pos)
  if (!$pos.nodeAfter || !isTextLine($pos.nodeAfter)) return false
  if ($pos.depth === 0) return true
  return typeof $pos.parent.attrs.checked === 'boolean' && $pos.index() === 0
}

/**
 * Whether a time here would move the block below to the new entry. This concerns a list, quotation, table or code that belongs to an
 * earlier entry, and text in an internal or private passage. Headings and lines of a template do not belong to the text before them.
 */
function takesBlocksBelow(doc: Node, pos: number): boolean {
  const $pos = doc.resolve(pos)
  if ($pos.depth > 0) return false
  const isEmptyLine = (node: Node) => node.type === schema.nodes.paragraph && node.content.size === 0
  let nextPos = pos + ($pos.nodeAfter?.nodeSize ?? 0)
  let next = doc.nodeAt(nextPos)
  for (; next && isEmptyLine(next); next = doc.nodeAt(nextPos)) nextPos += next.nodeSize
  if (!next || next.isAtom || next.type === schema.nodes.heading) return false
  if (getLinesWithin(next, nextPos)[0]?.node.attrs.at) return false
  const guarded = getLevels(doc).find((line) => line.pos >= nextPos)
  if (guarded?.level && !guarded.isMarked) return true
  return next.type !== schema.nodes.paragraph && findTimedBefore(doc, pos) !== null
}

/**
 * Whether a list item gets its own time. The list must have no introducing paragraph, and the last time before the item, if there is any,
 * must be of an earlier minute. An item that is inserted before an item without a time gets none, because the later item would then
 * belong to the new time.
 */
function getsOwnTime(doc: Node, pos: number, now: string): boolean {
  if (!isUnintroducedItem(doc, pos)) return false
  const $pos = doc.resolve(pos)
  const next = $pos.node(1).maybeChild($pos.index(1) + 1)?.firstChild
  if (next && next.content.size > 0 && !next.attrs.at) return false
  const before = findTimedBefore(doc, pos)?.node.attrs.at as string | undefined
  return before === undefined || getMinute(before) !== getMinute(now)
}

/** Whether the block at `pos` is the first line of an item in a top-level list without an introducing paragraph. */
function isUnintroducedItem(doc: Node, pos: number): boolean {
  const $pos = doc.resolve(pos)
  if ($pos.depth !== 2 || $pos.index(2) > 0 || !$pos.nodeAfter || !isTextLine($pos.nodeAfter)) return false
  return $pos.parent.type === schema.nodes.list_item && !isIntroduced(doc, $pos.index(0))
}

/**
 * Whether a paragraph introduces the list: it is before the list, with only other lists between them. Ignores empty lines, which are not
 * saved.
 */
function isIntroduced(doc: Node, index: number): boolean {
  const before = doc.children
    .slice(0, index)
    .findLast(
      (node) =>
        !node.type.isInGroup('list') && (node.type !== schema.nodes.paragraph || node.content.size > 0),
    )
  return before?.type === schema.nodes.paragraph
}

function getMinute(instant: string): string {
  return instant.slice(0, 'YYYY-MM-DDTHH:MM'.length)
}

function stamp(tr: Transaction, pos: number, at: string, timeZone: string): Transaction {
  return setStart(tr, pos, { at, atText: formatTime(at, timeZone) })
}

function setStart(tr: Transaction, pos: number, attrs: EntryAttrs): Transaction {
  return tr.setNodeAttribute(pos, 'at', attrs.at).setNodeAttribute(pos, 'atText', attrs.atText)
}

/** Sets the current block's time to the present, replacing any earlier one. */
export function stampNow(clock: Clock): Command {
  return (state, dispatch) => {
    const line = getLineAt(state.selection.$head)
    if (!line || !isTextLine(line.node)) return false
    dispatch?.(stamp(state.tr, line.pos, clock.now(), clock.timeZone))
    return true
  }
}

/** Lets the block at `pos`, which already has text, get a time when the delegate types in it. */
export function awaitStamp(tr: Transaction, pos: number): Transaction {
  return tr.setMeta(key, { awaiting: pos })
}

/**
 * Removes the time that the current block just got, for a block that becomes a list item and so continues an entry.
 * `pos` is the block's position in `tr`.
 */
export function dropFreshStamp(tr: Transaction, state: EditorState, pos: number): Transaction {
  const { fresh = null, lastGiven = null } = key.getState(state) ?? {}
  if (fresh === null || lastGiven === null || tr.mapping.map(fresh, 1) !== pos) return tr
  return getsOwnTime(tr.doc, pos, lastGiven) ? tr : setStart(tr, pos, { at: null, atText: null })
}
