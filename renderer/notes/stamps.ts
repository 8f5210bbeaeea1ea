/** The time of a block: given when its first character is typed, never changed by itself afterwards. */
import { isHistoryTransaction } from 'prosemirror-history'
import type { Node } from 'prosemirror-model'
import { type Command, type EditorState, Plugin, PluginKey, type Transaction } from 'prosemirror-state'
import { Mapping } from 'prosemirror-transform'
import { formatTime } from '../../core/time.ts'
import { isTextLine, type Line, lineAt } from './lines.ts'
import type { EntryAttrs } from './schema.ts'

export type Clock = {
  /** The conference clock's instant, in the store's form. */
  now: () => string
  /** The conference's zone, for the time as the text has it. */
  timeZone: string
}

/** Positions before a block; both are forgotten once the caret is elsewhere. */
type StampState = {
  /** Got its time since the caret came here. */
  fresh: number | null
  /** The second part of a block that was split: it gets a time of its own when it is typed in. */
  awaiting: number | null
}

const key = new PluginKey<StampState>('stamps')

export function stamps(clock: Clock): Plugin<StampState> {
  return new Plugin<StampState>({
    key,
    state: {
      init: () => ({ fresh: null, awaiting: null }),
      apply(tr, previous, _, state) {
        const here = lineAt(state.selection.$head)?.pos
        const set = tr.getMeta(key) as Partial<StampState> | undefined
        const follow = (name: keyof StampState) => {
          const old = previous[name]
          const pos = set?.[name] ?? (old === null ? null : tr.mapping.map(old, 1))
          return pos === here ? pos : null
        }
        return { fresh: follow('fresh'), awaiting: follow('awaiting') }
      },
    },
    appendTransaction(transactions, before, state) {
      if (!transactions.some((tr) => tr.docChanged) || transactions.some(isHistoryTransaction)) return null
      const pos = begunAt(transactions, before, state)
      if (pos !== null) return stamp(state.tr, pos, clock).setMeta(key, { fresh: pos })
      const emptied = emptiedAt(state)
      return emptied === null ? null : setStart(state.tr, emptied, { at: null, atText: null })
    },
  })
}

/** The block that the transactions put the first characters into. */
function begunAt(
  transactions: readonly Transaction[],
  before: EditorState,
  state: EditorState,
): number | null {
  const mapping = new Mapping(transactions.flatMap((tr) => tr.mapping.maps))
  // Where the caret was; or where it is, since the window may tell of a key before it tells of the caret that moved there first.
  for (const old of [lineAt(before.selection.$head), formerLine(before, state, mapping)]) {
    if (!old || (old.node.content.size > 0 && key.getState(before)?.awaiting !== old.pos)) continue
    const now = firstLine(state.doc, mapping.map(old.pos, -1))
    if (!now || now.node.attrs.at !== null || now.node.content.size <= old.node.content.size) continue
    if (mayBeginEntry(state.doc, now.pos)) return now.pos
  }
  return null
}

/** What the caret's block was before the transactions. */
function formerLine(before: EditorState, state: EditorState, mapping: Mapping): Line | null {
  const line = lineAt(state.selection.$head)
  if (!line) return null
  const pos = mapping.invert().map(line.pos, -1)
  const node = before.doc.nodeAt(pos)
  return node?.isTextblock ? { node, pos } : null
}

/** A block that lost all it was just given has not begun: it gets its time when it is typed in again. */
function emptiedAt(state: EditorState): number | null {
  const fresh = key.getState(state)?.fresh ?? null
  if (fresh === null || state.doc.nodeAt(fresh)?.content.size !== 0) return null
  return mayBeginEntry(state.doc, fresh) ? fresh : null
}

function firstLine(doc: Node, from: number): Line | null {
  let found: Line | null = null
  doc.nodesBetween(from, doc.content.size, (node, pos) => {
    if (!found && pos >= from && node.isTextblock) found = { node, pos }
    return !found
  })
  return found
}

/** Blocks of the note itself and tasks; items of other lists and what is quoted belong to the entry before them. */
export function mayBeginEntry(doc: Node, pos: number): boolean {
  const $pos = doc.resolve(pos)
  if (!$pos.nodeAfter || !isTextLine($pos.nodeAfter)) return false
  if ($pos.depth === 0) return true
  return typeof $pos.parent.attrs.checked === 'boolean' && $pos.index() === 0
}

function stamp(tr: Transaction, pos: number, clock: Clock): Transaction {
  const at = clock.now()
  return setStart(tr, pos, { at, atText: formatTime(at, clock.timeZone) })
}

function setStart(tr: Transaction, pos: number, attrs: EntryAttrs): Transaction {
  return tr.setNodeAttribute(pos, 'at', attrs.at).setNodeAttribute(pos, 'atText', attrs.atText)
}

/** Gives the current block the present time, whatever it had. */
export function stampNow(clock: Clock): Command {
  return (state, dispatch) => {
    const line = lineAt(state.selection.$head)
    if (!line || !isTextLine(line.node)) return false
    dispatch?.(stamp(state.tr, line.pos, clock))
    return true
  }
}

/** Says that the block at `pos`, already with text, is to get a time when it is typed in. */
export function awaitStamp(tr: Transaction, pos: number): Transaction {
  return tr.setMeta(key, { awaiting: pos })
}

/**
 * Takes back the time that the current block got just now, for a block that turns out to be an item of a list which goes on an entry.
 * `pos` is where it is in `tr`. The first block of a note keeps it: nothing stands before it whose entry it could belong to.
 */
export function dropFreshStamp(tr: Transaction, state: EditorState, pos: number): Transaction {
  const fresh = key.getState(state)?.fresh ?? null
  if (fresh === null || tr.mapping.map(fresh, 1) !== pos || state.doc.resolve(fresh).index(0) === 0) return tr
  return setStart(tr, pos, { at: null, atText: null })
}
