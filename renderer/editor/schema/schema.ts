/** The editor's document schema. to-doc.ts and to-mdast.ts convert it from and to Markdown without loss. */
import type { Nodes } from 'mdast'
import { type DOMOutputSpec, type MarkSpec, type NodeSpec, Schema } from 'prosemirror-model'
import { type Confidentiality, parseRapporteurUrl } from '../../../core/note-format/index.ts'
import { carried } from './carried-mark.ts'
import { isSafeLink } from './links.ts'

/** Attributes of a block that may begin an entry (docs/note-format.md). */
export type EntryAttrs = {
  /** The instant at which the block was started, in the store's form. */
  at: string | null
  /** The time as written in the text, for other programs. Kept unchanged, so that opening a note changes nothing. */
  atText: string | null
}
export type ParagraphAttrs = EntryAttrs & {
  /** The confidentiality, and its word in the text ("Internal:"). */
  guard: Confidentiality | null
  guardText: string | null
  /** The speaker: the link's address, and its text ("UNODC:"). */
  turn: string | null
  turnText: string | null
  /** The word of a decision or question in the text ("Decision:"), or null if the block is neither. */
  decision: string | null
  question: string | null
}
export type MentionAttrs = { href: string; label: string }
/** A stored picture. `alt`: its description. */
export type PictureAttrs = { sha256: string; alt: string; title: string | null }
/** Markdown that the editor cannot edit, as it was read. */
export type SourceAttrs = { node: Nodes; text: string }

const optional = { default: null, validate: 'string|null' }
const entryAttrs = { at: optional, atText: optional }

function readEntry(dom: HTMLElement): EntryAttrs {
  const target = parseRapporteurUrl(`rapporteur:at/${dom.getAttribute('data-at')}`)
  const atText = dom.getAttribute('data-at-text')
  return target?.kind === 'at' && atText ? { at: target.instant, atText } : { at: null, atText: null }
}

function writeEntry(attrs: Partial<ParagraphAttrs>): Record<string, string> {
  return {
    ...(attrs.at && attrs.atText ? { 'data-at': attrs.at, 'data-at-text': attrs.atText } : {}),
    ...(attrs.guard && attrs.guardText
      ? { 'data-guard': attrs.guard, 'data-guard-text': attrs.guardText }
      : {}),
    ...(attrs.turn && attrs.turnText ? { 'data-turn': attrs.turn, 'data-turn-text': attrs.turnText } : {}),
    ...(attrs.decision ? { 'data-decision': attrs.decision } : {}),
    ...(attrs.question ? { 'data-question': attrs.question } : {}),
  }
}

function readParagraph(dom: HTMLElement): ParagraphAttrs {
  const guard = dom.getAttribute('data-guard')
  const guardText = dom.getAttribute('data-guard-text')
  const turn = dom.getAttribute('data-turn')
  const turnText = dom.getAttribute('data-turn-text')
  const isTurn = turnText && parseRapporteurUrl(turn ?? '')?.kind === 'turn'
  const isGuard = guardText && (guard === 'internal' || guard === 'private')
  const decision = dom.getAttribute('data-decision')
  return {
    ...readEntry(dom),
    ...(isGuard ? { guard, guardText } : { guard: null, guardText: null }),
    ...(isTurn ? { turn, turnText } : { turn: null, turnText: null }),
    decision,
    question: decision ? null : dom.getAttribute('data-question'),
  }
}

/** The library expects these attributes; Markdown cells always span one row and column. */
const cellAttrs = {
  colspan: { default: 1 },
  rowspan: { default: 1 },
  colwidth: { default: null },
  align: optional,
}

function getAlignment(dom: HTMLElement): string | null {
  const align = dom.getAttribute('align') ?? dom.style.textAlign
  return ['left', 'center', 'right'].includes(align) ? align : null
}

