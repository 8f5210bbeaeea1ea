import type { Exporter } from '../../report/exporter.ts'
import { previewAgenda, writeAgendaPage } from './agenda-page.ts'

/** The agenda on paper, each day on a page of its own: the page that the app's window prints. */
export const agendaPdf: Exporter = {
  id: 'agenda-pdf',
  name: 'PDF',
  extension: 'pdf',
  mimeType: 'application/pdf',
  about: 'agenda',
  options: ['paper'],
  contentKind: 'document',
  outputKind: 'page',
  preview: previewAgenda,
  render: (report) => new TextEncoder().encode(writeAgendaPage(report)),
}
