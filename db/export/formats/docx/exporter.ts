/** Word (ECMA-376, transitional): the parts of the package, zipped. The same report gives the same bytes. */

import { element, join, type Markup } from '../../../formats/markup.ts'
import { writeZip } from '../../../formats/write-zip.ts'
import type { Letterhead, WordTemplate } from '../../../sql/word-template.ts'
import type { Exporter } from '../../report/exporter.ts'
import { layOutOnPages } from '../../report/on-pages.ts'
import { pageOptions } from '../../report/options.ts'
import type { Report } from '../../report/report.ts'
import { getExtension, insertPictures } from '../../report/report-pictures.ts'
import type { ReportPicture } from '../../source/report-source.ts'
import { writeBody } from './body.ts'
import { getPictureId } from './drawing.ts'
import {
  makeEmptyParagraph,
  writeContentsHeader,
  writeCoverFoot,
  writeFooter,
  writeHeader,
} from './header-footer.ts'
import { getPictureRelation, letterheadNamespaces, listPictures, writeLetterhead } from './letterhead.ts'
import { writeNumbering } from './numbering.ts'
import { writeStyles } from './styles.ts'
import { writeTemplateStyles } from './template-styles.ts'

export const docx: Exporter = {
  id: 'docx',
  name: 'Word',
  extension: 'docx',
  mimeType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  about: 'report',
  options: pageOptions,
  contentKind: 'document',
  outputKind: 'bytes',
  showsPictures: true,
  render,
}

const TYPES = 'application/vnd.openxmlformats-officedocument.wordprocessingml'
const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const WORD = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main'

/** Twentieths of a point; the margin is 25 mm. */
const PAPER = { a4: { width: 11906, height: 16838 }, letter: { width: 12240, height: 15840 } }
const MARGIN_TWIPS = 1417
const MARGINS = {
  top: MARGIN_TWIPS,
  right: MARGIN_TWIPS,
  bottom: MARGIN_TWIPS,
  left: MARGIN_TWIPS,
  header: 709,
  footer: 709,
}
const THEME = 'theme/theme1.xml'
const LOCALES = { en: 'en-GB', fr: 'fr-FR', es: 'es-ES', ru: 'ru-RU' }

