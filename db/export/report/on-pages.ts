/** Lays out the report for paper: numbered parts, times beside the text, and no page or line break in the wrong place. */
import type {
  Blockquote,
  Heading,
  List,
  ListItem,
  Nodes,
  Paragraph,
  PhrasingContent,
  Root,
  RootContent,
  Text,
} from 'mdast'
import { getPicture, removeForWord, toInlineText } from '../../../core/note-format/index.ts'
import { layOut } from './document.ts'
import { estimatePages } from './estimate-pages.ts'
import { createParagraph, createText } from './nodes.ts'
import type { Report } from './report.ts'

/** `hasPages`: false for a page on the screen, which has no page numbers. */
export function layOutOnPages(report: Report, { hasPages = true } = {}): Root {
  const root = layOut(report, { hasPages })
  // The parts of a report by key message carry the numbers of the key messages.
  const isNumbered = report.options.include.tableOfContents && !report.byMessage
  const numbered = isNumbered ? numberParts(root.children, report.t) : root.children
  // The key messages are the first annex.
  const hasAnnex = isNumbered && report.keyMessages.length > 0
  const annex = hasAnnex ? createAnnexReference(root, report, hasPages) : null
  const blocks = addCaptions(joinPictures(numbered), report).flatMap((node) =>
    node.data?.inNote ? layOutBlock(node, annex, report) : [dropFactEmphasis(node)],
  )
  const laidOut = { ...root, children: keepTogether(blocks).map(addNoBreakSpaces) }
  return hasPages ? addPageNumbers(laidOut, estimatePages(laidOut)) : laidOut
}

/** "Annex A, page 16" */
function createAnnexReference({ children }: Root, { t }: Report, hasPages: boolean): PhrasingContent[] {
  const name = createText(t('parts.annexNumber', { letter: 'A' }))
  const annex = children.find((node) => node.type === 'heading' && node.data?.isAnnex)
  const id = annex?.type === 'heading' && annex.data?.id
  if (!hasPages || !id) return [name]
  return [
    name,
    createText(`, ${t('parts.onPage')}${NO_BREAK}`),
    { type: 'text', value: '', data: { pageOf: id } },
  ]
}

function addPageNumbers<N extends Nodes>(node: N, pages: ReadonlyMap<string, number>): N {
  if (node.type === 'text' && node.data?.pageOf)
    return { ...node, value: String(pages.get(node.data.pageOf) ?? 1) }
  if (!('children' in node)) return node
  return { ...node, children: node.children.map((child) => addPageNumbers(child, pages)) } as N
}

/** "1 Thursday 17 November", "Annex A: Contacts met" */
function numberParts(nodes: readonly RootContent[], t: Report['t']): RootContent[] {
  let parts = 0
  let annexes = 0
  const numberHeading = (node: Heading): Heading => {
    const title = toInlineText(node.children)
    if (!node.data?.isAnnex) {
      parts += 1
      return { ...node, children: [createText(`${parts}${NO_BREAK}${title}`)] }
    }
    const letter = String.fromCharCode('A'.charCodeAt(0) + annexes)
    annexes += 1
    return { ...node, children: [createText(t('parts.annex', { letter, title }))] }
  }
  return nodes.map((node) =>
    node.type === 'heading' && node.depth === 2 && node.data?.id ? numberHeading(node) : node,
  )
}

/** Joins a picture with a time on the line above it, since the two are one entry. */
function joinPictures(nodes: readonly RootContent[]): RootContent[] {
  return nodes.reduce<RootContent[]>((joined, node) => {
    const last = joined.at(-1)
    if (node.type === 'paragraph' && hasPicture(node) && last?.type === 'paragraph' && isTimeAlone(last))
      joined[joined.length - 1] = { ...node, children: [...last.children, createText(' '), ...node.children] }
    else joined.push(node)
    return joined
  }, [])
}

/** Adds a caption below a picture on a line of its own: "Figure 1: slide shown by the chair". */
function addCaptions(nodes: readonly RootContent[], { pictures, t }: Report): RootContent[] {
  let number = 0
  return nodes.flatMap((node) => {
    if (node.type !== 'paragraph' || !node.data?.inNote) return [node]
    const [picture, ...others] = separateTime(node).words.filter((child) => !isSpace(child))
    const sha256 = getPicture(picture)
    if (picture?.type !== 'image' || !picture.alt || others.length > 0) return [node]
    if (sha256 === null || !pictures.has(sha256)) return [node]
    number += 1
    const { language } = node.data
    const caption = createParagraph(
      'caption',
      createText(t('picture.caption', { number, words: picture.alt })),
    )
    return [
      { ...node, data: { ...node.data, keepNext: true as const } },
      { ...caption, data: { ...caption.data, inNote: true as const, ...(language && { language }) } },
    ]
  })
}

