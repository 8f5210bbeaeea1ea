/** A file that takes its time: how far it is, and a way out. */
import { useEffect, useState } from 'react'
import { ProgressBar } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import { call } from '../store.ts'
import { Button } from '../ui/button.tsx'
import styles from './export-progress.module.css'

/** Most files are there before anybody would read a progress. */
const PATIENCE_MS = 1_000
const ASK_EVERY_MS = 200

/** One file at a time. `job`: that of the file under way. */
export function useExportJob(): {
  job: string | null
  run: (work: (job: string) => Promise<void>) => Promise<void>
} {
  const [job, setJob] = useState<string | null>(null)
  return {
    job,
    run: async (work) => {
      const id = crypto.randomUUID()
      setJob(id)
      await work(id).finally(() => setJob(null))
    },
  }
}

export function ExportProgress({ job }: { job: string }) {
  const { t } = useTranslation()
  const [shown, setShown] = useState(false)
  /** null: the shell prints, which does not say how far it is. */
  const [progress, setProgress] = useState<number | null>(null)
  useEffect(() => {
    const patience = setTimeout(() => setShown(true), PATIENCE_MS)
    const asking = setInterval(() => {
      // A store that was restarted ends the call itself.
      void call('export.progress', { job }).then(setProgress, () => setProgress(null))
    }, ASK_EVERY_MS)
    return () => {
      clearTimeout(patience)
      clearInterval(asking)
    }
  }, [job])
  if (!shown) return <p>{t('export.working')}</p>
  return (
    <div className={styles.progress}>
      <ProgressBar
        aria-label={t('export.working')}
        isIndeterminate={progress === null}
        value={(progress ?? 0) * 100}
        className={styles.bar ?? ''}
      >
        {({ percentage }) => (
          <>
            <span>
              {t('export.working')}
              {progress !== null && ` · ${Math.round(percentage ?? 0)} %`}
            </span>
            <span className={styles.track}>
              <span
                className={progress === null ? styles.unknown : styles.done}
                style={{ inlineSize: progress === null ? undefined : `${percentage}%` }}
              />
            </span>
          </>
        )}
      </ProgressBar>
      <Button
        onPress={() => {
          void window.desktop.cancelPrint(job)
          void call('export.cancel', { job })
        }}
      >
        {t('export.cancel')}
      </Button>
    </div>
  )
}
