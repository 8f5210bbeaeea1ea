import { useTranslation } from 'react-i18next'
import { Progress } from '../../ui/progress.tsx'
import styles from './reading-notes-progress.module.css'

/** Shown below the list while it is incomplete, because the store is still reading notes that an older version saved. */
export function ReadingNotesProgress({ read, notes }: { read: number; notes: number }) {
  const { t } = useTranslation()
  return (
    <div className={styles.unread}>
      <Progress label={t('actions.reading', { read, notes })} value={read / notes} />
    </div>
  )
}
