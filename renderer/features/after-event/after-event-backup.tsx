/** Saves a copy of the whole notebook in a place that the delegate chooses, before anything is deleted. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { getErrorText } from '../../lib/error-text.ts'
import { buildHref } from '../../lib/router.ts'
import { saveAll } from '../../lib/save-state.ts'
import { call } from '../../lib/store-client.ts'
import { Button } from '../../ui/button.tsx'
import { announce } from '../../ui/undo-bar.tsx'
import { useConference } from '../sessions/index.ts'
import styles from './after-event.module.css'

export function AfterEventBackup() {
  const { t } = useTranslation()
  const { slug, title } = useConference()
  const [busy, setBusy] = useState(false)
  const [saved, setSaved] = useState<string | null>(null)
  const backUp = async () => {
    const grant = await window.desktop.chooseSave(`${t('afterEvent.backupName', { title })}.db`, [
      { name: t('afterEvent.database'), extensions: ['db'] },
    ])
    if (!grant) return
    setBusy(true)
    try {
      // Save unsaved text first, so that the copy contains it.
      await saveAll()
      await call('afterEvent.backUp', { conference: slug, grant: grant.token })
      setSaved(grant.name)
    } catch (error) {
      announce(t('export.failed', { name: grant.name, reason: getErrorText(error) }))
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      <p>{t('afterEvent.backupHint')}</p>
      <p>
        {t(window.desktop.isEncrypted ? 'afterEvent.backupEncrypted' : 'afterEvent.backupOpen')}{' '}
        <a href={buildHref('sharing')}>{t('afterEvent.toSharing')}</a>
      </p>
      <Button isPending={busy} onPress={() => void backUp()}>
        {t('afterEvent.backUp')}
      </Button>
      {saved && (
        <p role="status" className={styles.summary}>
          {t('afterEvent.backedUp', { name: saved })}
        </p>
      )}
    </>
  )
}
