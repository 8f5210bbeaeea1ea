/** XML from outside as a plain tree. Strict: what is not well-formed is refused with line and column, and so is a DOCTYPE. */

import { SaxesParser } from 'saxes'
import { inEnglish, quoted, type Said, said } from '../../core/message.ts'
import { StoreError } from '../errors.ts'
import { decode } from './decode.ts'
import { growTree, MAX_DEPTH, MAX_ELEMENTS, type Take, type XmlElement } from './xml-tree.ts'

/** The root element. What `take` answers true for the tree goes without. Throws StoreError `bad-file`. */
export function readXml(bytes: Uint8Array, take: Take = () => false): XmlElement {
  // Line ends as XML has them (§2.11).
  const text = decode(bytes).replaceAll('\r\n', '\n').replaceAll('\r', '\n')
  const tree = growTree(take)
  const parser = new SaxesParser()
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
    if (tree.open(name, new Map(Object.entries(attributes)), parser.line)) return
    if (tree.depth() < MAX_DEPTH)
      fail(said`the file holds more than ${MAX_ELEMENTS} elements: no conference does`)
    fail(said`the file nests more than ${MAX_DEPTH} levels deep: no conference does`)
  })
  parser.on('text', tree.text)
  parser.on('cdata', tree.text)
  parser.on('closetag', tree.close)
  parser.write(text).close()
  return tree.root() ?? fail(said`the file holds no element`)
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
