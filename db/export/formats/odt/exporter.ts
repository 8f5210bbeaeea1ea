/** OpenDocument text (ISO/IEC 26300, ODF 1.3): the parts of the package, zipped. The same report gives the same bytes. */

import { element, type Markup } from '../../../formats/markup.ts'
import { writeZip } from '../../../formats/write-zip.ts'
import type { Exporter } from '../../report/exporter.ts'
import { layOutOnPages } from '../../report/on-pages.ts'
import { pageOptions } from '../../report/options.ts'
import type { Report } from '../../report/report.ts'
import { insertPictures } from '../../report/report-pictures.ts'
import { writeAutomaticStyles } from './automatic-styles.ts'
import { writeOdtBody } from './body.ts'
import { getPicturePath } from './phrasing.ts'
import { NAMESPACES, writeStylesDocument } from './styles.ts'

const MIME_TYPE = 'application/vnd.oasis.opendocument.text'
const LOCALES = { en: ['en', 'GB'], fr: ['fr', 'FR'], es: ['es', 'ES'], ru: ['ru', 'RU'] } as const

export const odt: Exporter = {
  id: 'odt',
  name: 'OpenDocument',
  extension: 'odt',
  mimeType: MIME_TYPE,
  about: 'report',
  options: pageOptions,
  contentKind: 'document',
  outputKind: 'bytes',
  showsPictures: true,
  render,
}

function render(report: Report): Uint8Array {
  const { title, options, t } = report
  // OpenDocument's date and time has no time zone (part 3 §4.3.2).
  const madeAt = report.source.madeAt.replace(/\.\d+Z$/, '')
  const [language, country] = LOCALES[report.language]
  const { body, paragraphs, spans, pictures, tables } = writeOdtBody(
    insertPictures(layOutOnPages(report), report.pictures),
    options.include.tableOfContents ? t('parts.contents') : null,
  )
  const version = { ...NAMESPACES, 'office:version': '1.3' }
  const parts: Record<string, Markup> = {
    'content.xml': element(
      'office:document-content',
      version,
      writeAutomaticStyles(paragraphs, spans, tables),
      element('office:body', {}, element('office:text', {}, body)),
    ),
    'styles.xml': writeStylesDocument(version, report, language, country),
    'meta.xml': element(
      'office:document-meta',
      version,
      element(
        'office:meta',
        {},
        element('dc:title', {}, title),
        report.author?.name && element('meta:initial-creator', {}, report.author.name),
        report.author?.name && element('dc:creator', {}, report.author.name),
        element('meta:creation-date', {}, madeAt),
        element('dc:date', {}, madeAt),
        element('dc:language', {}, `${language}-${country}`),
      ),
    ),
  }
  const createEntry = (path: string, type: string) =>
    element('manifest:file-entry', {
      'manifest:full-path': path,
      'manifest:version': path === '/' && '1.3',
      'manifest:media-type': type,
    })
  parts['META-INF/manifest.xml'] = element(
    'manifest:manifest',
    { 'xmlns:manifest': 'urn:oasis:names:tc:opendocument:xmlns:manifest:1.0', 'manifest:version': '1.3' },
    createEntry('/', MIME_TYPE),
    ...Object.keys(parts).map((path) => createEntry(path, 'text/xml')),
    ...pictures.map((picture) => createEntry(getPicturePath(picture), picture.type)),
  )
  const encoder = new TextEncoder()
  return writeZip([
    // Must be first and uncompressed, so that programs recognise the file by its first bytes (part 2 §3.3).
    { name: 'mimetype', bytes: encoder.encode(MIME_TYPE), stored: true },
    ...Object.entries(parts).map(([name, { markup }]) => ({
      name,
      bytes: encoder.encode(`<?xml version="1.0" encoding="UTF-8"?>\n${markup}`),
    })),
    ...pictures.map((picture) => ({ name: getPicturePath(picture), bytes: picture.bytes, stored: true })),
  ])
}
