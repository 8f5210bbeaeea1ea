/** Lists the files that were saved, and says for each whether it has been read back and checked. */
import { Check } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Grant } from '../../../core/desktop.ts'
import type { AfterEventState } from '../../../db/contract/index.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { buildHref } from '../../lib/router.ts'
import { call, StoreError } from '../../lib/store-client.ts'
import { useSystemFormat } from '../../lib/system-format.ts'
import { Button } from '../../ui/button.tsx'
import { useConference } from '../sessions/index.ts'
import styles from './after-event.module.css'

export function AfterEventFiles({ state: { sent, unsaved } }: { state: AfterEventState }) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const { formatMoment } = useSystemFormat()
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string | null>(null)
  const hasFolder = sent.some(({ format }) => format === 'md-folder')
  const chooseFile = () => window.desktop.chooseOpen([{ name: t('afterEvent.anyFile'), extensions: ['*'] }])
  const check = async (choose: () => Promise<Grant | null>) => {
    const grant = await choose()
    if (!grant) return
    setBusy(true)
    setProblem(null)
    try {
      await call('afterEvent.verify', { conference: slug, grant: grant.token })
    } catch (error) {
      if (!(error instanceof StoreError)) throw error
      const { name } = grant
      if (error.code === 'not-found') setProblem(t('afterEvent.notOnRecord', { name }))
      else if (error.code === 'bad-file') setProblem(t('afterEvent.notReadable', { name }))
      else setProblem(getErrorText(error))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <p>{t('afterEvent.filesHint')}</p>
      {sent.length === 0 ? (
        <p>
          {t('afterEvent.noFiles')} <a href={buildHref('export')}>{t('afterEvent.toExport')}</a>
        </p>
      ) : (
        <ul className={styles.files} aria-label={t('afterEvent.steps.files')}>
          {sent.map(({ id, fileName, at, verifiedAt }) => (
            <li key={id}>
              <span className={styles.name}>{fileName}</span>
              <span>{formatMoment(at)}</span>
              <span className={styles.state} data-verified={verifiedAt !== null}>
                {verifiedAt === null ? (
                  t('afterEvent.unchecked')
                ) : (
                  <>
                    <Check aria-hidden />
                    {t('afterEvent.checked')}
                  </>
                )}
              </span>
            </li>
          ))}
        </ul>
      )}
      {unsaved.notes > 0 && sent.some(({ verifiedAt }) => verifiedAt !== null) && (
        <p className={styles.warning}>
          {t('afterEvent.incomplete')} <a href={buildHref('export')}>{t('afterEvent.toExport')}</a>
        </p>
      )}
      {problem && (
        <p role="alert" className={styles.warning}>
          {problem}
        </p>
      )}
      {sent.length > 0 && (
        <div className={styles.buttons}>
          <Button isPending={busy} onPress={() => void check(chooseFile)}>
            {t('afterEvent.check')}
          </Button>
          {hasFolder && (
            <Button isPending={busy} onPress={() => void check(() => window.desktop.chooseFolder())}>
              {t('afterEvent.checkFolder')}
            </Button>
          )}
        </div>
      )}
    </>
  )
}
