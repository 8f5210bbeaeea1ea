import type { Exporter } from '../../report/exporter.ts'
import { pageOptions } from '../../report/options.ts'
import { picturesBeside } from '../../report/report-pictures.ts'
import { writePage } from '../html/page.ts'

/** The page of the HTML format, which the app's window prints: fonts, bookmarks and page numbers come from there. */
export const pdf: Exporter = {
  id: 'pdf',
  name: 'PDF',
  extension: 'pdf',
  mimeType: 'application/pdf',
  about: 'report',
  options: pageOptions,
  holds: 'document',
  gives: 'page',
  showsPictures: true,
  render: (report) => new TextEncoder().encode(writePage(report, picturesBeside(report.pictures))),
  renderFiles: ({ pictures }) => [...picturesBeside(pictures).values()],
}
