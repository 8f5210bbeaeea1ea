/** People met, for a spreadsheet (RFC 4180). */
import { csvOf } from '../../../formats/write-csv.ts'
import type { Exporter } from '../../report/exporter.ts'
import { type ContactColumn, contactColumns } from '../../source/headings.ts'

export const contactsCsv: Exporter = {
  id: 'contacts-csv',
  name: 'CSV',
  extension: 'csv',
  mimeType: 'text/csv',
  about: 'contacts',
  options: ['contactNotes'],
  holds: 'data',
  render: ({ contacts, headings, options }) => {
    const columns: readonly ContactColumn[] = contactColumns.filter(
      (column) => column !== 'note' || options.include.contactNotes,
    )
    const rows = [
      columns.map((column) => headings.columns[column]),
      ...contacts.map((contact) => columns.map((column) => contact[column])),
    ]
    return csvOf(rows)
  },
}
