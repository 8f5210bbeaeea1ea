/** Commands of the toolbar and keys for text and blocks (lists and tasks: lists.ts; times: stamps.ts). */
import { lift, toggleMark, wrapIn } from 'prosemirror-commands'
import type { Mark, Node } from 'prosemirror-model'
import { type Command, type EditorState, TextSelection, type Transaction } from 'prosemirror-state'
import {
  type Confidentiality,
  formatRapporteurUrl,
  parseRapporteurUrl,
} from '../../../core/note-format/index.ts'
import { declassify } from '../plugins/keep-levels.ts'
import { getItemDepth, getLineAt, getSelectedLines, isCell, isTask, isTextLine } from '../schema/lines.ts'
import { schema } from '../schema/schema.ts'
import { liftItem } from './lists.ts'

const { nodes, marks } = schema

export const toggleStrong = toggleMark(marks.strong)
export const toggleEm = toggleMark(marks.em)
export const toggleHighlight = toggleMark(marks.highlight)
export const toggleStrike = toggleMark(marks.strike)
export const toggleCode = toggleMark(marks.code)

export type TextStyle = 'text' | 'heading-1' | 'heading-2' | 'heading-3' | 'code'

/** Changes the style of the selected blocks. Keeps the time of each block if the new style can have one. */
export function setTextStyle(style: TextStyle): Command {
  return (state, dispatch) => {
    const lines = getSelectedLines(state).filter(({ node }) => getStyle(node) !== style)
    if (lines.length === 0) return false
    if (!dispatch) return true
    const { tr } = state
    for (const { pos, node } of lines) {
      const mappedPos = tr.mapping.map(pos)
      const time = { at: node.attrs.at ?? null, atText: node.attrs.atText ?? null }
      if (style === 'text') {
        tr.setBlockType(mappedPos + 1, mappedPos + 1, nodes.paragraph, time)
        continue
      }
      if (style === 'code') replaceLeavesByText(tr, node, mappedPos)
      moveSpeakerAndLevelIntoText(tr, node, mappedPos)
      if (style === 'code') tr.setBlockType(mappedPos + 1, mappedPos + 1, nodes.code_block)
      else {
        const level = Number(style.at(-1))
        tr.setBlockType(mappedPos + 1, mappedPos + 1, nodes.heading, { level, ...time })
      }
    }
    dispatch(tr.scrollIntoView())
    return true
  }
}

/** Code contains only text, so mentions, pictures and the like are replaced by their text. */
function replaceLeavesByText(tr: Transaction, line: Node, pos: number): void {
  const earlierSteps = tr.steps.length
  line.forEach((child, offset) => {
    if (child.isText || child.type === nodes.hard_break) return
    const start = tr.mapping.slice(earlierSteps).map(pos + 1 + offset)
    const text = child.type === nodes.soft_break ? '\n' : child.textContent
    if (text === '') tr.delete(start, start + child.nodeSize)
    else tr.replaceWith(start, start + child.nodeSize, schema.text(text))
  })
}

/** Headings and code have no attribute for a speaker or a level of confidentiality, so these go into the text. */
function moveSpeakerAndLevelIntoText(tr: Transaction, { attrs }: Node, pos: number): void {
  const insertLink = (href: string, text: string) => {
    const link = marks.link.create({ href, title: null, depth: 0 })
    tr.insert(pos + 1, [schema.text(text, [link]), schema.text(' ')])
  }
  if (attrs.turn && attrs.turnText) insertLink(attrs.turn, attrs.turnText)
  if (attrs.guard && attrs.guardText) insertLink(formatRapporteurUrl({ kind: attrs.guard }), attrs.guardText)
}

/** @returns null for a heading level that the menu does not offer */
export function getStyle(line: Node): TextStyle | null {
  if (line.type === nodes.code_block) return 'code'
  if (line.type !== nodes.heading) return 'text'
  const { level } = line.attrs
  return level === 1 || level === 2 || level === 3 ? `heading-${level as 1 | 2 | 3}` : null
}

export const toggleQuote: Command = (state, dispatch) => {
  const { $from, $to } = state.selection
  const range = $from.blockRange($to, (node) => node.type === nodes.blockquote)
  if (!range) return wrapIn(nodes.blockquote)(state, dispatch)
  return lift(state, dispatch)
}

/** Makes the selected lines decisions or questions, or takes this back. `word` is the translated text before them, as "Decision:". */
export function toggleKind(kind: 'decision' | 'question', word: string): Command {
  return (state, dispatch) => {
    const lines = getSelectedLines(state).filter(({ node }) => isTextLine(node))
    const [first] = lines
    if (!first) return false
    if (isInTask(state)) {
      return liftItem(state, dispatch && ((tr) => dispatch(setKind(tr, kind, word))))
    }
    if (!dispatch) return true
    const kinds = { decision: null, question: null, [kind]: first.node.attrs[kind] ? null : word }
    const { tr } = state
    for (const { node, pos } of lines) {
      const { level: _, ...attrs } = node.attrs
      tr.setNodeMarkup(pos, nodes.paragraph, { ...attrs, ...kinds })
    }
    dispatch(tr)
    return true
  }
}

