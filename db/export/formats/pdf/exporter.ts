import type { Exporter } from '../../report/exporter.ts'
import { pageOptions } from '../../report/options.ts'
import { toPictureFiles } from '../../report/report-pictures.ts'
import { writePage } from '../html/page.ts'

/** Gives the HTML page that the app's window prints; printing adds fonts, bookmarks and page numbers. */
export const pdf: Exporter = {
  id: 'pdf',
  name: 'PDF',
  extension: 'pdf',
  mimeType: 'application/pdf',
  about: 'report',
  options: pageOptions,
  contentKind: 'document',
  outputKind: 'page',
  showsPictures: true,
  render: (report) => new TextEncoder().encode(writePage(report, toPictureFiles(report.pictures))),
  renderFiles: ({ pictures }) => [...toPictureFiles(pictures).values()],
}
