import { useTranslation } from 'react-i18next'
import { sessionName } from '../schedule/index.ts'
import { linkTo, useBacklinks, useConferenceFormat, useSessions } from '../sessions/index.ts'
import styles from './contacts-detail.module.css'

/** Lists where the delegate's notes mention a contact. `id` is the guid of a directory entry or the id of a person. */
export function ContactMentions({ id }: { id: string }) {
  const { t } = useTranslation()
  const { formatMoment } = useConferenceFormat()
  const sessions = useSessions()
  const mentions = useBacklinks('contact', id)
  return (
    <section className={styles.section}>
      <h3>
        {t('contacts.mentions')} <span className={styles.count}>{mentions.length || ''}</span>
      </h3>
      {mentions.length === 0 ? (
        <p className={styles.hint}>{t('contacts.noMentions')}</p>
      ) : (
        <ul className={styles.mentions}>
          {mentions.map((mention, index) => {
            const { session, at, excerpt } = mention
            const where = sessions?.find(({ guid }) => guid === session)
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: mentions have no key but their position
              <li key={index}>
                <a {...linkTo(mention)}>
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