/** toDOM gives the form for the clipboard; in the window, node-views.ts renders most nodes. */
const nodes = {
  doc: { content: 'block+', marks: 'carried' },
  paragraph: {
    group: 'block',
    content: 'inline*',
    attrs: {
      ...entryAttrs,
      guard: optional,
      guardText: optional,
      turn: optional,
      turnText: optional,
      decision: optional,
      question: optional,
    },
    parseDOM: [{ tag: 'p', getAttrs: readParagraph }],
    toDOM: (node) => ['p', writeEntry(node.attrs), 0],
  },
  heading: {
    group: 'block',
    content: 'inline*',
    defining: true,
    attrs: { level: { default: 1, validate: 'number' }, ...entryAttrs },
    parseDOM: [1, 2, 3, 4, 5, 6].map((level) => ({
      tag: `h${level}`,
      getAttrs: (dom: HTMLElement) => ({ level, ...readEntry(dom) }),
    })),
    toDOM: (node) => [`h${node.attrs.level}`, writeEntry(node.attrs), 0],
  },
  blockquote: {
    group: 'block',
    content: 'block+',
    marks: 'carried',
    defining: true,
    parseDOM: [{ tag: 'blockquote' }],
    toDOM: () => ['blockquote', 0],
  },
  bullet_list: {
    group: 'block list',
    content: 'list_item+',
    attrs: { spread: { default: false, validate: 'boolean' } },
    parseDOM: [{ tag: 'ul' }],
    toDOM: () => ['ul', 0],
  },
  ordered_list: {
    group: 'block list',
    content: 'list_item+',
    attrs: { start: { default: 1, validate: 'number' }, spread: { default: false, validate: 'boolean' } },
    parseDOM: [{ tag: 'ol', getAttrs: (dom) => ({ start: Number(dom.getAttribute('start') ?? 1) || 1 }) }],
    toDOM: (node) => (node.attrs.start === 1 ? ['ol', 0] : ['ol', { start: node.attrs.start }, 0]),
  },
  /** `checked` is null for an item without a box. One type for both, since a Markdown list may mix them. */
  list_item: {
    content: 'block+',
    marks: 'carried',
    defining: true,
    attrs: {
      checked: { default: null, validate: 'boolean|null' },
      spread: { default: false, validate: 'boolean' },
    },
    parseDOM: [{ tag: 'li', getAttrs: (dom) => ({ checked: getChecked(dom) }) }],
    toDOM: (node): DOMOutputSpec =>
      node.attrs.checked === null
        ? ['li', 0]
        : ['li', ['input', { type: 'checkbox', ...(node.attrs.checked ? { checked: '' } : {}) }], ['div', 0]],
  },
  code_block: {
    group: 'block',
    content: 'text*',
    marks: 'carried',
    code: true,
    defining: true,
    attrs: {
      lang: { default: null, validate: 'string|null' },
      meta: { default: null, validate: 'string|null' },
    },
    parseDOM: [{ tag: 'pre', preserveWhitespace: 'full' }],
    toDOM: () => ['pre', ['code', 0]],
  },
  horizontal_rule: { group: 'block', parseDOM: [{ tag: 'hr' }], toDOM: () => ['hr'] },
  /** Uses the names of prosemirror-tables. A cell is one line, as in Markdown. */
  table: {
    group: 'block',
    content: 'table_row+',
    tableRole: 'table',
    isolating: true,
    parseDOM: [{ tag: 'table' }],
    toDOM: () => ['table', ['tbody', 0]],
  },
  table_row: {
    content: '(table_cell | table_header)+',
    tableRole: 'row',
    parseDOM: [{ tag: 'tr' }],
    toDOM: () => ['tr', 0],
  },
  table_cell: {
    content: 'inline*',
    tableRole: 'cell',
    isolating: true,
    attrs: cellAttrs,
    parseDOM: [{ tag: 'td', getAttrs: (dom) => ({ align: getAlignment(dom) }) }],
    toDOM: (node) => ['td', { align: node.attrs.align }, 0],
  },
  /** A cell of the first row; `align` applies to its whole column. */
  table_header: {
    content: 'inline*',
    tableRole: 'header_cell',
    isolating: true,
    attrs: cellAttrs,
    parseDOM: [{ tag: 'th', getAttrs: (dom) => ({ align: getAlignment(dom) }) }],
    toDOM: (node) => ['th', { align: node.attrs.align }, 0],
  },
  source: {
    group: 'block',
    atom: true,
    attrs: { node: {}, text: { validate: 'string' } },
    parseDOM: [{ tag: 'pre[data-source]', priority: 60, getAttrs: readSource }],
    toDOM: (node) => ['pre', { 'data-source': JSON.stringify(node.attrs.node) }, node.attrs.text],
  },
  text: { group: 'inline' },
  hard_break: {
    group: 'inline',
    inline: true,
    selectable: false,
    linebreakReplacement: true,
    parseDOM: [{ tag: 'br' }],
    toDOM: () => ['br'],
    leafText: () => '\n',
  },
  /** A line break within a paragraph of an imported text. It reads as a space and is written back as a line break. */
  soft_break: {
    group: 'inline',
    inline: true,
    selectable: false,
    parseDOM: [{ tag: 'span[data-soft-break]' }],
    toDOM: () => ['span', { 'data-soft-break': '' }, ' '],
    leafText: () => ' ',
  },
  mention: {
    group: 'inline',
    inline: true,
    atom: true,
    selectable: false,
    attrs: { href: { validate: 'string' }, label: { validate: 'string' } },
    parseDOM: [
      {
        tag: 'span[data-mention]',
        getAttrs: (dom) => ({ href: dom.getAttribute('data-mention'), label: dom.textContent ?? '' }),
      },
    ],
    toDOM: (node) => ['span', { 'data-mention': node.attrs.href }, node.attrs.label],
    leafText: (node) => node.attrs.label,
  },
  picture: {
    group: 'inline',
    inline: true,
    atom: true,
    draggable: true,
    attrs: { sha256: { validate: 'string' }, alt: { default: '', validate: 'string' }, title: optional },
    parseDOM: [
      {
        tag: 'img[data-picture]',
        getAttrs: (dom) => {
          const sha256 = dom.getAttribute('data-picture') ?? ''
          if (!/^[0-9a-f]{64}$/.test(sha256)) return false
          return { sha256, alt: dom.getAttribute('alt') ?? '', title: dom.getAttribute('title') }
        },
      },
    ],
    // Leaves out the address, which other programs cannot open.
    toDOM: ({ attrs: { sha256, alt, title } }) => ['img', { 'data-picture': sha256, alt, title }],
    leafText: (node) => node.attrs.alt,
  },
  inline_source: {
    group: 'inline',
    inline: true,
    atom: true,
    attrs: { node: {}, text: { validate: 'string' } },
    parseDOM: [{ tag: 'code[data-source]', priority: 60, getAttrs: readSource }],
    toDOM: (node) => ['code', { 'data-source': JSON.stringify(node.attrs.node) }, node.attrs.text],
    leafText: (node) => node.attrs.text,
  },
} satisfies Record<string, NodeSpec>

