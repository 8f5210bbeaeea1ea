/** Shows the progress of importing a large programme, which can be cancelled. */
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Grant } from '../../../core/desktop.ts'
import { call } from '../../lib/store-client.ts'
import { Progress } from '../../ui/progress.tsx'
import styles from './import-dialog.module.css'

const POLL_INTERVAL_MS = 200

export function ImportProgress({ file, onCancel }: { file: Grant; onCancel: () => void }) {
  const { t } = useTranslation()
  const [progress, setProgress] = useState<number | null>(null)
  useEffect(() => {
    const timer = setInterval(() => {
      // If the store restarts, the import itself reports the failure.
      void call('import.progress', { grant: file.token }).then(setProgress, () => setProgress(null))
    }, POLL_INTERVAL_MS)
    return () => clearInterval(timer)
  }, [file])
  return (
    <div className={styles.writing}>
      <Progress
        label={t('import.writing')}
        value={progress}
        cancel={{ label: t('import.cancelWriting'), run: onCancel, takesFocus: true }}
      />
    </div>
  )
}
