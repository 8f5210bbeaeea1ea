/** Shows the progress of a long export, which can be cancelled. */
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/store-client.ts'
import { Progress } from '../../ui/progress.tsx'

const POLL_INTERVAL_MS = 200

/**
 * Runs one export at a time and ignores further presses. The button is not disabled, because it would lose the focus.
 * `job` is the id of the current export, or null.
 */
export function useExportJob(): {
  job: string | null
  run: (work: (job: string) => Promise<void>) => Promise<void>
} {
  const [job, setJob] = useState<string | null>(null)
  const isRunning = useRef(false)
  return {
    job,
    run: async (work) => {
      if (isRunning.current) return
      isRunning.current = true
      const id = crypto.randomUUID()
      setJob(id)
      await work(id).finally(() => {
        isRunning.current = false
        setJob(null)
      })
    },
  }
}

export function ExportProgress({ job }: { job: string }) {
  const { t } = useTranslation()
  /** null while the shell prints, which reports no progress. */
  const [progress, setProgress] = useState<number | null>(null)
  useEffect(() => {
    const timer = setInterval(() => {
      // If the store restarts, the export's own call fails, so ignore the error here.
      void call('export.progress', { job }).then(setProgress, () => setProgress(null))
    }, POLL_INTERVAL_MS)
    return () => clearInterval(timer)
  }, [job])
  const cancel = () => {
    void window.desktop.cancelPrint(job)
    void call('export.cancel', { job })
  }
  return (
    <Progress
      label={t('export.working')}
      value={progress}
      cancel={{ label: t('export.cancel'), run: cancel }}
    />
  )
}