/**
 * `depth`: the number of marks around this one in the text, so that `**==a==**` and `==**a**==` stay different. It is 0 for a mark made in
 * the editor.
 */
const depth = { depth: { default: 0, validate: 'number' } }

const marks = {
  link: {
    attrs: { href: { validate: 'string' }, title: { default: null, validate: 'string|null' }, ...depth },
    inclusive: false,
    parseDOM: [
      {
        tag: 'a[href]',
        getAttrs: (dom) => {
          const href = dom.getAttribute('href') ?? ''
          return isSafeLink(href) ? { href, title: dom.getAttribute('title') } : false
        },
      },
    ],
    toDOM: (mark) => ['a', { href: mark.attrs.href, title: mark.attrs.title }, 0],
  },
  em: {
    attrs: depth,
    parseDOM: [
      { tag: 'em' },
      { tag: 'i' },
      { style: 'font-style=italic' },
      { style: 'font-style=normal', clearMark: (mark) => mark.type.name === 'em' },
    ],
    toDOM: () => ['em', 0],
  },
  strong: {
    attrs: depth,
    parseDOM: [
      // Repeats the attributes of the paragraph as words (markdown/paste.ts).
      { tag: 'strong[data-labels]', ignore: true },
      { tag: 'strong' },
      // Google Docs wraps copied content in a <b> that is not bold.
      { tag: 'b', getAttrs: (dom) => dom.style.fontWeight !== 'normal' && null },
      { style: 'font-weight=400', clearMark: (mark) => mark.type.name === 'strong' },
      { style: 'font-weight', getAttrs: (value) => /^(bold(er)?|[6-9]\d\d)$/.test(value) && null },
    ],
    toDOM: () => ['strong', 0],
  },
  strike: {
    attrs: depth,
    parseDOM: [
      { tag: 's, del, strike' },
      { style: 'text-decoration', getAttrs: (value) => /line-through/.test(value) && null },
    ],
    toDOM: () => ['s', 0],
  },
  highlight: {
    attrs: depth,
    parseDOM: [{ tag: 'mark' }],
    toDOM: () => ['mark', 0],
  },
  code: {
    code: true,
    parseDOM: [{ tag: 'code' }],
    toDOM: () => ['code', 0],
  },
  carried,
} satisfies Record<string, MarkSpec>

function getChecked(item: HTMLElement): boolean | null {
  const box = item.querySelector<HTMLInputElement>(
    ':scope > input[type=checkbox], :scope > p > input[type=checkbox]',
  )
  return box ? box.hasAttribute('checked') : null
}

/** Accepts source from the clipboard only if a note could contain it. */
function readSource(dom: HTMLElement): SourceAttrs | false {
  try {
    const node: unknown = JSON.parse(dom.getAttribute('data-source') ?? '')
    if (typeof node !== 'object' || node === null || !('type' in node)) return false
    return { node: node as Nodes, text: dom.textContent ?? '' }
  } catch {
    return false
  }
}

export const schema = new Schema({ nodes, marks })