/** Lays out a block of a note: moves its time to the gutter, its label to a line above, and marks a quotation's source. */
function layOutBlock(node: RootContent, annex: PhrasingContent[] | null, report: Report): RootContent[] {
  if (node.type === 'blockquote') return [markSource(node, annex)]
  if (node.type === 'list') return layOutTasks(node, report)
  if (node.type !== 'paragraph') return [node]
  const { time, words } = separateTime(node)
  const [first, ...others] = words
  const mark = first?.type === 'strong' && first.data?.mark
  if (!mark || others.length === 0) return [moveTimeToGutter(node)]
  const label: Paragraph = {
    type: 'paragraph',
    children: [...putInGutter(time), createLabel(report.t(`followUp.${mark}`), report)],
    data: { ...node.data, role: `${mark}-label`, keepNext: true },
  }
  const { anchor: _, ...data } = node.data ?? {}
  return [label, { ...node, children: trimStart(others), data: { ...data, role: mark } }]
}

function createLabel(words: string, { language }: Report): PhrasingContent {
  return createText(words.toLocaleUpperCase(language))
}

/** Splits the list before each timed task, which gets its time and its label on a line above. */
function layOutTasks(list: List, report: Report): RootContent[] {
  const blocks: RootContent[] = []
  let items: ListItem[] = []
  let start = list.start ?? 1
  const closeList = () => {
    if (items.length > 0) blocks.push({ ...list, ...(list.ordered && { start }), children: items })
    start += items.length
    items = []
  }
  for (const item of list.children) {
    const [first, ...others] = item.children
    if (typeof item.checked !== 'boolean' || first?.type !== 'paragraph') {
      items.push(item)
      continue
    }
    const { time, words } = separateTime(first)
    if (time) {
      closeList()
      blocks.push({
        type: 'paragraph',
        children: [...putInGutter(time), createLabel(report.t('followUp.task'), report)],
        data: { inNote: true, role: 'task-label', keepNext: true },
      })
    }
    items.push({ ...item, children: [{ ...first, children: separateAssignments(words) }, ...others] })
  }
  closeList()
  return blocks
}

/** Whether the block belongs to the foot of the cover page. Formats with page footers put it into the footer. */
export function isInCoverFoot(node: RootContent): boolean {
  return node.type === 'paragraph' && node.data?.role === 'programme'
}

/** Separates the assignees and dates at the end of a task from its words: "— Ana Ferreira, by 1 December 2016". */
function separateAssignments(children: PhrasingContent[]): PhrasingContent[] {
  const isAssignment = (node: PhrasingContent) => node.type === 'text' && node.data?.assignment !== undefined
  const end = children.findLastIndex((node) => !isAssignment(node) && !isSpace(node)) + 1
  const assignments = children
    .slice(end)
    .filter((node) => node.type === 'text' && isAssignment(node)) as Text[]
  if (end === 0 || assignments.length === 0) return children
  const aside = assignments.flatMap((node, index) => [
    createText(index === 0 ? '— ' : ', '),
    node.data?.assignment === 'for' ? { ...node, value: removeForWord(node.value) } : node,
  ])
  return [
    ...trimEnd(children.slice(0, end)),
    createText(' '),
    { type: 'emphasis', children: aside, data: { isAside: true } },
  ]
}

function trimEnd(children: PhrasingContent[]): PhrasingContent[] {
  const last = children.at(-1)
  if (last?.type !== 'text') return children
  return [...children.slice(0, -1), { ...last, value: last.value.trimEnd() }]
}

/** Removes the emphasis that distinguishes facts from text in formats without styles. */
function dropFactEmphasis(node: RootContent): RootContent {
  if (node.type !== 'paragraph' || node.data?.role !== 'session') return node
  return {
    ...node,
    children: node.children.flatMap((child) => (child.type === 'emphasis' ? child.children : [child])),
  }
}

function moveTimeToGutter(node: Paragraph): Paragraph {
  const { time, words } = separateTime(node)
  if (!time) return node
  return { ...node, children: [...putInGutter(time), ...words], data: { ...node.data, role: 'entry' } }
}

/** Separates the time at which an entry started from the words after it. */
function separateTime({ children }: Paragraph): { time: PhrasingContent | null; words: PhrasingContent[] } {
  const [first, ...others] = children
  const isTimed = first?.type === 'strong' && first.data?.isTime
  return isTimed ? { time: first, words: trimStart(others) } : { time: null, words: children }
}

function putInGutter(time: PhrasingContent | null): PhrasingContent[] {
  return time ? [time, createText('\t')] : []
}

function trimStart([first, ...others]: PhrasingContent[]): PhrasingContent[] {
  if (first?.type !== 'text') return first ? [first, ...others] : []
  const value = first.value.trimStart()
  return value === '' ? others : [{ ...first, value }, ...others]
}

/**
 * Marks the last paragraph of a quotation as its source, if the paragraph names a key message, and adds a reference to the annex, which
 * contains the message.
 */
