/** Writes the content of a paragraph: text, links and pictures. */
import type { PhrasingContent, Strong } from 'mdast'
import { element, getLinkTarget, join, type Markup } from '../../../formats/markup.ts'
import { fitToPage, getExtension } from '../../report/report-pictures.ts'
import type { ReportPicture } from '../../source/report-source.ts'
import { writePageReference } from './contents.ts'
import { getSpanStyle, type Marks, type Writer } from './style-collector.ts'

export function writePhrasing(nodes: readonly PhrasingContent[], marks: Marks, writer: Writer): Markup {
  return join(nodes.map((node) => writePhrasingNode(node, marks, writer)))
}

function writePhrasingNode(node: PhrasingContent, marks: Marks, writer: Writer): Markup {
  switch (node.type) {
    case 'text':
      if (node.data?.pageOf) return writePageReference(node.data.pageOf, node.value)
      return writeSpan(node.value.replaceAll(/\s*\n\s*/g, ' '), marks, writer)
    case 'inlineCode':
      return writeSpan(node.value, { ...marks, code: true }, writer)
    case 'image':
      return node.data?.picture
        ? writeFrame(node.data.picture, node.alt ?? '', writer)
        : writeSpan(node.alt ?? '', marks, writer)
    case 'break':
      return element('text:line-break')
    case 'strong':
      return writePhrasing(node.children, { ...marks, ...getStrongMarks(node) }, writer)
    case 'emphasis':
      if (node.data?.isAside) return writePhrasing(node.children, { ...marks, aside: true }, writer)
      return writePhrasing(node.children, { ...marks, italic: true }, writer)
    case 'delete':
      return writePhrasing(node.children, { ...marks, strike: true }, writer)
    case 'highlight':
      return writePhrasing(node.children, { ...marks, highlight: true }, writer)
    case 'link': {
      const target = getLinkTarget(node.url)
      const text = writePhrasing(node.children, marks, writer)
      return target === null
        ? text
        : element('text:a', { 'xlink:type': 'simple', 'xlink:href': target }, text)
    }
    default:
      return 'children' in node ? writePhrasing(node.children, marks, writer) : join([])
  }
}

function getStrongMarks({ data }: Strong): Marks {
  if (data?.isTime) return { time: true }
  if (data?.isLevel) return { level: true }
  return data?.isLabel ? { label: true } : { bold: true }
}

function writeSpan(value: string, marks: Marks, writer: Writer): Markup {
  const style = getSpanStyle(marks, writer)
  return style === null
    ? writeSpaces(value)
    : element('text:span', { 'text:style-name': style }, writeSpaces(value))
}

/** OpenDocument collapses spaces as HTML does, so tabs and several spaces in a row become elements (ODF 1.3 part 3 §6.1.2). */
function writeSpaces(value: string): Markup {
  return join(
    value.split(/(\t| {2,}|^ | $)/).map((part) => {
      if (part === '\t') return element('text:tab')
      if (/^ +$/.test(part)) return element('text:s', { 'text:c': part.length })
      return part
    }),
  )
}

/**
 * Maximum size of a picture on A4 beside the column for times, in pixels at 96 per inch. A wider picture would leave its time alone on the
 * line above.
 */
const LIMIT = { width: 544, height: 600 }
const CM_PER_PIXEL = 2.54 / 96

/** The picture's path in the package. */
export function getPicturePath(picture: ReportPicture): string {
  return `Pictures/${picture.sha256}.${getExtension(picture)}`
}

/** A picture in a line of text (ODF 1.3 part 3 §10.4.2). */
function writeFrame(picture: ReportPicture, alt: string, { pictures }: Writer): Markup {
  if (!pictures.includes(picture)) pictures.push(picture)
  const { width, height } = fitToPage(picture, LIMIT)
  const toCm = (pixels: number) => `${(pixels * CM_PER_PIXEL).toFixed(3)}cm`
  return element(
    'draw:frame',
    { 'text:anchor-type': 'as-char', 'svg:width': toCm(width), 'svg:height': toCm(height) },
    element('draw:image', {
      'xlink:href': getPicturePath(picture),
      'xlink:type': 'simple',
      'xlink:show': 'embed',
      'xlink:actuate': 'onLoad',
    }),
    alt !== '' && element('svg:desc', {}, alt),
  )
}
