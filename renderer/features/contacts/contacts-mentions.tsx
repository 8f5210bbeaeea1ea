import { useTranslation } from 'react-i18next'
import type { Mention } from '../../../db/model.ts'
import { getSessionName } from '../schedule/index.ts'
import { getMentionLink, useBacklinks, useConferenceFormat, useSessions } from '../sessions/index.ts'
import styles from './contacts-detail.module.css'

/** Lists where the delegate's notes mention an entry of the directory. */
export function ContactMentions({ id }: { id: string }) {
  return <Mentions mentions={useBacklinks('contact', id)} />
}

export function Mentions({ mentions }: { mentions: readonly Mention[] }) {
  const { t } = useTranslation()
  const { formatMoment } = useConferenceFormat()
  const sessions = useSessions()
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
            const mentioningSession = sessions?.find(({ guid }) => guid === session)
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: mentions have no key but their position
              <li key={index}>
                <a {...getMentionLink(mention)}>
                  {mentioningSession ? getSessionName(mentioningSession) : t('contacts.noSession')}
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
