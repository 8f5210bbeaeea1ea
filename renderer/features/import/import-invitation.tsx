/** Shows the appointment in a file, and the agenda to which it can be added. */
import { CalendarPlus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { formatWhen } from '../../../core/time.ts'
import type { ConferenceSummary, ImportPreview } from '../../../db/contract/index.ts'
import { usePreference } from '../../lib/preferences.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { pickConference } from '../sessions/index.ts'
import styles from './import-dialog.module.css'

/** @returns null if the file has no appointment or there is no conference */
export function useInvitation(
  preview: ImportPreview | null,
): { invitation: NonNullable<ImportPreview['invitation']>; conference: ConferenceSummary } | null {
  const preferred = usePreference('conference')
  const { data: conferences = [] } = useStoreQuery('conferences.list', {})
  const slug = pickConference(conferences, preferred)
  const conference = conferences.find((conference) => conference.slug === slug)
  // A calendar message about a stored session updates that session instead.
  const invitation = preview?.suggested.update === null ? preview.invitation : null
  return invitation && conference ? { invitation, conference } : null
}

export function Invitation({
  invitation: { fields },
  conference: { title, timeZone },
}: NonNullable<ReturnType<typeof useInvitation>>) {
  const { t, i18n } = useTranslation()
  const when = formatWhen({ ...fields, kind: 'other' }, timeZone, i18n.language, t('session.allDay'), 'dated')
  return (
    <section className={styles.invitation} aria-label={t('import.appointment')}>
      <CalendarPlus aria-hidden />
      <div>
        <strong>{fields.title}</strong>
        <p>{[when, fields.place, fields.people.join(', ')].filter(Boolean).join(' · ')}</p>
        <p>{t('import.appointmentHint', { title })}</p>
      </div>
    </section>
  )
}
