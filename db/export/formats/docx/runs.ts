/** Writes words and their formatting as Word's runs. */
import type { PhrasingContent, Strong } from 'mdast'
import { toInlineText } from '../../../../core/note-format/index.ts'
import { element, getLinkTarget, join, type Markup } from '../../../formats/markup.ts'
import { getScriptClass } from '../../report/note-language.ts'
import type { ReportPicture } from '../../source/report-source.ts'
import { writePageReference } from './contents.ts'
import { writeDrawing } from './drawing.ts'

export type RunWriter = {
  /** `language`: set if it differs from the document's. */
  write(nodes: readonly PhrasingContent[], language?: string): Markup
  text(value: string): Markup
  /** Addresses, in the order of their relationship ids. */
  links: string[]
  /** Pictures, each once, in the order of their relationship ids. */
  pictures: ReportPicture[]
}
type Marks = {
  bold?: boolean
  italic?: boolean
  strike?: boolean
  highlight?: boolean
  code?: boolean
  link?: boolean
  /** The name of a character style. */
  namedStyle?: string
  language?: string | undefined
}

/** `pictureWidth`: the maximum width of a picture, in twentieths of a point. */
export function createRunWriter(pictureWidth: number): RunWriter {
  const links: string[] = []
  const pictures: ReportPicture[] = []
  let drawings = 0
  const linkIds = new Map<string, number>()

  function write(nodes: readonly PhrasingContent[], marks: Marks): Markup {
    return join(nodes.map((node) => writeNode(node, marks)))
  }
  function writeNode(node: PhrasingContent, marks: Marks): Markup {
    switch (node.type) {
      case 'text': {
        const words = writeRun(node.value.replaceAll(/\s*\n\s*/g, ' '), marks)
        return node.data?.pageOf ? writePageReference(node.data.pageOf, words) : words
      }
      case 'inlineCode':
        return writeRun(node.value, { ...marks, code: true })
      case 'image': {
        const picture = node.data?.picture
        if (!picture) return writeRun(node.alt ?? '', marks)
        if (!pictures.includes(picture)) pictures.push(picture)
        drawings += 1
        return writeDrawing(picture, pictures.indexOf(picture), drawings, node.alt ?? '', pictureWidth)
      }
      case 'break':
        return element('w:r', {}, element('w:br'))
      case 'strong':
        return write(node.children, { ...marks, ...getStrongMarks(node) })
      case 'emphasis':
        if (node.data?.isAside) return write(node.children, { ...marks, namedStyle: 'ReportAside' })
        return write(node.children, { ...marks, italic: true })
      case 'delete':
        return write(node.children, { ...marks, strike: true })
      case 'highlight':
        return write(node.children, { ...marks, highlight: true })
      case 'link': {
        const target = getLinkTarget(node.url)
        if (target === null || marks.link) return write(node.children, marks)
        return element(
          'w:hyperlink',
          { 'r:id': `link${getLinkId(target)}`, 'w:history': 1 },
          write(node.children, { ...marks, link: true }),
        )
      }
      default:
        return 'children' in node ? write(node.children, marks) : join([])
    }
  }
  function getLinkId(target: string): number {
    const found = linkIds.get(target)
    if (found !== undefined) return found
    const id = links.push(target) - 1
    linkIds.set(target, id)
    return id
  }
  return {
    write: (nodes, language) => write(nodes, { language }),
    text: (value) => writeRun(value, {}),
    links,
    pictures,
  }
}

function getStrongMarks({ data }: Strong): Marks {
  if (data?.isTime) return { namedStyle: 'ReportTime' }
  if (data?.isLevel) return { namedStyle: 'ReportLevelBox' }
  return data?.isLabel ? { namedStyle: 'ReportCoverLabel' } : { bold: true }
}

/** A run has one character style; other marks are direct formatting, in the order of ECMA-376 §17.3.2.28. */
function writeRun(
  value: string,
  { bold, italic, strike, highlight, code, link, namedStyle, language }: Marks,
): Markup {
  if (value === '') return join([])
  const style = namedStyle ?? (link ? 'Hyperlink' : code ? 'VerbatimChar' : highlight ? 'Highlight' : null)
  const properties = join([
    style !== null && element('w:rStyle', { 'w:val': style }),
    bold && join([element('w:b'), element('w:bCs')]),
    italic && join([element('w:i'), element('w:iCs')]),
    strike && element('w:strike'),
    highlight && style !== 'Highlight'
      ? element('w:shd', { 'w:val': 'clear', 'w:color': 'auto', 'w:fill': 'E3E9F5' })
      : null,
    RTL.test(value) && element('w:rtl'),
    language !== undefined && element('w:lang', { [languageAttributes[getScriptClass(language)]]: language }),
  ])
  const lines = value
    .split('\t')
    .flatMap((part, index) => [
      index > 0 ? element('w:tab') : null,
      part !== '' ? element('w:t', { 'xml:space': 'preserve' }, part) : null,
    ])
  return element('w:r', {}, properties.markup !== '' && element('w:rPr', {}, properties), ...lines)
}

/** ECMA-376 §17.3.2.20. */
const languageAttributes = { western: 'w:val', asian: 'w:eastAsia', complex: 'w:bidi' }

const RTL = /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/** Decides by the first letter, like HTML's dir="auto". */
export function isRightToLeft(nodes: readonly PhrasingContent[]): boolean {
  const first = /\p{L}/u.exec(toInlineText(nodes))
  return first !== null && RTL.test(first[0])
}
