/** People met, for a spreadsheet (RFC 4180). */
import { toCsv } from '../../../formats/write-csv.ts'
import type { Exporter } from '../../report/exporter.ts'
import type { ReportContact } from '../../report/report.ts'

const publicColumns = [
  'name',
  'organisation',
  'role',
  'country',
  'email',
  'telephone',
  'metAt',
  'followUp',
  'followUpOn',
] as const
const columnsWithNotes = [...publicColumns, 'consent', 'note'] as const

export const contactsCsv: Exporter = {
  id: 'contacts-csv',
  name: 'CSV',
  extension: 'csv',
  mimeType: 'text/csv',
  about: 'contacts',
  options: ['contactNotes'],
  contentKind: 'data',
  render: ({ contacts, t, options }) => {
    const columns = options.include.contactNotes ? columnsWithNotes : publicColumns
    const rows = [
      columns.map((column) => t(`contacts.${column}`)),
      ...contacts.map(dropDoneFollowUp).map((contact) => columns.map((column) => contact[column] ?? '')),
    ]
    return toCsv(rows)
  },
}

function dropDoneFollowUp(contact: ReportContact): ReportContact {
  return contact.followedUpAt === null ? contact : { ...contact, followUp: '', followUpOn: null }
}
