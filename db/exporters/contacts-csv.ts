/** People met, for a spreadsheet (RFC 4180). */
import { type ContactColumn, contactColumns } from './headings.ts'
import type { Exporter } from './index.ts'

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
    // The mark at the start tells Excel that this is UTF-8.
    return new TextEncoder().encode(`\ufeff${rows.map((row) => `${row.map(field).join(',')}\r\n`).join('')}`)
  },
}

/** A spreadsheet runs a cell that starts like a formula; the apostrophe makes it text (OWASP, CSV Injection). */
function field(text: string): string {
  const safe = /^[\s]*[=+\-@＝＋－＠\t\r\n]/u.test(text) ? `'${text}` : text
  return `"${safe
    .toWellFormed()
    .replaceAll('"', '""')
    .replaceAll(/\r\n?|\n/g, '\r\n')}"`
}