function render(report: Report): Uint8Array {
  const { options, t, running, source } = report
  const language = LOCALES[report.language]
  const paper = PAPER[options.paper]
  const hasCover = report.cover !== null
  const template = source.wordTemplate
  const margins = template?.margins ?? MARGINS
  const layout = { textWidth: paper.width - margins.left - margins.right, hasCover }
  const letterhead = template?.letterhead ?? null
  // The letterhead is on the cover, or, without a cover, on the first page.
  const hasOwnFirstPage = hasCover || letterhead !== null
  // The contents are in the section of the cover, since "STYLEREF" would show the first part on their page.
  const hasFrontSection = hasCover && options.include.tableOfContents
  const writeSection = (headerId: string, isFirst: boolean) =>
    writeSectionProperties(paper, margins, headerId, isFirst)
  const { body, links, pictures, lists } = writeBody(insertPictures(layOutOnPages(report), report.pictures), {
    contents: options.include.tableOfContents ? t('parts.contents') : null,
    frontSection: hasFrontSection ? writeSection('header-contents', true) : null,
    textWidth: layout.textWidth,
  })
  const section = writeSection('header', hasOwnFirstPage && !hasFrontSection)
  const hasTheme = typeof template?.theme === 'string'
  const word = { 'xmlns:w': WORD, 'xmlns:r': RELATIONS }
  const styles = template ? writeTemplateStyles(word, language, layout, template.styles) : null
  const writeFirstPage = (place: 'header' | 'footer', line: Markup): Markup => {
    const stored = letterhead?.[place] ?? null
    const hasCoverFoot = place === 'footer' && report.programmeVersion !== ''
    const coverLine = hasCoverFoot
      ? writeCoverFoot(report.programmeVersion)
      : stored === null && makeEmptyParagraph()
    return join([
      stored !== null && writeLetterhead(stored, styles?.ids ?? new Map()),
      hasCover ? coverLine : line,
    ])
  }
  const parts: Record<string, Markup> = {
    '[Content_Types].xml': writeContentTypes({ hasOwnFirstPage, hasFrontSection, hasTheme }),
    '_rels/.rels': writeRelations([
      ['document', 'officeDocument', 'word/document.xml'],
      ['core', `${PACKAGE}/relationships/metadata/core-properties`, 'docProps/core.xml'],
    ]),
    'docProps/core.xml': writeCoreProperties(report, language),
    'word/document.xml': element('w:document', word, element('w:body', {}, body, section)),
    'word/styles.xml': styles?.part ?? writeStyles(word, language, layout),
    ...(template?.theme && { [`word/${THEME}`]: { markup: template.theme } }),
    'word/numbering.xml': writeNumbering(word, lists),
    'word/settings.xml': writeSettings(word, language),
    'word/header.xml': element('w:hdr', word, writeHeader(running)),
    'word/footer.xml': element('w:ftr', word, writeFooter(running)),
    ...(hasFrontSection && {
      'word/header-contents.xml': element('w:hdr', word, writeContentsHeader(running)),
    }),
    ...(hasOwnFirstPage && {
      'word/header-first.xml': element(
        'w:hdr',
        letterhead ? letterheadNamespaces : word,
        writeFirstPage('header', writeHeader(running)),
      ),
      'word/footer-first.xml': element(
        'w:ftr',
        letterhead ? letterheadNamespaces : word,
        writeFirstPage('footer', writeFooter(running)),
      ),
    }),
    ...listLetterheadRelations(letterhead),
    'word/_rels/document.xml.rels': writeRelations([
      ['styles', 'styles', 'styles.xml'],
      ['numbering', 'numbering', 'numbering.xml'],
      ['settings', 'settings', 'settings.xml'],
      ...(hasTheme ? [['theme', 'theme', THEME] satisfies Relation] : []),
      ['header', 'header', 'header.xml'],
      ['footer', 'footer', 'footer.xml'],
      ...(hasOwnFirstPage ? firstPageRelations : []),
      ...(hasFrontSection ? [['header-contents', 'header', 'header-contents.xml'] satisfies Relation] : []),
      ...links.map((url, index): Relation => [`link${index}`, 'hyperlink', url]),
      ...pictures.map((picture, index): Relation => [getPictureId(index), 'image', getMediaPath(picture)]),
    ]),
  }
  const encoder = new TextEncoder()
  return writeZip([
    ...Object.entries(parts).map(([name, { markup }]) => ({
      name,
      bytes: encoder.encode(`<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n${markup}`),
    })),
    ...pictures.map((picture) => ({
      name: `word/${getMediaPath(picture)}`,
      bytes: picture.bytes,
      stored: true,
    })),
    ...(letterhead?.pictures ?? []).map((picture) => ({
      name: `word/${getLetterheadPath(picture)}`,
      bytes: new Uint8Array(Buffer.from(picture.base64, 'base64')),
      stored: true,
    })),
  ])
}

/** `isFirst`: the section has the document's first page, which has a header and a footer of its own. */
function writeSectionProperties(
  paper: { width: number; height: number },
  margins: NonNullable<WordTemplate['margins']>,
  headerId: string,
  isFirst: boolean,
): Markup {
  const references = { header: headerId, footer: 'footer' }
  const { top, right, bottom, left, header, footer } = margins
  return element(
    'w:sectPr',
    {},
    ...(['header', 'footer'] as const).flatMap((place) => [
      element(`w:${place}Reference`, { 'w:type': 'default', 'r:id': references[place] }),
      isFirst && element(`w:${place}Reference`, { 'w:type': 'first', 'r:id': `${place}-first` }),
    ]),
    element('w:pgSz', { 'w:w': paper.width, 'w:h': paper.height }),
    element('w:pgMar', {
      'w:top': top,
      'w:right': right,
      'w:bottom': bottom,
      'w:left': left,
      'w:header': header,
      'w:footer': footer,
      'w:gutter': 0,
    }),
    isFirst && element('w:titlePg'),
  )
}

function writeCoreProperties({ title, author, source }: Report, language: string): Markup {
  return element(
    'cp:coreProperties',
    {
      'xmlns:cp': `${PACKAGE}/metadata/core-properties`,
      'xmlns:dc': 'http://purl.org/dc/elements/1.1/',
      'xmlns:dcterms': 'http://purl.org/dc/terms/',
      'xmlns:xsi': 'http://www.w3.org/2001/XMLSchema-instance',
    },
    element('dc:title', {}, title),
    author?.name && element('dc:creator', {}, author.name),
    author?.name && element('cp:lastModifiedBy', {}, author.name),
    element('dc:language', {}, language),
    ...['created', 'modified'].map((property) =>
      element(`dcterms:${property}`, { 'xsi:type': 'dcterms:W3CDTF' }, source.madeAt.replace(/\.\d+Z$/, 'Z')),
    ),
  )
}

