import { serialiseNote } from '../../core/note-format/index.ts'
import { layOut } from './document.ts'
import type { Exporter } from './index.ts'
import { textOptions } from './options.ts'
import { inWords } from './report-pictures.ts'

export const markdown: Exporter = {
  id: 'md',
  name: 'Markdown',
  extension: 'md',
  mimeType: 'text/markdown',
  about: 'report',
  options: textOptions,
  holds: 'document',
  render: (report) => new TextEncoder().encode(serialiseNote(inWords(layOut(report), report.headings))),
}