function setKind(tr: Transaction, kind: 'decision' | 'question', word: string): Transaction {
  const line = getLineAt(tr.selection.$head)
  return line?.node.type === nodes.paragraph ? tr.setNodeAttribute(line.pos, kind, word) : tr
}

/** Makes the selected passage internal or private, or takes this back. `word` is the translated text before the passage, as "Internal:". */
export function toggleGuard(guard: Confidentiality, word: string): Command {
  return (state, dispatch) => {
    const lines = getSelectedLines(state).filter(({ node }) => node.type === nodes.paragraph || isCell(node))
    const [first] = lines
    if (!first) return false
    if (!dispatch) return true
    const isOn = getGuard(first.node) === guard
    const { tr } = state
    for (const { node, pos } of lines.toReversed()) {
      if (isCell(node)) {
        setCellGuard(tr, node, pos, isOn ? null : { guard, word })
        continue
      }
      tr.setNodeAttribute(pos, 'guard', isOn ? null : guard)
      tr.setNodeAttribute(pos, 'guardText', isOn ? null : word)
    }
    dispatch(declassify(tr, 'all'))
    return true
  }
}

/** In a table cell the guard is a link at the beginning of the text, since Markdown has no other place for it. */
function getGuard(line: Node): Confidentiality | null {
  if (!isCell(line)) return line.attrs.guard
  const href = line.firstChild?.marks.find(({ type }) => type === marks.link)?.attrs.href
  const kind = href && parseRapporteurUrl(href)?.kind
  return kind === 'internal' || kind === 'private' ? kind : null
}

function setCellGuard(
  tr: Transaction,
  cell: Node,
  pos: number,
  newGuard: { guard: Confidentiality; word: string } | null,
): void {
  const start = pos + 1
  if (getGuard(cell)) {
    const length = cell.firstChild?.nodeSize ?? 0
    const hasSpace = cell.maybeChild(1)?.text?.startsWith(' ') ?? false
    tr.delete(start, start + length + Number(hasSpace))
  }
  if (!newGuard) return
  const href = formatRapporteurUrl({ kind: newGuard.guard })
  const link = marks.link.create({ href, title: null, depth: 0 })
  tr.insert(start, [schema.text(newGuard.word, [link]), schema.text(' ')])
}

function isInTask(state: EditorState): boolean {
  const { $from } = state.selection
  const depth = getItemDepth($from)
  return depth !== null && isTask($from.node(depth))
}

export type LinkRange = { from: number; to: number; href: string }

/** The whole link at the caret, or the selection for a new link. */
export function findLinkRange(state: EditorState): LinkRange {
  const { from, to, $from, empty } = state.selection
  const mark = findLink(state)
  if (!mark || !empty) return { from, to, href: mark?.attrs.href ?? '' }
  const start = $from.start()
  let range = { from, to, href: mark.attrs.href as string }
  $from.parent.forEach((node, offset) => {
    if (!mark.isInSet(node.marks)) return
    const nodeFrom = start + offset
    const nodeTo = nodeFrom + node.nodeSize
    if (nodeTo >= range.from && nodeFrom <= range.to) {
      range = { ...range, from: Math.min(range.from, nodeFrom), to: Math.max(range.to, nodeTo) }
    }
  })
  return range
}

/** Links the range, or inserts the address as text if nothing is selected. An empty address removes the link. */
export function setLink({ from, to, href }: LinkRange): Command {
  return (state, dispatch) => {
    if (!dispatch) return true
    const { tr } = state
    if (href === '') tr.removeMark(from, to, marks.link)
    else if (from === to) tr.insert(from, schema.text(href, [marks.link.create({ href })]))
    else tr.addMark(from, to, marks.link.create({ href }))
    const end = tr.mapping.map(to)
    dispatch(tr.setSelection(TextSelection.create(tr.doc, end)).removeStoredMark(marks.link))
    return true
  }
}

function findLink(state: EditorState): Mark | undefined {
  const { $from } = state.selection
  return [$from.nodeAfter, $from.nodeBefore]
    .flatMap((node) => node?.marks ?? [])
    .find((mark) => mark.type === marks.link)
}

/** @returns the address of the link or mention at the caret */
export function getDestination(state: EditorState): string | null {
  const { $from } = state.selection
  for (const node of [$from.nodeAfter, $from.nodeBefore]) {
    if (node?.type === nodes.mention) return node.attrs.href
  }
  return findLink(state)?.attrs.href ?? null
}
