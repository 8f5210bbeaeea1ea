/**
 * Reads key messages from Markdown: one for each heading. Without headings, one for each item of a list; without lists, one for each
 * paragraph. Lists below a message are its points. The document's own numbers are kept; messages without a number are numbered in order.
 * Pure.
 */
import type { List, ListItem, RootContent } from 'mdast'
import { type Message, message } from '../../../core/i18n/message.ts'
import { parseNote, toInlineText } from '../../../core/note-format/index.ts'
import { StoreError } from '../../errors.ts'

export type ReadPoint = { number: string; lead: string; text: string; line: number }
export type ReadMessage = ReadPoint & { points: ReadPoint[] }

const MAX_MESSAGES = 1_000
const MAX_TEXT_LENGTH = 20_000

/** Throws `bad-file` with the line and the reason. */
export function readKeyMessages(markdown: string): ReadMessage[] {
  const blocks = parseNote(markdown).children
  for (const block of blocks) expectSupported(block)
  const messages = readMessages(blocks).map(numberMessage)
  if (messages.length === 0) fail(1, message('key-messages.none'))
  if (messages.length > MAX_MESSAGES) fail(1, message('key-messages.too-many', { most: MAX_MESSAGES }))
  expectDistinctNumbers(messages.flatMap((keyMessage) => [keyMessage, ...keyMessage.points]))
  return messages
}

function readMessages(blocks: readonly RootContent[]): ParsedMessage[] {
  const depth = getMessageDepth(blocks)
  if (depth !== null) return readHeadingMessages(blocks, depth)
  if (blocks.some(isNumbered)) return readListMessages(blocks.filter(isNumbered))
  if (isOnlyLists(blocks)) return readListMessages(blocks.filter(isList))
  return readParagraphMessages(blocks)
}

/** `number`: the number as written, or null. */
type ParsedItem = { number: string | null; lead: string | null; paragraphs: string[]; line: number }
type ParsedMessage = ParsedItem & { points: ParsedItem[] }

const getLine = (node: RootContent | ListItem): number => node.position?.start.line ?? 1

function fail(line: number, problem: Message): never {
  throw new StoreError('bad-file', message('common.line-problem', { line, problem }))
}

/** Throws for content that a message cannot have, such as a table. */
function expectSupported(node: RootContent | ListItem): void {
  if (node.type === 'table') fail(getLine(node), message('key-messages.table'))
  if (node.type === 'code' || node.type === 'html') fail(getLine(node), message('key-messages.code'))
  if (node.type === 'image' || node.type === 'imageReference') {
    fail(getLine(node), message('key-messages.picture'))
  }
  if ('children' in node) for (const child of node.children) expectSupported(child as RootContent)
}

/**
 * @returns the level of the headings that begin messages: 1 if several headings have it. A single heading of level 1 is the title, so the
 * next level in use counts. null if there are no headings below the title
 */
function getMessageDepth(blocks: readonly RootContent[]): number | null {
  const depths = blocks.flatMap((block) => (block.type === 'heading' ? [block.depth] : []))
  const levels = [...new Set(depths)].sort((a, b) => a - b)
  return levels.find((level) => level > 1 || depths.filter((depth) => depth === level).length > 1) ?? null
}

function isList(block: RootContent): block is List {
  return block.type === 'list'
}

/** Whether there are only lists, and at most one paragraph, which introduces them. A numbered paragraph is a message itself. */
function isOnlyLists(blocks: readonly RootContent[]): boolean {
  const [first, ...rest] = blocks.filter(({ type }) => type !== 'heading')
  const isIntroduction =
    first?.type === 'paragraph' && splitNumber(readParagraphs(first)[0] ?? '').number === null
  return rest.every(isList) && first !== undefined && (isList(first) || (isIntroduction && rest.length > 0))
}

function isNumbered(block: RootContent): block is List {
  return isList(block) && block.ordered === true
}

/** Reads a message for each heading. Text before the first heading introduces the messages, and is not a message. */
function readHeadingMessages(blocks: readonly RootContent[], depth: number): ParsedMessage[] {
  const messages: ParsedMessage[] = []
  for (const block of blocks) {
    if (block.type === 'heading' && block.depth <= depth) {
      if (block.depth < depth) continue
      const { number, text } = splitNumber(toInlineText(block.children))
      if (text === '') fail(getLine(block), message('key-messages.empty'))
      messages.push({ number, lead: text, paragraphs: [text], line: getLine(block), points: [] })
      continue
    }
    const current = messages.at(-1)
    if (current) addBlock(current, block)
  }
  return messages
}

function addBlock(current: ParsedMessage, block: RootContent): void {
  if (block.type === 'list') current.points.push(...readPoints(block))
  else current.paragraphs.push(...readParagraphs(block))
}

