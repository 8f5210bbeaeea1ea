/** Exports the people met for an address book. */
import { type CardVersion, writeCardLines } from '../../../formats/vcard/write-card.ts'
import { writeContentLines } from '../../../formats/write-content-lines.ts'
import type { Exporter } from '../../report/exporter.ts'
import type { Report, ReportContact } from '../../report/report.ts'

export const vcard = createExporter('vcf', 'vCard', '3.0')
export const vcard4 = createExporter('vcf-4', 'vCard 4.0', '4.0')

function createExporter(id: string, name: string, version: CardVersion): Exporter {
  return {
    id,
    name,
    extension: 'vcf',
    mimeType: 'text/vcard',
    about: 'contacts',
    options: ['contactNotes'],
    contentKind: 'data',
    render: (report) => {
      const lines = report.contacts.flatMap((contact) => writeCardLines(version, addNotes(contact, report)))
      return new TextEncoder().encode(writeContentLines(lines))
    },
  }
}

function addNotes(contact: ReportContact, { t, source }: Report): ReportContact {
  const { metAt, note, consent } = contact
  const met = metAt && `${t('contacts.metAtSession', { session: metAt })} (${source.conference.title})`
  const remark = consent && `${t('contacts.consent')}: ${consent}`
  return { ...contact, note: [met, note, remark].filter(Boolean).join('\n\n') }
}
