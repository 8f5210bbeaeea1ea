import { useTranslation } from 'react-i18next'
import type { ListedFile } from '../../../db/contract/index.ts'
import { buildHref } from '../../lib/router.ts'
import styles from './document-links.module.css'

/** Links to documents; those that the delegate attached are marked. */
export function DocumentLinks({ files }: { files: readonly ListedFile[] }) {
  const { t } = useTranslation()
  return (
    <span className={styles.links}>
      {files.map(({ guid, title, mine }) => (
        <span key={guid}>
          <a href={buildHref('documents', guid)}>{title}</a>
          {mine && <span className={styles.mine}>{t('documents.mine')}</span>}
        </span>
      ))}
    </span>
  )
}
