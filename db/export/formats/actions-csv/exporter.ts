/** Tasks with assignee and due date, for a spreadsheet (RFC 4180). */
import { toInlineText } from '../../../../core/note-format/index.ts'
import { toCsv } from '../../../formats/write-csv.ts'
import type { Exporter } from '../../report/exporter.ts'

const columns = ['what', 'who', 'until', 'session', 'done'] as const

export const actionsCsv: Exporter = {
  id: 'actions-csv',
  name: 'CSV',
  extension: 'csv',
  mimeType: 'text/csv',
  about: 'actions',
  options: [],
  contentKind: 'data',
  render: ({ tasks, t }) =>
    toCsv([
      columns.map((column) => t(`actionColumns.${column}`)),
      ...tasks.map(({ text, who, due, session, done }) => [
        toInlineText(text),
        who.join('; '),
        due ?? '',
        session ?? '',
        t(done ? 'done.yes' : 'done.no'),
      ]),
    ]),
}
