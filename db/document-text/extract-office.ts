/** Reads the text of word processor files: Office Open XML (ECMA-376) and OpenDocument (OASIS). */
import { SaxesParser, type SaxesTagPlain } from 'saxes'
import { message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'
import { decode } from '../formats/decode.ts'
import { readZip } from '../formats/read-zip.ts'

/**
 * The meaning of elements in the text. A page ends where the author broke it, or where the program that saved the file last did
 * (`isRenderedBreak`).
 */
type OfficeFormat = {
  /** The part of the archive that has the text. */
  part: string
  /** Elements whose text counts; null if the text of all elements counts. */
  textElements: ReadonlySet<string> | null
  /** Elements that end a line. */
  lineElements: ReadonlySet<string>
  /** Elements that are a space in the text. */
  spaceElements: ReadonlySet<string>
  /** `styles`: the styles that begin a page. `isFirst`: no line is before the element. */
  isPageBreak: (tag: SaxesTagPlain, styles: ReadonlySet<string>, isFirst: boolean) => boolean
  isRenderedBreak: (tag: SaxesTagPlain) => boolean
  /** Elements to leave out, such as text that was deleted while changes were tracked. */
  omittedElements: ReadonlySet<string>
}

/** The attributes of OpenDocument that name the style, by element. */
const styleAttributes: Record<string, string> = {
  'text:p': 'text:style-name',
  'text:h': 'text:style-name',
  'table:table': 'table:style-name',
}

const officeFormats: Record<'docx' | 'odt', OfficeFormat> = {
  docx: {
    part: 'word/document.xml',
    textElements: new Set(['w:t']),
    lineElements: new Set(['w:p']),
    spaceElements: new Set(['w:tab', 'w:br', 'w:cr']),
    isPageBreak: ({ name, attributes }) => name === 'w:br' && attributes['w:type'] === 'page',
    isRenderedBreak: ({ name }) => name === 'w:lastRenderedPageBreak',
    // A text box is stored twice, as a drawing and as a fallback (ECMA-376 part 3).
    omittedElements: new Set(['w:del', 'w:moveFrom', 'w:instrText', 'mc:Fallback']),
  },
  odt: {
    part: 'content.xml',
    textElements: null,
    lineElements: new Set(['text:p', 'text:h']),
    spaceElements: new Set(['text:s', 'text:tab', 'text:line-break']),
    isPageBreak: ({ name, attributes }, styles, isFirst) =>
      !isFirst && styles.has(attributes[styleAttributes[name] ?? ''] ?? ''),
    isRenderedBreak: ({ name }) => name === 'text:soft-page-break',
    omittedElements: new Set([
      'text:tracked-changes',
      'office:annotation',
      'office:automatic-styles',
      'office:scripts',
    ]),
  },
}

/** @returns the text of each page, one line for each paragraph. Throws StoreError `bad-file`. */
export function extractOffice(bytes: Uint8Array, kind: 'docx' | 'odt'): string[] {
  const { part, textElements, lineElements, spaceElements, omittedElements, isPageBreak, isRenderedBreak } =
    officeFormats[kind]
  const xml = readZip(bytes, (name) => name === part).get(part)
  if (!xml) throw new StoreError('bad-file', message('document-text.not-readable'))
  const pages = ['']
  const write = (more: string) => {
    pages[pages.length - 1] += more
  }
  const openElements: string[] = []
  const styles = new Set<string>()
  let style = ''
  let omittedDepth = 0
  let isBeforeFirstLine = true
  let isAfterAuthorBreak = false
  const parser = new SaxesParser()
  parser.on('error', () => {
    throw new StoreError('bad-file', message('document-text.not-readable'))
  })
  parser.on('opentag', (tag) => {
    openElements.push(tag.name)
    if (tag.name === 'style:style') style = tag.attributes['style:name'] ?? ''
    // A paragraph with another page style begins a page too.
    if (tag.attributes['fo:break-before'] === 'page' || tag.attributes['style:master-page-name'])
      styles.add(style)
    if (omittedElements.has(tag.name)) omittedDepth += 1
    if (omittedDepth > 0) return
    if (isPageBreak(tag, styles, isBeforeFirstLine)) {
      pages.push('')
      isAfterAuthorBreak = true
    } else if (isRenderedBreak(tag)) {
      // Word also marks the start of a page where the author broke it.
      if (!isAfterAuthorBreak || pages.at(-1)?.trim() !== '') pages.push('')
      isAfterAuthorBreak = false
    } else if (spaceElements.has(tag.name)) write(' ')
  })
  parser.on('text', (more) => {
    if (omittedDepth === 0 && (textElements === null || textElements.has(openElements.at(-1) ?? '')))
      write(more)
  })
  parser.on('closetag', ({ name }) => {
    openElements.pop()
    if (omittedElements.has(name)) omittedDepth -= 1
    else if (omittedDepth === 0 && lineElements.has(name)) {
      write('\n')
      isBeforeFirstLine = false
    }
  })
  parser.write(decode(xml)).close()
  return pages
}
