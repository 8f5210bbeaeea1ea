/** What the members of the delegation changed in a contact. */
import { useTranslation } from 'react-i18next'
import type { ContactChange } from '../../../db/contract/index.ts'
import type { Confidentiality, ContactId } from '../../../db/model.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { useSystemFormat } from '../../lib/system-format.ts'
import { getSessionName } from '../schedule/index.ts'
import { PersonMark, useConference, useSessions } from '../sessions/index.ts'
import styles from './contacts-detail.module.css'

/** Renders nothing for a contact that is not shared. */
export function ContactChanges({ id }: { id: ContactId }) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const { formatMoment } = useSystemFormat()
  const describe = useDescription()
  const { data: changes = [] } = useStoreQuery('contacts.changes', { conference: slug, id })
  if (changes.length === 0) return null
  return (
    <details className={styles.section}>
      <summary>
        {t('contacts.changes.title')} <span className={styles.count}>{changes.length}</span>
      </summary>
      <ul className={styles.changes}>
        {changes.map((change) => (
          <li key={`${change.field} ${change.at} ${change.person}`}>
            <span dir="auto">{describe(change)}</span>
            <span className={styles.hint}>
              {change.person !== null && <PersonMark id={change.person} />}
              {change.person === null ? t('people.you') : change.name || t('people.unknown')}
              {`, ${formatMoment(change.at)}`}
            </span>
          </li>
        ))}
      </ul>
    </details>
  )
}

/** "E-mail: ana@office.example" */
function useDescription(): (change: ContactChange) => string {
  const { t } = useTranslation()
  const sessions = useSessions() ?? []
  return ({ field, value }) => {
    switch (field) {
      case 'isDeleted':
        return t(value === true ? 'contacts.changes.deleted' : 'contacts.changes.restored')
      case 'metAt': {
        const session = sessions.find(({ guid }) => guid === value)
        return `${t('contacts.metAt')}: ${session ? getSessionName(session) : t('contacts.nowhere')}`
      }
      case 'confidentiality':
        return `${t('contacts.confidentiality')}: ${t(`confidentiality.${value as Confidentiality}`)}`
      default:
        return `${t(`contacts.facts.${field}`)}: ${value === '' ? '–' : String(value)}`
    }
  }
}
