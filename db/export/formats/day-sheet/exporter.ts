import type { Exporter } from '../../report/exporter.ts'
import { previewDaySheet, writeDaySheet } from './day-sheet.ts'
import { listShownPlans, toPlanFile } from './sheet-plans.ts'

/** Each day on one sheet: times, rooms, lines to write on and the floor plans. */
export const daySheet: Exporter = {
  id: 'day-sheet',
  name: 'PDF',
  extension: 'pdf',
  mimeType: 'application/pdf',
  about: 'agenda',
  options: ['paper'],
  contentKind: 'document',
  outputKind: 'page',
  showsPlans: true,
  preview: previewDaySheet,
  render: (report) => new TextEncoder().encode(writeDaySheet(report)),
  renderFiles: ({ source }) => listShownPlans(source).map(toPlanFile),
}
