/** Writes the report as an HTML page, for the screen and for printing. */
import type { ListItem, Nodes, Paragraph, Parents, Root, Table } from 'mdast'
import type { Highlight } from '../../../../core/note-format/index.ts'
import { margins } from '../../../../core/paper.ts'
import type { PreviewPage } from '../../../contract/index.ts'
import { element, getLinkTarget, join, type Markup } from '../../../formats/markup.ts'
import { listContents } from '../../report/document.ts'
import { hasPicture, isTimeAlone, layOutOnPages } from '../../report/on-pages.ts'
import type { Report } from '../../report/report.ts'
import { insertPictures, type PictureFiles } from '../../report/report-pictures.ts'
import { getPageStyle, getSheetStyle } from './page-style.ts'

/** `pictureFiles`: the files with the pictures, if the page is printed. Without them, the page embeds its pictures. */
export function writePage(report: Report, pictureFiles?: PictureFiles): string {
  const { title, language, options } = report
  const hasPages = pictureFiles !== undefined
  const head = element(
    'head',
    {},
    element('meta', { charset: 'utf-8' }),
    // Keeps a note's content from loading or running anything, wherever the file is opened.
    element('meta', {
      'http-equiv': 'Content-Security-Policy',
      content: `default-src 'none'; img-src ${pictureFiles ? "'self'" : 'data:'}; style-src 'unsafe-inline'; font-src 'self'; base-uri 'none'; form-action 'none'`,
    }),
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('meta', { name: 'referrer', content: 'no-referrer' }),
    element('title', {}, title),
    report.author?.name && element('meta', { name: 'author', content: report.author.name }),
    element('style', {}, { markup: getPageStyle(options.paper, report) }),
  )
  const body = element(
    'body',
    // electron/printing shows this text in the header of the pages before the first part.
    { 'data-head': hasPages && report.running.left },
    element(
      'main',
      {},
      join([
        ...drawParts(layOutOnPages(report, { hasPages }), report, {
          pictureFiles,
          hasNumbers: hasPages,
        }),
      ]),
    ),
  )
  return `<!doctype html>\n${element('html', { lang: language }, head, body).markup}\n`
}

/** Previews the page, cut before the block that would exceed `length` characters. */
export function previewReport(report: Report, length: number): PreviewPage {
  const { running, cover, options } = report
  const page = {
    style: getSheetStyle(options.paper),
    margins,
    running: { ...running, hasCover: cover !== null },
  }
  let markup = ''
  for (const block of drawParts(highlightReplaced(layOutOnPages(report)) as Root, report, {
    hasNumbers: true,
  })) {
    if (markup !== '' && markup.length + block.markup.length > length) return { ...page, markup, isCut: true }
    markup += block.markup
  }
  return { ...page, markup, isCut: false }
}

/** Highlights the replacements of names in a preview. */
function highlightReplaced(node: Nodes): Nodes {
  if (node.type === 'text' && node.data?.isReplaced)
    return { type: 'highlight', data: { isReplaced: true }, children: [{ ...node, data: {} }] } as Highlight
  if (!('children' in node)) return node
  return { ...node, children: node.children.map(highlightReplaced) } as Nodes
}

/** Yields the title, the table of contents, then one block after another. */
function* drawParts(
  document: Root,
  report: Report,
  /** `hasNumbers`: the window that prints or previews the page fills in the page numbers. */
  { pictureFiles, hasNumbers }: { pictureFiles?: PictureFiles | undefined; hasNumbers: boolean },
): Generator<Markup> {
  const root = insertPictures(document, report.pictures, pictureFiles)
  const firstPart = root.children.findIndex((node) => node.type === 'heading' && node.depth > 1)
  const textStart = firstPart < 0 ? root.children.length : firstPart
  yield element(
    'header',
    { class: root.data?.hasCover && 'cover' },
    drawNodes(root.children.slice(0, textStart)),
  )
  const contents = report.options.include.tableOfContents ? listContents(root) : []
  if (contents.length > 0) {
    yield element(
      'nav',
      { 'aria-labelledby': 'contents' },
      element('h2', { id: 'contents' }, report.t('parts.contents')),
      ...contents.map(({ id, depth, time, text }) =>
        element(
          'p',
          { class: `level-${depth}`, dir: 'auto' },
          element(
            'a',
            { href: `#${id}` },
            time !== '' && element('span', { class: 'start' }, time),
            element('span', {}, text),
            hasNumbers && element('span', { class: 'leader' }),
            hasNumbers && element('span', { class: 'page', 'data-page-of': id }),
          ),
        ),
      ),
    )
  }
  for (const node of root.children.slice(textStart)) yield drawNode(node)
}

