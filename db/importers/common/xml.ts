/** XML from outside as a plain tree. Strict: what is not well-formed is refused with line and column, and so is a DOCTYPE. */

import { SaxesParser } from 'saxes'
import { inEnglish, quoted, type Said, said } from '../../../core/said.ts'
import { StoreError } from '../../errors.ts'
import { decode } from './decode.ts'

export type XmlElement = {
  name: string
  attributes: Readonly<Record<string, string>>
  children: XmlElement[]
  /** Its own characters, those of its children left out. */
  text: string
  line: number
}

/** Far above any conference; a file beyond them is made to exhaust memory. */
const MAX_DEPTH = 64
const MAX_ELEMENTS = 1_000_000

/**
 * The root element. `take` is called with each element when it closes and those around it, outermost first; what it
 * answers true for it has taken, and the tree goes without it: a long list is so never held as a whole.
 * Throws StoreError `bad-file`.
 */
export function readXml(
  bytes: Uint8Array,
  take: (element: XmlElement, around: readonly XmlElement[]) => boolean = () => false,
): XmlElement {
  const parser = new SaxesParser()
  const open: XmlElement[] = []
  let current: XmlElement | undefined
  let root: XmlElement | null = null
  let elements = 0
  const text = decode(bytes)
  const fail = (problem: Said, { line, column }: Place = parser): never => {
    throw new StoreError('bad-file', said`line ${line} column ${column}: ${problem}.`)
  }
  parser.on('error', (error) => fail(faultOf(error.message)))
  parser.on('doctype', () =>
    fail(
      said`the file has a document type declaration (<!DOCTYPE>), which no programme needs`,
      doctypeIn(text),
    ),
  )
  parser.on('opentag', ({ name, attributes }) => {
    elements += 1
    if (elements > MAX_ELEMENTS)
      fail(said`the file holds more than ${MAX_ELEMENTS} elements: no conference does`)
    if (open.length >= MAX_DEPTH)
      fail(said`the file nests more than ${MAX_DEPTH} levels deep: no conference does`)
    const element: XmlElement = { name, attributes, children: [], text: '', line: parser.line }
    root ??= element
    open.push(element)
    current = element
  })
  const addText = (text: string) => {
    if (current) current.text += text
  }
  parser.on('text', addText)
  parser.on('cdata', addText)
  parser.on('closetag', () => {
    const element = open.pop()
    current = open.at(-1)
    if (element && !take(element, open)) current?.children.push(element)
  })
  parser.write(text).close()
  return root ?? fail(said`the file holds no element`)
}

type Place = { line: number; column: number }

/** Where it begins; the parser tells of it where it ends. Before it stand comments and instructions alone. */
function doctypeIn(text: string): Place {
  const aside = /\s+|<!--[\s\S]*?-->|<\?[\s\S]*?\?>/y
  let at = 0
  while (aside.test(text)) at = aside.lastIndex
  const lines = text.slice(0, at).split(/\r\n?|\n/)
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
}

/** What the parser says, of which the most frequent have words in other languages. */
export function faultOf(told: string): Said {
  const message = told.replace(/^\d*:\d+:\d+: |^\d+:\d+: /, '').replace(/\.$/, '')
  const [, kind, name = ''] = /^(unclosed tag|duplicate attribute): (.*)$/s.exec(message) ?? []
  if (kind === 'unclosed tag') return said`unclosed tag: ${name}`
  if (kind === 'duplicate attribute') return said`duplicate attribute: ${name}`
  return faults.find((fault) => inEnglish(fault) === message) ?? quoted(message)
}

const faults = [
  said`unexpected end`,
  said`unexpected close tag`,
  said`undefined entity`,
  said`malformed character entity`,
  said`disallowed character`,
  said`disallowed character in tag name`,
  said`disallowed character in closing tag`,
  said`disallowed character in attribute name`,
  said`attribute without value`,
  said`unquoted attribute value`,
  said`no whitespace between attributes`,
  said`text data outside of root node`,
  said`documents may contain only one root`,
  said`the string "]]>" is disallowed in char data`,
]

/** The text of the first child of that name; '' if there is none. */
export function childText(element: XmlElement, name: string): string {
  return element.children.find((child) => child.name === name)?.text.trim() ?? ''
}

export function childrenNamed(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name)
}
