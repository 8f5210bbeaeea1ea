import { serialiseNote } from '../../core/note-format/index.ts'
import { layOut } from './document.ts'
import type { Exporter } from './index.ts'

export const markdown: Exporter = {
  id: 'md',
  name: 'Markdown',
  extension: 'md',
  mimeType: 'text/markdown',
  about: 'report',
  options: ['keyMessages', 'actions', 'contacts'],
  holds: 'document',
  render: (report) => new TextEncoder().encode(serialiseNote(layOut(report))),
}
