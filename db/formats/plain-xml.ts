/**
 * XML as programs write it, in about half the time of a parser that tells what is wrong with it: what is read here is well-formed
 * (XML 1.0), and what is not, or is written in a way that is rare, is left to that parser (xml.ts). plain-xml.test.ts holds that the two agree.
 */
import type { Tree, XmlElement } from './xml-tree.ts'

/** `text`: with its line ends normalised (§2.11). False where not all of it is sure: the tree is then of no use. */
export function readPlainXml(text: string, tree: Tree): boolean {
  if (FORBIDDEN.test(text) || text.includes('\ufffe') || text.includes('\uffff')) return false
  const hasEnds = text.includes(CDATA_END)
  const lineAt = lineCounter(text)
  const open: string[] = []
  let isBegun = false
  let at = DECLARATION.exec(text)?.[0].length ?? 0
  while (at < text.length) {
    const found = text.indexOf('<', at)
    const end = found === -1 ? text.length : found
    if (end > at) {
      const characters = text.slice(at, end)
      if (open.length === 0) {
        if (!BLANK.test(characters)) return false
      } else {
        const read = resolved(characters)
        if (read === null || (hasEnds && characters.includes(CDATA_END))) return false
        tree.text(read)
      }
    }
    if (found === -1) break
    const next = text.charCodeAt(found + 1)
    if (next === SLASH) {
      const name = open.pop()
      if (name === undefined || !text.startsWith(name, found + 2)) return false
      at = found + 2 + name.length
      if (text.charCodeAt(at) !== GREATER_THAN) return false
      at += 1
      tree.close()
    } else if (next === EXCLAMATION) {
      const isComment = text.startsWith('<!--', found)
      if (!isComment && (open.length === 0 || !text.startsWith(CDATA, found))) return false
      const from = found + (isComment ? 4 : CDATA.length)
      const to = text.indexOf(isComment ? '--' : CDATA_END, from)
      // In a comment two hyphens are its end alone (§2.5).
      if (to === -1 || text.charCodeAt(to + 2) !== GREATER_THAN) return false
      if (!isComment) tree.text(text.slice(from, to))
      at = to + 3
    } else {
      if (open.length === 0 && isBegun) return false
      isBegun = true
      const tag = readTag(text, found + 1)
      if (!tag || !tree.open(tag.name, tag.attributes, lineAt(tag.end))) return false
      at = tag.end
      if (tag.isEmpty) tree.close()
      else open.push(tag.name)
    }
  }
  return isBegun && open.length === 0
}

const [TAB, NEWLINE, SPACE, EXCLAMATION, QUOTE] = [0x09, 0x0a, 0x20, 0x21, 0x22]
const [APOSTROPHE, SLASH, EQUALS, GREATER_THAN] = [0x27, 0x2f, 0x3d, 0x3e]
const [CDATA, CDATA_END] = ['<![CDATA[', ']]>'] as const
const DECLARATION =
  /^<\?xml version=(?:"1\.0"|'1\.0')(?: encoding=(?:"[A-Za-z][\w.-]*"|'[A-Za-z][\w.-]*'))?(?: standalone=(?:"(?:yes|no)"|'(?:yes|no)'))?[ \n]*\?>/
/** With U+FFFE and U+FFFF no characters of XML (§2.2); surrogates come in pairs, since the text was decoded. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const FORBIDDEN = /[\0-\x08\x0b-\x1f]/
const BLANK = /^[ \t\n]*$/

/** Of what stands at ever later places, the line. */
function lineCounter(text: string): (at: number) => number {
  let line = 1
  let next = text.indexOf('\n')
  return (at) => {
    for (; next !== -1 && next < at; next = text.indexOf('\n', next + 1)) line += 1
    return line
  }
}

const NONE = new Map<string, string>()
type Tag = { name: string; attributes: XmlElement['attributes']; isEmpty: boolean; end: number }

/** A start tag or that of an empty element (§3.1), from its name on. null: it is not sure. */
function readTag(text: string, from: number): Tag | null {
  let at = nameEnd(text, from)
  const name = text.slice(from, at)
  if (name === '') return null
  let attributes = NONE
  for (;;) {
    const begin = at
    while (isBlank(text.charCodeAt(at))) at += 1
    const next = text.charCodeAt(at)
    if (next === GREATER_THAN) return { name, attributes, isEmpty: false, end: at + 1 }
    if (next === SLASH && text.charCodeAt(at + 1) === GREATER_THAN)
      return { name, attributes, isEmpty: true, end: at + 2 }
    const end = nameEnd(text, at)
    const quote = text.charCodeAt(end + 1)
    if (at === begin || end === at || text.charCodeAt(end) !== EQUALS) return null
    if (quote !== QUOTE && quote !== APOSTROPHE) return null
    const close = text.indexOf(quote === QUOTE ? '"' : "'", end + 2)
    const value = close === -1 ? null : attributeValue(text.slice(end + 2, close))
    const attribute = text.slice(at, end)
    if (value === null || attributes.has(attribute)) return null
    if (attributes === NONE) attributes = new Map()
    attributes.set(attribute, value)
    at = close + 1
  }
}

/** Blanks of any kind are spaces there (§3.3.3). */
function attributeValue(written: string): string | null {
  if (written.includes('<')) return null
  return resolved(BREAK.test(written) ? written.replaceAll(BREAKS, ' ') : written)
}
const BREAK = /[\t\n]/
const BREAKS = /[\t\n]/g

const isBlank = (code: number): boolean => code === SPACE || code === NEWLINE || code === TAB

/** Names are of ASCII here (§2.3). */
function nameEnd(text: string, from: number): number {
  if (IN_NAMES[text.charCodeAt(from)] !== BEGINS) return from
  let at = from + 1
  while (IN_NAMES[text.charCodeAt(at)]) at += 1
  return at
}
const BEGINS = 2
const IN_NAMES = Uint8Array.from({ length: 128 }, (_, code) => {
  const character = String.fromCharCode(code)
  if (/[A-Za-z_:]/.test(character)) return BEGINS
  return /[\d.-]/.test(character) ? 1 : 0
})

/** With what its references stand for (§4.1, §4.6). null: one of them is not sure. */
function resolved(text: string): string | null {
  let reference = text.indexOf('&')
  if (reference === -1) return text
  let read = ''
  let from = 0
  while (reference !== -1) {
    const end = text.indexOf(';', reference)
    if (end === -1 || end - reference > LONGEST_REFERENCE) return null
    const name = text.slice(reference + 1, end)
    const character = ENTITIES.get(name) ?? characterOf(name)
    if (character === null) return null
    read += text.slice(from, reference) + character
    from = end + 1
    reference = text.indexOf('&', from)
  }
  return read + text.slice(from)
}

const LONGEST_REFERENCE = '&#x10FFFF'.length
const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['lt', '<'],
  ['gt', '>'],
  ['amp', '&'],
  ['quot', '"'],
  ['apos', "'"],
])

/** Of a character of XML (§2.2) alone. */
function characterOf(name: string): string | null {
  const [, decimal, hex] = /^#(?:(\d+)|x([\dA-Fa-f]+))$/.exec(name) ?? []
  const code = decimal === undefined ? Number.parseInt(hex ?? '', 16) : Number(decimal)
  return CHARACTERS.some(([first, last]) => code >= first && code <= last) ? String.fromCodePoint(code) : null
}
const CHARACTERS: readonly (readonly [first: number, last: number])[] = [
  [0x09, 0x0a],
  [0x0d, 0x0d],
  [0x20, 0xd7ff],
  [0xe000, 0xfffd],
  [0x10000, 0x10ffff],
]
