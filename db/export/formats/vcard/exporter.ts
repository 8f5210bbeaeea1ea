/** Exports the people met for an address book: vCard 3.0 (RFC 2426), the version that Outlook reads best. */
import { contentLines, textValue } from '../../../formats/write-content-lines.ts'
import type { Exporter } from '../../report/exporter.ts'
import type { Report, ReportContact } from '../../report/report.ts'

export const vcard: Exporter = {
  id: 'vcf',
  name: 'vCard',
  extension: 'vcf',
  mimeType: 'text/vcard',
  about: 'contacts',
  options: ['contactNotes'],
  holds: 'data',
  render: (report) =>
    new TextEncoder().encode(contentLines(report.contacts.flatMap((contact) => card(contact, report)))),
}

function card(contact: ReportContact, { t, source }: Report): string[] {
  const { id, updatedAt, name, organisation, country, role, email, telephone, metAt, note } = contact
  const met = metAt && `${t('contacts.metAtSession', { session: metAt })} (${source.conference.title})`
  const property = (name: string, text: string) => (text ? [`${name}:${textValue(text)}`] : [])
  return [
    'BEGIN:VCARD',
    'VERSION:3.0',
    ...property('FN', name),
    // The name is not split, since which part is the family name depends on the person's culture.
    `N:${textValue(name)};;;;`,
    ...property('ORG', organisation),
    ...property('TITLE', role),
    ...property('EMAIL;TYPE=INTERNET', email),
    ...property('TEL;TYPE=WORK,VOICE', telephone),
    ...(country ? [`ADR;TYPE=WORK:;;;;;;${textValue(country)}`] : []),
    ...property('NOTE', [met, note].filter(Boolean).join('\n\n')),
    `UID:urn:uuid:${id}`,
    `REV:${updatedAt}`,
    'END:VCARD',
  ]
}
