/** Versions, licences, and the report for support. */
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ThirdParty } from '../../../core/third-party.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { call } from '../../lib/store-client.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { announce } from '../../ui/undo-bar.tsx'
import styles from './settings-about.module.css'
import { writeSupportReport } from './support-report.ts'

export function About() {
  const { t } = useTranslation()
  const { data: status } = useStoreQuery('status.get', {})
  const [shown, setShown] = useState<'licences' | 'report' | null>(null)
  const { app, electron, chrome, node } = window.desktop.versions
  const facts = [
    ['Rapporteur', app],
    ['Electron', electron],
    ['Chromium', chrome],
    ['Node.js', node],
    ['SQLite', status?.sqlite ?? ''],
  ]
  const close = () => setShown(null)
  return (
    <>
      <dl className={styles.facts}>
        {facts.map(([name, version]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{version}</dd>
          </div>
        ))}
      </dl>
      {!window.desktop.isSandboxed && <p className={styles.warning}>{t('settings.noSandbox')}</p>}
      <p>{t('settings.licence')}</p>
      <div className={styles.actions}>
        <Button onPress={() => setShown('licences')}>{t('settings.licences')}</Button>
        <Button onPress={() => setShown('report')}>{t('settings.supportReport')}</Button>
      </div>
      {shown === 'licences' && <Licences onClose={close} />}
      {shown === 'report' && <SupportReport onClose={close} />}
    </>
  )
}

function Licences({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { data, error } = useQuery({
    queryKey: ['licences'],
    queryFn: async (): Promise<ThirdParty[]> => (await fetch('licences.json')).json(),
  })
  return (
    <Dialog
      role="dialog"
      size="large"
      title={t('settings.licencesTitle')}
      onClose={onClose}
      actions={
        <Button variant="primary" autoFocus onPress={onClose}>
          {t('app.close')}
        </Button>
      }
    >
      <p>{t('settings.licencesHint')}</p>
      {error && <p role="alert">{getErrorText(error)}</p>}
      <div className={styles.licences}>
        {data?.map(({ name, version, licence, text }) => (
          <details key={name}>
            <summary>
              {name} {version}
              <span>{licence}</span>
            </summary>
            <pre className={styles.text}>{text}</pre>
          </details>
        ))}
      </div>
    </Dialog>
  )
}

function SupportReport({ onClose }: { onClose: () => void }) {
  const { t, i18n } = useTranslation()
  const { data: status } = useStoreQuery('status.get', {})
  const { data: facts } = useStoreQuery('support.facts', {})
  const report = writeSupportReport({
    desktop: window.desktop,
    status,
    facts,
    language: i18n.language,
    window: { width: innerWidth, height: innerHeight, scale: devicePixelRatio },
  })
  const save = async () => {
    const grant = await window.desktop.chooseSave(`${t('settings.supportName')}.txt`, [
      { name: t('settings.supportText'), extensions: ['txt'] },
    ])
    if (!grant) return
    try {
      await call('recovery.saveText', { grant: grant.token, text: report })
      announce(t('settings.supportSaved', { name: grant.name }))
      onClose()
    } catch (error) {
      announce(t('settings.supportFailed', { name: grant.name, reason: getErrorText(error) }))
    }
  }
  return (
    <Dialog
      role="dialog"
      size="large"
      title={t('settings.supportTitle')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('settings.restoreCancel')}</Button>
          <Button variant="primary" autoFocus onPress={() => void save()}>
            {t('settings.supportSave')}
          </Button>
        </>
      }
    >
      <p>{t('settings.supportHint')}</p>
      <pre className={styles.text}>{report}</pre>
    </Dialog>
  )
}
