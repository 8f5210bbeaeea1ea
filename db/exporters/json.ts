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
  showsPictures: true,
  render: (report) => new TextEncoder().encode(`${JSON.stringify(content(report), null, 2)}\n`),
}

function content({ title, language, source, options, authors }: Report) {
  const { conference, importedAt, sessions, keyMessages, notes, contacts, pictures } = source
  return {
    format: 'rapporteur-report',
    formatVersion: 1,
    title,
    language,
    conference: { ...conference, importedAt },
    sessions,
    ...(options.include.keyMessages && { keyMessages }),
    notes,
    ...(authors.length > 0 && { authors }),
    ...(pictures.length > 0 && {
      pictures: pictures.map(({ bytes, ...picture }) => ({
        ...picture,
        base64: Buffer.from(bytes).toString('base64'),
      })),
    }),
    ...(options.include.contacts && {
      contacts: options.include.contactNotes ? contacts : contacts.map(({ note: _private, ...rest }) => rest),
    }),
  }
}
