import type { Exporter } from '../../report/exporter.ts'
import { pageOptions } from '../../report/options.ts'
import { writePage } from './page.ts'

/** Writes a single file that needs nothing else: no script, no fonts and no network. */
export const html: Exporter = {
  id: 'html',
  name: 'HTML',
  extension: 'html',
  mimeType: 'text/html',
  about: 'report',
  options: pageOptions,
  contentKind: 'document',
  showsPictures: true,
  render: (report) => new TextEncoder().encode(writePage(report)),
}
