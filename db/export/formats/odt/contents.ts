/** The table of contents of an OpenDocument text (ODF 1.3 part 3 §8.2). */
import type { Root } from 'mdast'
import { element, join, type Markup } from '../../../formats/markup.ts'
import { listContents } from '../../report/document.ts'
import { estimatePages } from '../../report/estimate-pages.ts'
import { getSpanStyle, type Writer } from './style-collector.ts'

/** The page numbers are references to the headings. They are estimates until a program lays the pages out. */
export function writeContents(title: string, root: Root, writer: Writer): Markup {
  const entries = listContents(root)
  if (entries.length === 0) return join([])
  const pages = estimatePages(root)
  const lines = entries.map(({ id, depth, time, text }) =>
    element(
      'text:p',
      { 'text:style-name': time === '' ? `Contents_20_${depth - 1}` : 'Contents_20_Session' },
      time !== '' &&
        join([
          element('text:span', { 'text:style-name': getSpanStyle({ time: true }, writer) }, time),
          element('text:tab'),
        ]),
      // Uses its own style, since links in text are blue and underlined.
      element(
        'text:a',
        {
          'xlink:type': 'simple',
          'xlink:href': `#${id}`,
          'text:style-name': 'Index_20_Link',
          'text:visited-style-name': 'Index_20_Link',
        },
        text,
      ),
      element('text:tab'),
      writePageReference(id, String(pages.get(id) ?? 1)),
    ),
  )
  return element(
    'text:table-of-content',
    { 'text:name': 'Contents', 'text:protected': 'false' },
    element('text:table-of-content-source', { 'text:outline-level': 2, 'text:use-index-marks': 'false' }),
    element(
      'text:index-body',
      {},
      element(
        'text:index-title',
        { 'text:name': 'Contents_Head' },
        element('text:p', { 'text:style-name': 'Contents_20_Heading' }, title),
      ),
      ...lines,
    ),
  )
}

/** Writes a page number that shows `estimate` until a program has laid out the pages. */
export function writePageReference(id: string, estimate: string): Markup {
  return element('text:bookmark-ref', { 'text:reference-format': 'page', 'text:ref-name': id }, estimate)
}