function drawNodes(nodes: readonly Nodes[]): Markup {
  return join(nodes.map(drawNode))
}

function drawElement(name: string, node: Parents, attributes: Parameters<typeof element>[1] = {}): Markup {
  return element(name, attributes, drawNodes(node.children))
}

/** Lets each block take its direction from its own first letter, because notes may be in Arabic. */
const autoDirection = { dir: 'auto' }

function drawNode(node: Nodes): Markup {
  switch (node.type) {
    case 'text': {
      const { pageOf } = node.data ?? {}
      if (!pageOf) return join([node.value])
      return element('a', { href: `#${pageOf}`, class: 'page-ref', 'data-page-of': pageOf })
    }
    case 'heading':
      return drawElement(`h${node.depth}`, node, {
        id: node.data?.id ?? node.data?.anchor,
        class: getClass(node),
        lang: node.data?.language,
        ...autoDirection,
      })
    case 'paragraph':
      return drawElement('p', node, {
        id: node.data?.anchor,
        class: getClasses(node),
        lang: node.data?.language,
        ...autoDirection,
      })
    case 'strong':
      return drawElement('strong', node, { class: node.data?.isTime && 'time' })
    case 'emphasis':
      return node.data?.isAside ? drawElement('span', node, { class: 'aside' }) : drawElement('em', node)
    case 'delete':
      return drawElement('del', node)
    case 'highlight':
      return drawElement('mark', node, { class: node.data && 'isReplaced' in node.data && 'replaced' })
    case 'inlineCode':
      return element('code', {}, node.value)
    case 'code':
      return element('pre', { class: getClass(node) }, element('code', {}, node.value))
    case 'break':
      return element('br')
    case 'thematicBreak':
      return element('hr')
    case 'blockquote':
      return drawElement('blockquote', node, { class: getClass(node) })
    case 'list': {
      const { ordered, start } = node
      return ordered
        ? drawElement('ol', node, { class: getClass(node), start: start === 1 ? null : start })
        : drawElement('ul', node, { class: getClass(node) })
    }
    case 'listItem':
      return writeItem(node)
    case 'link': {
      const href = getLinkTarget(node.url)
      return href === null ? drawNodes(node.children) : drawElement('a', node, { href, rel: 'noreferrer' })
    }
    case 'image': {
      const { picture, file } = node.data ?? {}
      if (!picture) return join([node.alt ?? ''])
      const { type, width, height, bytes, sha256 } = picture
      if (file !== undefined) return element('img', { src: file, alt: node.alt ?? '', width, height })
      // A preview loads the picture by its hash.
      if (bytes.length === 0)
        return element('img', { 'data-picture': sha256, alt: node.alt ?? '', width, height })
      const src = `data:${type};base64,${Buffer.from(bytes).toString('base64')}`
      return element('img', { src, alt: node.alt ?? '', width, height })
    }
    case 'table':
      return writeTable(node)
    default:
      return 'children' in node ? drawNodes(node.children) : join(['value' in node ? node.value : null])
  }
}

/** Blocks of notes leave room for the time column. */
function getClass({ data }: Nodes): string | null {
  return data?.inNote ? 'in-note' : null
}

function getClasses(node: Paragraph): string | null {
  const { role, keepNext } = node.data ?? {}
  const classes = [
    role,
    keepNext && 'keep-next',
    hasPicture(node) && 'pictured',
    isTimeAlone(node) && 'time-alone',
    getClass(node),
  ]
  return classes.filter(Boolean).join(' ') || null
}

/** The check box is a text character, so that print, screen readers and the clipboard get it too. */
function writeItem(node: ListItem): Markup {
  if (typeof node.checked !== 'boolean') return drawElement('li', node, autoDirection)
  const [first, ...others] = node.children
  const box = element('span', { class: 'box' }, node.checked ? '☑ ' : '☐ ')
  return first?.type === 'paragraph'
    ? element(
        'li',
        { class: 'task', ...autoDirection },
        element('p', {}, box, drawNodes(first.children)),
        drawNodes(others),
      )
    : element('li', { class: 'task', ...autoDirection }, box, drawNodes(node.children))
}

function writeTable(node: Table): Markup {
  const { children, align } = node
  const [header, ...rows] = children.map(({ children: cells }, row) =>
    element(
      'tr',
      {},
      ...cells.map((cell, column) =>
        drawElement(row === 0 ? 'th' : 'td', cell, {
          ...autoDirection,
          lang: cell.data?.language,
          scope: row === 0 && 'col',
          class: align?.[column] && `align-${align[column]}`,
        }),
      ),
    ),
  )
  return element(
    'table',
    { class: getClass(node) },
    element('thead', {}, header),
    rows.length > 0 && element('tbody', {}, ...rows),
  )
}
