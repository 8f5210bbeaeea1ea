/** A file that takes its time: how far it is, and a way out. */
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/store-client.ts'
import { Progress } from '../../ui/progress.tsx'

const ASK_EVERY_MS = 200

/**
 * One file at a time: what is pressed meanwhile does nothing. Its button is not disabled, which would take the keyboard away from whoever
 * pressed it. `job`: that of the file under way.
 */
export function useExportJob(): {
  job: string | null
  run: (work: (job: string) => Promise<void>) => Promise<void>
} {
  const [job, setJob] = useState<string | null>(null)
  const running = useRef(false)
  return {
    job,
    run: async (work) => {
      if (running.current) return
      running.current = true
      const id = crypto.randomUUID()
      setJob(id)
      await work(id).finally(() => {
        running.current = false
        setJob(null)
      })
    },
  }
}

export function ExportProgress({ job }: { job: string }) {
  const { t } = useTranslation()
  /** null: the shell prints, which does not say how far it is. */
  const [progress, setProgress] = useState<number | null>(null)
  useEffect(() => {
    const asking = setInterval(() => {
      // A store that was restarted ends the call itself.
      void call('export.progress', { job }).then(setProgress, () => setProgress(null))
    }, ASK_EVERY_MS)
    return () => clearInterval(asking)
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
