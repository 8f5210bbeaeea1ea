/** Word's table of contents (ECMA-376 §17.16.5.68). */
import type { Root } from 'mdast'
import { element, join, type Markup } from '../../../formats/markup.ts'
import { listContents } from '../../report/document.ts'
import { estimatePages } from '../../report/estimate-pages.ts'
import { TOC_INDENT } from './styles.ts'

/** In twentieths of a point. */
const TIME_WIDTH_TWIPS = 720
const SESSION_INDENT = TOC_INDENT + TIME_WIDTH_TWIPS

/** The prefix that Word itself gives to the bookmarks of a table of contents. */
export function getBookmarkName(id: string): string {
  return `_Toc_${id.replaceAll('-', '_')}`
}

/**
 * Word updates the page numbers when it opens the file, since they are marked as "dirty". Until then, and in other programs, they are
 * estimates. The table itself is not marked so, since Word would rebuild it from the headings, which lack the times.
 */
export function writeContents(title: string, root: Root): Markup {
  const entries = listContents(root)
  if (entries.length === 0) return join([])
  const pages = estimatePages(root)
  const begin = join([...writeFieldStart(' TOC \\o "1-2" \\h \\z \\u ', {})])
  const lines = entries.map(({ id, depth, time, text }, index) =>
    element(
      'w:p',
      {},
      element(
        'w:pPr',
        {},
        element('w:pStyle', { 'w:val': `TOC${depth - 1}` }),
        time !== '' && element('w:ind', { 'w:left': SESSION_INDENT, 'w:hanging': TIME_WIDTH_TWIPS }),
      ),
      index === 0 && begin,
      element(
        'w:hyperlink',
        { 'w:anchor': getBookmarkName(id), 'w:history': 1 },
        time !== '' &&
          join([
            element(
              'w:r',
              {},
              element('w:rPr', {}, element('w:rStyle', { 'w:val': 'ReportTime' })),
              element('w:t', {}, time),
            ),
            element('w:r', {}, element('w:tab')),
          ]),
        element('w:r', {}, element('w:t', { 'xml:space': 'preserve' }, text)),
        element('w:r', {}, element('w:tab')),
        writePageReference(id, element('w:r', {}, element('w:t', {}, String(pages.get(id) ?? 1)))),
      ),
      index === entries.length - 1 && writeFieldMark('end'),
    ),
  )
  const heading = element(
    'w:p',
    {},
    element('w:pPr', {}, element('w:pStyle', { 'w:val': 'TOCHeading' })),
    element('w:r', {}, element('w:t', {}, title)),
  )
  return element(
    'w:sdt',
    {},
    element(
      'w:sdtPr',
      {},
      element(
        'w:docPartObj',
        {},
        element('w:docPartGallery', { 'w:val': 'Table of Contents' }),
        element('w:docPartUnique'),
      ),
    ),
    element('w:sdtContent', {}, heading, ...lines),
  )
}

/** Writes a page number that shows `estimate` until a program has laid out the pages. */
export function writePageReference(id: string, estimate: Markup): Markup {
  return join([
    ...writeFieldStart(` PAGEREF ${getBookmarkName(id)} \\h `, { 'w:dirty': 1 }),
    estimate,
    writeFieldMark('end'),
  ])
}

function writeFieldStart(instruction: string, more: Record<string, number>): Markup[] {
  return [
    writeFieldMark('begin', more),
    element('w:r', {}, element('w:instrText', { 'xml:space': 'preserve' }, instruction)),
    writeFieldMark('separate'),
  ]
}

function writeFieldMark(type: string, more: Record<string, number> = {}): Markup {
  return element('w:r', {}, element('w:fldChar', { 'w:fldCharType': type, ...more }))
}