function markSource(node: Blockquote, annex: PhrasingContent[] | null): Blockquote {
  const last = node.children.at(-1)
  if (node.children.length < 2 || last?.type !== 'paragraph') return node
  const isNamed = last.children.every((child) => child.type === 'text' && child.data?.keyMessage)
  if (!isNamed) return node
  const source: Paragraph = {
    ...last,
    children: annex === null ? last.children : [...last.children, createText(', '), ...annex],
    data: { ...last.data, role: 'source' },
  }
  return { ...node, children: [...node.children.slice(0, -1), source] }
}

/** Whether the paragraph has a picture, so that it must not be split between two pages. */
export function hasPicture({ children }: Paragraph): boolean {
  return children.some(({ type }) => type === 'image')
}

/**
 * Keeps a time on a line of its own on the same page as its entry, and a line on the same page as the picture below it. Keeps a line that
 * ends with a colon on the same page as the table, list, quotation or code below it.
 */
function keepTogether(nodes: readonly RootContent[]): RootContent[] {
  return nodes.map((node, index) => {
    if (node.type !== 'paragraph') return node
    const next = nodes[index + 1]
    const isKept =
      (next?.type === 'paragraph' && hasPicture(next)) ||
      (next !== undefined && INTRODUCED_BLOCKS.has(next.type) && /:\s*$/.test(toInlineText(node.children))) ||
      (next !== undefined && next.type !== 'heading' && isTimeAlone(node))
    return isKept ? { ...node, data: { ...node.data, keepNext: true as const } } : node
  })
}

const INTRODUCED_BLOCKS: ReadonlySet<string> = new Set(['table', 'list', 'blockquote', 'code'])

export function isTimeAlone(node: Paragraph): boolean {
  const { time, words } = separateTime(node)
  return time !== null && words.every(isSpace)
}

function isSpace(node: PhrasingContent): boolean {
  return node.type === 'text' && node.value.trim() === ''
}

function addNoBreakSpaces<N extends Nodes>(node: N): N {
  if (node.type === 'text') return { ...node, value: insertNoBreakSpaces(node.value) }
  if (!('children' in node)) return node
  return { ...node, children: node.children.map(addNoBreakSpaces) } as N
}

/** Turns a block of code into the content of a paragraph. */
export function toCodeLines(value: string): PhrasingContent[] {
  return value
    .split('\n')
    .flatMap((line, index) => [
      ...(index > 0 ? [{ type: 'break' } as const] : []),
      { type: 'text', value: line } as const,
    ])
}

const NO_BREAK = '\u00a0'
const UNITS =
  'h|min|s|km|m|cm|mm|kg|g|t|GB|MB|kB|TB|EUR|USD|GBP|CHF|RUB|%|‰|€|£|\\$|₽|°C|million|millions|millones|billion|млн|млрд|тыс\\.|руб\\.|ч|мин'
const months = [...new Set(['en-GB', 'fr', 'es', 'ru'].flatMap(listMonthNames))].join('|')
/** Places where a line must not end. */
const NO_BREAK_SPACES: readonly RegExp[] = [
  // "16 November 2016", "16 de noviembre de 2016"
  new RegExp(`(?<=\\b\\d{1,2}) (?=(?:de )?(?:${months})(?!\\p{L}))`, 'giu'),
  new RegExp(`(?<=\\d\\u00a0de) (?=(?:${months})(?!\\p{L}))`, 'giu'),
  new RegExp(`(?<=\\d\\u00a0(?:de\\u00a0)?(?:${months})) (?=(?:de )?\\d{4}\\b)`, 'giu'),
  new RegExp(`(?<=(?:${months})\\u00a0de) (?=\\d{4}\\b)`, 'giu'),
  // "2016 г."
  /(?<=\b\d{4}) (?=г\.)/g,
  // "Room 1", "Workshop 9", "Article 18"
  /(?<=(?<!\p{L})\p{Lu}[\p{L}’]{2,14}) (?=\d{1,3}[a-z]?(?![\p{L}\d]))/gu,
  /(?<=(?<!\p{L})(?:No\.|nº|n°|№|§|Art\.|art\.|p\.|pp\.|ст\.|с\.|г\.)) (?=\d)/gu,
  // "+40 21 555 0101"
  /(?<=\+\d[\d ()-]*) (?=[\d(])/g,
  // "10 000", "36 h"
  /(?<=\b\d{1,3}) (?=\d{3}\b)/g,
  new RegExp(`(?<=\\d) (?=(?:${UNITS})(?![\\p{L}\\d]))`, 'gu'),
]

/** Puts no-break spaces between a number and its unit, name or month. */
export function insertNoBreakSpaces(text: string): string {
  return /\d/.test(text)
    ? NO_BREAK_SPACES.reduce((result, pattern) => result.replaceAll(pattern, NO_BREAK), text)
    : text
}

function listMonthNames(language: string): string[] {
  const format = new Intl.DateTimeFormat(language, { timeZone: 'UTC', day: 'numeric', month: 'long' })
  return Array.from({ length: 12 }, (_, month) => {
    const parts = format.formatToParts(Date.UTC(2016, month, 1))
    return parts.find(({ type }) => type === 'month')?.value ?? ''
  })
}
