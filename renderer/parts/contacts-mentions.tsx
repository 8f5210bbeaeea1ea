import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { useStoreQuery } from '../data.ts'
import { sessionName } from '../programme.ts'
import { useConference, useSessions } from './conference.tsx'
import styles from './contacts-detail.module.css'
import { useConferenceFormat } from './format.ts'
import { hrefTo } from './navigate.ts'

/** Where the delegate's notes name a contact: `id` is a guid of the directory or the id of a person. */
export function ContactMentions({ id }: { id: string }) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const { formatMoment } = useConferenceFormat()
  const sessions = useSessions()
  const { data } = useStoreQuery('notes.mentions', { conference: slug })
  const mentions = useMemo(
    () => data?.filter((mention) => mention.target === 'contact' && mention.id === id) ?? [],
    [data, id],
  )
  return (
    <section className={styles.section}>
      <h3>
        {t('contacts.mentions')} <span className={styles.count}>{mentions.length || ''}</span>
      </h3>
      {mentions.length === 0 ? (
        <p className={styles.hint}>{t('contacts.noMentions')}</p>
      ) : (
        <ul className={styles.mentions}>
          {mentions.map(({ note, session, at, excerpt }, index) => {
            const where = sessions?.find(({ guid }) => guid === session)
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a place has no key but its position
              <li key={index}>
                <a href={hrefTo('notes', note)}>
                  {where ? sessionName(where) : t('contacts.noSession')}
                  {at && `, ${formatMoment(at)}`}
                </a>
                <p>{excerpt}</p>
              </li>
            )
          })}
        </ul>
      )}
    </section>
  )
}