function writeSettings(namespaces: Record<string, string>, language: string): Markup {
  return element(
    'w:settings',
    namespaces,
    element('w:defaultTabStop', { 'w:val': 709 }),
    // Word 2013 and later, so that it does not open in compatibility mode.
    element(
      'w:compat',
      {},
      element('w:compatSetting', {
        'w:name': 'compatibilityMode',
        'w:uri': 'http://schemas.microsoft.com/office/word',
        'w:val': 15,
      }),
    ),
    element('w:themeFontLang', { 'w:val': language }),
  )
}

function listLetterheadRelations(letterhead: Letterhead | null): Record<string, Markup> {
  if (!letterhead) return {}
  const places = (['header', 'footer'] as const).map((place) => {
    const pictures = listPictures(letterhead[place], letterhead)
    const relations = pictures.map(
      (picture): Relation => [getPictureRelation(picture.sha256), 'image', getLetterheadPath(picture)],
    )
    return [`word/_rels/${place}-first.xml.rels`, writeRelations(relations)] as const
  })
  return Object.fromEntries(places)
}

/** The name differs from those of the pictures in the notes, since the same picture may also be in a note. */
function getLetterheadPath({ sha256, type }: Letterhead['pictures'][number]): string {
  return `media/letterhead-${sha256}.${type.slice('image/'.length)}`
}

/** The picture's path relative to the document's folder. */
function getMediaPath(picture: ReportPicture): string {
  return `media/${picture.sha256}.${getExtension(picture)}`
}

const firstPageRelations = (['header', 'footer'] as const).map(
  (place): Relation => [`${place}-first`, place, `${place}-first.xml`],
)

type Relation = [id: string, type: string, target: string]

function writeRelations(relations: Relation[]): Markup {
  return element(
    'Relationships',
    { xmlns: `${PACKAGE}/relationships` },
    ...relations.map(([Id, type, Target]) =>
      element('Relationship', {
        Id,
        Type: type.includes(':') ? type : `${RELATIONS}/${type}`,
        Target,
        TargetMode: type === 'hyperlink' && 'External',
      }),
    ),
  )
}

function writeContentTypes({
  hasOwnFirstPage,
  hasFrontSection,
  hasTheme,
}: Record<'hasOwnFirstPage' | 'hasFrontSection' | 'hasTheme', boolean>): Markup {
  const createOverride = (PartName: string, ContentType: string) =>
    element('Override', { PartName, ContentType })
  return element(
    'Types',
    { xmlns: `${PACKAGE}/content-types` },
    element('Default', {
      Extension: 'rels',
      ContentType: 'application/vnd.openxmlformats-package.relationships+xml',
    }),
    ...['png', 'jpeg', 'gif'].map((Extension) =>
      element('Default', { Extension, ContentType: `image/${Extension}` }),
    ),
    createOverride('/word/document.xml', `${TYPES}.document.main+xml`),
    createOverride('/word/styles.xml', `${TYPES}.styles+xml`),
    createOverride('/word/numbering.xml', `${TYPES}.numbering+xml`),
    createOverride('/word/settings.xml', `${TYPES}.settings+xml`),
    createOverride('/word/header.xml', `${TYPES}.header+xml`),
    createOverride('/word/footer.xml', `${TYPES}.footer+xml`),
    ...(hasOwnFirstPage
      ? (['header', 'footer'] as const).map((place) =>
          createOverride(`/word/${place}-first.xml`, `${TYPES}.${place}+xml`),
        )
      : []),
    ...(hasFrontSection ? [createOverride('/word/header-contents.xml', `${TYPES}.header+xml`)] : []),
    ...(hasTheme
      ? [createOverride(`/word/${THEME}`, 'application/vnd.openxmlformats-officedocument.theme+xml')]
      : []),
    createOverride('/docProps/core.xml', 'application/vnd.openxmlformats-package.core-properties+xml'),
  )
}
