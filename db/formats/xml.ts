/** Parses XML from outside into a plain tree. Refuses XML that is not well-formed, with line and column, and any DOCTYPE. */

import { SaxesParser } from 'saxes'
import { type Message, type MessageCode, message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'
import { decode } from './decode.ts'
import {
  createTreeBuilder,
  type ElementConsumer,
  MAX_DEPTH,
  MAX_ELEMENTS,
  type XmlElement,
} from './xml-tree.ts'

/** @returns the root element, without the elements for which `consumeElement` returns true. Throws StoreError `bad-file`. */
export function readXml(bytes: Uint8Array, consumeElement: ElementConsumer = () => false): XmlElement {
  const text = decode(bytes)
  const tree = createTreeBuilder(consumeElement)
  const parser = new SaxesParser()
  const fail = (problem: Message, { line, column }: Place = parser): never => {
    throw new StoreError('bad-file', message('common.line-column-problem', { line, column, problem }))
  }
  parser.on('error', (error) => fail(describeFault(error.message)))
  parser.on('doctype', () => fail(message('xml.doctype'), findDoctype(text)))
  parser.on('opentag', ({ name, attributes }) => {
    if (tree.openElement(name, attributes, parser.line)) return
    if (tree.getDepth() < MAX_DEPTH) fail(message('xml.too-many-elements', { limit: MAX_ELEMENTS }))
    fail(message('common.too-deep', { levels: MAX_DEPTH }))
  })
  parser.on('text', tree.addText)
  parser.on('cdata', tree.addText)
  parser.on('closetag', tree.closeElement)
  parser.write(text).close()
  return tree.getRoot() ?? fail(message('xml.no-element'))
}

type Place = { line: number; column: number }

/** Finds the start of the DOCTYPE: the parser reports only its end. Only comments and instructions can precede it. */
function findDoctype(text: string): Place {
  const preceding = /\s+|<!--[\s\S]*?-->|<\?[\s\S]*?\?>/y
  let index = 0
  while (preceding.test(text)) index = preceding.lastIndex
  const lines = text.slice(0, index).split(/\r\n?|\n/)
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 }
}

/** Describes a fault that the parser reports. The most frequent ones are translated. */
export function describeFault(fault: string): Message {
  const text = fault.replace(/^\d*:\d+:\d+: |^\d+:\d+: /, '').replace(/\.$/, '')
  const [, kind, name = ''] = /^(unclosed tag|duplicate attribute): (.*)$/s.exec(text) ?? []
  if (kind === 'unclosed tag') return message('xml.unclosed-tag', { name })
  if (kind === 'duplicate attribute') return message('xml.duplicate-attribute', { name })
  const code = faults[text]
  return code ? message(code) : message('common.verbatim', { text })
}

/** Translations by the messages of saxes. */
const faults: Readonly<Record<string, MessageCode>> = {
  'unexpected end': 'xml.unexpected-end',
  'unexpected close tag': 'xml.unexpected-close-tag',
  'undefined entity': 'xml.undefined-entity',
  'malformed character entity': 'xml.malformed-entity',
  'disallowed character': 'xml.disallowed-character',
  'disallowed character in tag name': 'xml.disallowed-in-tag-name',
  'disallowed character in closing tag': 'xml.disallowed-in-closing-tag',
  'disallowed character in attribute name': 'xml.disallowed-in-attribute-name',
  'attribute without value': 'xml.attribute-without-value',
  'unquoted attribute value': 'xml.unquoted-attribute',
  'no whitespace between attributes': 'xml.no-space-between-attributes',
  'text data outside of root node': 'xml.text-outside-root',
  'documents may contain only one root': 'xml.two-roots',
  'the string "]]>" is disallowed in char data': 'xml.cdata-end',
}

/** @returns the text of the first child with that name, or '' if there is none */
export function getChildText(element: XmlElement, name: string): string {
  return element.children.find((child) => child.name === name)?.text.trim() ?? ''
}

export function getChildren(element: XmlElement, name: string): XmlElement[] {
  return element.children.filter((child) => child.name === name)
}
