/** Find in the note: all matches, ignoring accents and case, and the current one. */
import { keydownHandler } from 'prosemirror-keymap'
import type { Node } from 'prosemirror-model'
import { type Command, Plugin, PluginKey, TextSelection } from 'prosemirror-state'
import { Decoration, DecorationSet, type EditorView } from 'prosemirror-view'
import { appKeys } from '../../../core/keys.ts'
import { foldKeepingLength } from '../../lib/fold.ts'
import { schema } from '../schema/schema.ts'
import { reveal } from './viewport.ts'

export type Match = { from: number; to: number }
export type FindState = {
  /** The texts to search for. The text of the search field is one query. */
  queries: readonly string[]
  matches: Match[]
  /** Whether the queries come from a search of the whole notebook, not from the search field. */
  isHighlight: boolean
  active: number
  decorations: DecorationSet
}
type Action = { queries: readonly string[]; from?: number } | { active: number }

export const findKey = new PluginKey<FindState>('find')
const nothing: FindState = {
  queries: [],
  matches: [],
  isHighlight: false,
  active: 0,
  decorations: DecorationSet.empty,
}

export function createFindPlugin(classes: { found: string; active: string }): Plugin<FindState> {
  return new Plugin<FindState>({
    key: findKey,
    state: {
      init: () => nothing,
      apply(tr, previous, _, state) {
        const action = tr.getMeta(findKey) as Action | undefined
        if (action && 'active' in action)
          return draw(state.doc, { ...previous, active: action.active }, classes)
        const queries = action ? action.queries : previous.queries
        if (queries.length === 0) return nothing
        if (!action && !tr.docChanged) return previous
        const matches = findAll(state.doc, queries)
        // A new search starts at the caret; an edit keeps the current match.
        const start = action?.from ?? state.selection.from
        const after = matches.findIndex(({ to }) => to >= start)
        const active = action
          ? Math.max(0, after)
          : Math.min(previous.active, Math.max(0, matches.length - 1))
        const isHighlight = action ? action.from !== undefined : previous.isHighlight
        return draw(
          state.doc,
          { queries, matches, isHighlight, active, decorations: DecorationSet.empty },
          classes,
        )
      },
    },
    props: {
      decorations(state) {
        return this.getState(state)?.decorations
      },
      handleKeyDown: keydownHandler({
        [appKeys.findNext]: goToMatch(1),
        [appKeys.findPrevious]: goToMatch(-1),
        Escape: removeHighlight,
      }),
    },
  })
}

/** The maximum number of highlighted matches. Highlighting more would be slow and useless. */
const MAX_DRAWN = 2_000

function draw(doc: Node, state: FindState, classes: { found: string; active: string }): FindState {
  const decorations = state.matches
    .slice(0, MAX_DRAWN)
    .map(({ from, to }, index) =>
      Decoration.inline(from, to, { class: index === state.active ? classes.active : classes.found }),
    )
  return { ...state, decorations: DecorationSet.create(doc, decorations) }
}

export function search(view: EditorView, query: string): void {
  view.dispatch(view.state.tr.setMeta(findKey, { queries: query === '' ? [] : [query] }))
  show(view)
}

/** Highlights the words, and moves the caret to the first match at or after a position. @returns false if there is no match */
export function highlight(view: EditorView, words: readonly string[], from: number): boolean {
  view.dispatch(view.state.tr.setMeta(findKey, { queries: words, from }))
  const isFound = moveCaret(view)
  show(view)
  return isFound
}

/** Moves the caret to the next (1) or previous (-1) match, if there is any. */
function goToMatch(by: 1 | -1): Command {
  return (_, __, view) => {
    if (!view) return false
    step(view, by)
    return moveCaret(view)
  }
}

const removeHighlight: Command = (state, _, view) => {
  if (!view || !findKey.getState(state)?.isHighlight) return false
  search(view, '')
  return true
}

function moveCaret(view: EditorView): boolean {
  const { matches, active } = findKey.getState(view.state) ?? nothing
  const match = matches[active]
  if (!match) return false
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, match.from)))
  return true
}

/** Moves to the next match (`by` 1) or the previous one (-1), wrapping around. */
export function step(view: EditorView, by: number): void {
  const { matches, active } = findKey.getState(view.state) ?? nothing
  if (matches.length === 0) return
  const next = (active + by + matches.length) % matches.length
  view.dispatch(view.state.tr.setMeta(findKey, { active: next }))
  show(view)
}

/** Scrolls to the match; the caret stays where it is. */
function show(view: EditorView): void {
  const { matches, active } = findKey.getState(view.state) ?? nothing
  const match = matches[active]
  if (!match) return
  reveal(view, match.from)
  const { node } = view.domAtPos(match.from)
  const element = node instanceof Element ? node : node.parentElement
  element?.scrollIntoView({ block: 'center' })
}

/** @returns matches of any of the queries in document order; if several begin at the same place, the longest */
export function findAll(doc: Node, queries: readonly string[]): Match[] {
  const [query] = queries
  if (queries.length === 1 && query !== undefined) return findMatches(doc, query)
  const all = queries.flatMap((one) => findMatches(doc, one)).sort((a, b) => a.from - b.from || b.to - a.to)
  return all.filter(({ from }, index) => from >= (all[index - 1]?.to ?? 0))
}

/** @returns matches in document order; a mention matches by its label, as a whole */
export function findMatches(doc: Node, query: string): Match[] {
  const needle = foldKeepingLength(query)
  const matches: Match[] = []
  if (needle === '') return matches
  doc.descendants((block, pos) => {
    if (!block.isTextblock) return true
    const text = getFoldedText(block)
    for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) {
      matches.push({ from: pos + 1 + at, to: pos + 1 + at + needle.length })
    }
    block.forEach((node, offset) => {
      if (node.type !== schema.nodes.mention || !foldKeepingLength(node.attrs.label).includes(needle)) return
      matches.push({ from: pos + 1 + offset, to: pos + 2 + offset })
    })
    return false
  })
  return matches.sort((a, b) => a.from - b.from)
}

/** Cached folded text by block. Blocks are immutable, so each is folded only once. */
const foldedBlocks = new WeakMap<Node, string>()

/** One character for each position in the block. */
function getFoldedText(block: Node): string {
  const known = foldedBlocks.get(block)
  if (known !== undefined) return known
  const text = foldKeepingLength(
    block.textBetween(0, block.content.size, null, (leaf) =>
      leaf.type === schema.nodes.soft_break ? ' ' : '\ufffc',
    ),
  )
  foldedBlocks.set(block, text)
  return text
}
