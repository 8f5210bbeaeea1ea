/** Link to the trash below the list of notes, unless the trash is empty. */
import { Trash2 } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { useStoreQuery } from '../../../lib/queries.ts'
import { buildHref } from '../../../lib/router.ts'
import { useConference } from '../../sessions/index.ts'
import styles from './trash-link.module.css'

export function TrashLink() {
  const { t } = useTranslation()
  const { slug } = useConference()
  const { data } = useStoreQuery('trash.list', { conference: slug })
  const count = data ? data.notes.length + data.contacts.length : 0
  if (count === 0) return null
  return (
    <a className={styles.link} href={buildHref('notes', 'trash')}>
      <Trash2 aria-hidden />
      <span className={styles.name}>{t('trash.open')}</span>
      <span className={styles.count}>{count}</span>
    </a>
  )
}
