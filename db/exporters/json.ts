/** Everything that the report was made from, for other programs: docs/export-json.md. */
import type { Exporter } from './index.ts'
import type { Report } from './report.ts'

export const json: Exporter = {
  id: 'json',
  name: 'JSON',
  extension: 'json',
  mimeType: 'application/json',
  about: 'report',
  options: ['keyMessages', 'contacts', 'contactNotes'],
  holds: 'data',
  render: (report) => new TextEncoder().encode(`${JSON.stringify(content(report), null, 2)}\n`),
}

function content({ title, language, source, options }: Report) {
  const { conference, importedAt, sessions, keyMessages, notes, contacts } = source
  return {
    format: 'rapporteur-report',
    formatVersion: 1,
    title,
    language,
    conference: { ...conference, importedAt },
    sessions,
    ...(options.include.keyMessages && { keyMessages }),
    notes,
    ...(options.include.contacts && {
      contacts: options.include.contactNotes ? contacts : contacts.map(({ note: _private, ...rest }) => rest),
    }),
  }
}
