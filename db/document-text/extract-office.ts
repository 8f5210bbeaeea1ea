/** Reads the text of word processor files: Office Open XML (ECMA-376) and OpenDocument (OASIS). */
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'
import { decode } from '../formats/decode.ts'
import { readZip } from '../formats/read-zip.ts'

/** The meaning of elements in the text. Page breaks are those of the program that saved the file last. */
type Reader = {
  /** The part of the archive that has the text. */
  part: string
  /** Elements whose text counts; null if the text of all elements counts. */
  text: ReadonlySet<string> | null
  /** Elements that end a line. */
  line: ReadonlySet<string>
  space: ReadonlySet<string>
  isPageBreak: (tag: SaxesTagPlain) => boolean
  /** Elements to leave out, such as text that was deleted while changes were tracked. */
  leftOut: ReadonlySet<string>
}

const readers: Record<'docx' | 'odt', Reader> = {
  docx: {
    part: 'word/document.xml',
    text: new Set(['w:t']),
    line: new Set(['w:p']),
    space: new Set(['w:tab', 'w:br', 'w:cr']),
    isPageBreak: ({ name, attributes }) =>
      name === 'w:lastRenderedPageBreak' || (name === 'w:br' && attributes['w:type'] === 'page'),
    leftOut: new Set(['w:del', 'w:instrText']),
  },
  odt: {
    part: 'content.xml',
    text: null,
    line: new Set(['text:p', 'text:h']),
    space: new Set(['text:s', 'text:tab', 'text:line-break']),
    isPageBreak: ({ name }) => name === 'text:soft-page-break',
    leftOut: new Set([
      'text:tracked-changes',
      'office:annotation',
      'office:automatic-styles',
      'office:scripts',
    ]),
  },
}

/** @returns the text of each page, one line for each paragraph. Throws StoreError `bad-file`. */
export function extractOffice(bytes: Uint8Array, kind: 'docx' | 'odt'): string[] {
  const { part, text, line, space, isPageBreak, leftOut } = readers[kind]
  const xml = readZip(bytes, (name) => name === part).get(part)
  if (!xml) throw new StoreError('bad-file', message('document-text.not-readable'))
  const pages = ['']
  const write = (more: string) => {
    pages[pages.length - 1] += more
  }
  const open: string[] = []
  let hidden = 0
  const parser = new SaxesParser()
  parser.on('error', () => {
    throw new StoreError('bad-file', message('document-text.not-readable'))
  })
  parser.on('opentag', (tag) => {
    open.push(tag.name)
    if (leftOut.has(tag.name)) hidden += 1
    if (hidden > 0) return
    if (isPageBreak(tag)) pages.push('')
    else if (space.has(tag.name)) write(' ')
  })
  parser.on('text', (more) => {
    if (hidden === 0 && (text === null || text.has(open.at(-1) ?? ''))) write(more)
  })
  parser.on('closetag', ({ name }) => {
    open.pop()
    if (leftOut.has(name)) hidden -= 1
    else if (hidden === 0 && line.has(name)) write('\n')
  })
  parser.write(decode(xml)).close()
  return pages
}
