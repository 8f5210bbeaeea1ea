/** Lists open follow-ups with people: the promise and its date. */
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contact, PlainDate } from '../../../db/model.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { buildHref } from '../../lib/router.ts'
import { useConference, useConferenceFormat } from '../sessions/index.ts'
import styles from './follow-ups.module.css'
import { sortFollowUps } from './sort-follow-ups.ts'

const NONE: readonly Contact[] = []
const MAX_SHOWN = 10

export function useFollowUps(until: PlainDate | null = null): Contact[] {
  const { slug } = useConference()
  const { data = NONE } = useStoreQuery('contacts.list', { conference: slug })
  return useMemo(() => sortFollowUps(data, until), [data, until])
}

/** `until`: leaves out follow-ups that are due later or have no date. Renders nothing if there are none. */
export function FollowUps({
  today,
  until = null,
  headingClass,
}: {
  today: PlainDate
  until?: PlainDate | null
  headingClass: string
}) {
  const { t } = useTranslation()
  const { formatDay } = useConferenceFormat()
  const open = useFollowUps(until)
  if (open.length === 0) return null
  const hiddenCount = open.length - MAX_SHOWN
  return (
    <section>
      <h2 className={headingClass}>{t('contacts.followUps')}</h2>
      <ul className={styles.list}>
        {open.slice(0, MAX_SHOWN).map(({ id, name, followUp, followUpOn }) => (
          <li key={id}>
            <a href={buildHref('contacts', id)} dir="auto">
              {name}
            </a>
            <span dir="auto">{followUp}</span>
            {followUpOn !== null && (
              <span className={styles.due} data-late={followUpOn < today}>
                {t(followUpOn < today ? 'contacts.followUpLate' : 'contacts.followUpBy', {
                  day: formatDay(followUpOn),
                })}
              </span>
            )}
          </li>
        ))}
      </ul>
      {hiddenCount > 0 && <p>{t('contacts.offer.others', { count: hiddenCount })}</p>}
    </section>
  )
}
