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
  /** Whether the queries come from a search of the whole notebook, not from the search field of the note. */
  isHighlight: boolean
  /** The index of the current match. */
  active: number
  decorations: DecorationSet
}
/** A new search, or a move to another match. `start`: the position from which a search of the whole notebook shows matches. */
type Action = { queries: readonly string[]; start?: number } | { active: number }

export const findKey = new PluginKey<FindState>('find')
const noSearch: FindState = {
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
      init: () => noSearch,
      apply(tr, previous, _, state) {
        const action = tr.getMeta(findKey) as Action | undefined
        if (action && 'active' in action)
          return decorate(state.doc, { ...previous, active: action.active }, classes)
        const queries = action ? action.queries : previous.queries
        if (queries.length === 0) return noSearch
        if (!action && !tr.docChanged) return previous
        const matches = findAll(state.doc, queries)
        // A new search starts at the caret; an edit keeps the current match.
        const start = action?.start ?? state.selection.from
        const nextMatch = matches.findIndex(({ to }) => to >= start)
        const active = action
          ? Math.max(0, nextMatch)
          : Math.min(previous.active, Math.max(0, matches.length - 1))
        const isHighlight = action ? action.start !== undefined : previous.isHighlight
        return decorate(
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
        [appKeys.findNext]: createMatchCommand(1),
        [appKeys.findPrevious]: createMatchCommand(-1),
        Escape: removeHighlight,
      }),
    },
  })
}

/** The maximum number of highlighted matches. Highlighting more would be slow and useless. */
const MAX_DRAWN = 2_000

/** Adds the decorations for the matches. */
function decorate(doc: Node, state: FindState, classes: { found: string; active: string }): FindState {
  const decorations = state.matches
    .slice(0, MAX_DRAWN)
    .map(({ from, to }, index) =>
      Decoration.inline(from, to, { class: index === state.active ? classes.active : classes.found }),
    )
  return { ...state, decorations: DecorationSet.create(doc, decorations) }
}

export function search(view: EditorView, query: string): void {
  view.dispatch(view.state.tr.setMeta(findKey, { queries: query === '' ? [] : [query] }))
  scrollToMatch(view)
}

/** Highlights the words, and moves the caret to the first match that ends at or after `start`. @returns false if there is no match */
export function highlight(view: EditorView, words: readonly string[], start: number): boolean {
  view.dispatch(view.state.tr.setMeta(findKey, { queries: words, start }))
  const isFound = moveCaretToMatch(view)
  scrollToMatch(view)
  return isFound
}

/** Creates a command that moves the caret to the next (1) or previous (-1) match. */
function createMatchCommand(direction: 1 | -1): Command {
  return (_, __, view) => {
    if (!view) return false
    goToMatch(view, direction)
    return moveCaretToMatch(view)
  }
}

const removeHighlight: Command = (state, _, view) => {
  if (!view || !findKey.getState(state)?.isHighlight) return false
  search(view, '')
  return true
}

function moveCaretToMatch(view: EditorView): boolean {
  const { matches, active } = findKey.getState(view.state) ?? noSearch
  const match = matches[active]
  if (!match) return false
  view.dispatch(view.state.tr.setSelection(TextSelection.create(view.state.doc, match.from)))
  return true
}

/** Shows the next (1) or previous (-1) match; after the last match comes the first. */
export function goToMatch(view: EditorView, direction: 1 | -1): void {
  const { matches, active } = findKey.getState(view.state) ?? noSearch
  if (matches.length === 0) return
  const next = (active + direction + matches.length) % matches.length
  view.dispatch(view.state.tr.setMeta(findKey, { active: next }))
  scrollToMatch(view)
}

/** Scrolls to the current match; the caret stays where it is. */
function scrollToMatch(view: EditorView): void {
  const { matches, active } = findKey.getState(view.state) ?? noSearch
  const match = matches[active]
  if (!match) return
  reveal(view, match.from)
  const { node } = view.domAtPos(match.from)
  const element = node instanceof Element ? node : node.parentElement
  element?.scrollIntoView({ block: 'center' })
}

/** @returns matches of any of the queries in document order; where some overlap, only the first, or the longest of those that begin there */
export function findAll(doc: Node, queries: readonly string[]): Match[] {
  const [query] = queries
  if (queries.length === 1 && query !== undefined) return findMatches(doc, query)
  const matches = queries.flatMap((text) => findMatches(doc, text))
  matches.sort((a, b) => a.from - b.from || b.to - a.to)
  const withoutOverlaps: Match[] = []
  for (const match of matches) {
    const end = withoutOverlaps.at(-1)?.to ?? 0
    if (match.from >= end) withoutOverlaps.push(match)
  }
  return withoutOverlaps
}

/** @returns matches in document order; a mention matches by its label, as a whole */
export function findMatches(doc: Node, query: string): Match[] {
  const needle = foldKeepingLength(query)
  const matches: Match[] = []
  if (needle === '') return matches
  doc.descendants((block, pos) => {
    if (!block.isTextblock) return true
    const text = getFoldedText(block)
    let index = text.indexOf(needle)
    while (index >= 0) {
      const from = pos + 1 + index
      matches.push({ from, to: from + needle.length })
      index = text.indexOf(needle, index + needle.length)
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

/** The folded text, with one character for each position in the block. */
function getFoldedText(block: Node): string {
  const cached = foldedBlocks.get(block)
  if (cached !== undefined) return cached
  const text = foldKeepingLength(
    block.textBetween(0, block.content.size, null, (leaf) =>
      leaf.type === schema.nodes.soft_break ? ' ' : '\ufffc',
    ),
  )
  foldedBlocks.set(block, text)
  return text
}