/** Reads a message for each item of the lists. Text between the lists introduces the messages, and is not a message. */
function readListMessages(lists: readonly List[]): ParsedMessage[] {
  return lists.flatMap((list) =>
    list.children.map((listItem, index) => {
      const { item, innerLists } = readItem(listItem)
      const number = item.number ?? (list.ordered ? String((list.start ?? 1) + index) : null)
      return { ...item, number, points: innerLists.flatMap(readPoints) }
    }),
  )
}

function readParagraphMessages(blocks: readonly RootContent[]): ParsedMessage[] {
  return blocks
    .filter(({ type }) => type !== 'heading')
    .flatMap((block) => {
      const paragraphs = readParagraphs(block)
      return paragraphs.length === 0 ? [] : [{ ...parseItem(block, paragraphs), points: [] }]
    })
}

function readPoints(list: List): ParsedItem[] {
  return list.children.map((listItem) => {
    const { item, innerLists } = readItem(listItem)
    const [firstInnerList] = innerLists
    if (firstInnerList) fail(getLine(firstInnerList), message('key-messages.too-deep'))
    return item
  })
}

function readItem(listItem: ListItem): { item: ParsedItem; innerLists: List[] } {
  const innerLists = listItem.children.filter((child): child is List => child.type === 'list')
  const texts = listItem.children.filter((child) => child.type !== 'list')
  const [first] = texts
  const paragraphs = texts.flatMap(readParagraphs)
  if (!first || paragraphs.length === 0) fail(getLine(listItem), message('key-messages.empty'))
  return { item: parseItem(first, paragraphs), innerLists }
}

function readParagraphs(block: RootContent): string[] {
  if (block.type === 'paragraph' || block.type === 'heading') {
    const text = toInlineText(block.children)
    return text === '' ? [] : [text]
  }
  return block.type === 'blockquote' || block.type === 'list' || block.type === 'listItem'
    ? block.children.flatMap((child) => readParagraphs(child as RootContent))
    : []
}

/** Bold words at the beginning are the lead. */
function parseItem(block: RootContent, [first = '', ...others]: string[]): ParsedItem {
  const { number, text } = splitNumber(first)
  const bold = block.type === 'paragraph' ? block.children.find(({ type }) => type === 'strong') : undefined
  const lead = bold?.type === 'strong' ? splitNumber(toInlineText(bold.children)).text : ''
  return {
    number,
    lead: lead !== '' && text.startsWith(lead) ? lead : null,
    paragraphs: [text, ...others],
    line: getLine(block),
  }
}

/** "5a) Text", "12. Text", "§ 7 Text"; does not match years and amounts. */
const NUMBER = /^(?:§\s*)?\(?(\d{1,3}(?:\.\d{1,3})*[a-z]?|[a-z])(?:[.)]+|\s*[–—:])\s+(?=\S)/

function splitNumber(text: string): { number: string | null; text: string } {
  const [prefix = '', number = null] = NUMBER.exec(text) ?? []
  return { number, text: text.slice(prefix.length).trim() }
}

/** A point "b)" of message 5 is 5b; a point without a letter gets the letter of its position in the list. */
function numberMessage({ points, ...item }: ParsedMessage, index: number): ReadMessage {
  const number = item.number ?? String(index + 1)
  return {
    ...toPoint(item, number),
    points: points.map((point, position) => {
      const pointNumber = point.number ?? getLetter(position)
      return toPoint(point, /^[a-z]$/.test(pointNumber) ? `${number}${pointNumber}` : pointNumber)
    }),
  }
}

function getLetter(index: number): string {
  const letter = String.fromCharCode(97 + (index % 26))
  return index < 26 ? letter : `${getLetter(Math.floor(index / 26) - 1)}${letter}`
}

function toPoint({ lead, paragraphs, line }: ParsedItem, number: string): ReadPoint {
  const text = paragraphs.join('\n')
  if (text.length > MAX_TEXT_LENGTH) fail(line, message('key-messages.too-long', { most: MAX_TEXT_LENGTH }))
  return { number, lead: lead ?? getFirstWords(paragraphs[0] ?? ''), text, line }
}

const MAX_SENTENCE_WORDS = 16
const FIRST_WORDS = 8

/** @returns the first sentence, or only its first words if it is long */
function getFirstWords(text: string): string {
  const [sentence = text] = /^.*?[.!?](?=\s|$)/.exec(text) ?? []
  const words = sentence.split(' ')
  return words.length > MAX_SENTENCE_WORDS ? words.slice(0, FIRST_WORDS).join(' ') : sentence
}

function expectDistinctNumbers(points: readonly ReadPoint[]): void {
  const lines = new Map<string, number>()
  for (const { number, line } of points) {
    const firstLine = lines.get(number)
    if (firstLine !== undefined) fail(line, message('key-messages.twice', { number, first: firstLine }))
    lines.set(number, line)
  }
}
