/**
 * Messages above the status line: reminders until they are dismissed, and actions that can be undone. The screen shrinks for them,
 * so that they cover nothing.
 */
import { Suspense, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { loadReminderBanner } from '../features/reminders/index.ts'
import { createLazyComponent } from '../lib/lazy-component.ts'
import { useStoreQuery } from '../lib/queries.ts'
import { LiveRegion } from '../ui/live-region.tsx'
import { announce, UndoBar } from '../ui/undo-bar.tsx'
import styles from './toasts.module.css'

const ReminderBanner = createLazyComponent(loadReminderBanner)

/** `isLocked`: the locked page shows the reminders itself. */
export function Toasts({ isLocked = false }: { isLocked?: boolean }) {
  useMissingChangesWarning()
  useUnencryptedFilesWarning()
  return (
    // The attribute keeps messages readable and usable while a dialog of React Aria is open.
    <div className={styles.toasts} data-region data-react-aria-top-layer>
      {!isLocked && (
        <Suspense>
          <ReminderBanner />
        </Suspense>
      )}
      <UndoBar />
      <LiveRegion />
    </div>
  )
}

/** Warns at the start that the last changes may be missing; the settings keep showing the warning. */
function useMissingChangesWarning(): void {
  const { t } = useTranslation()
  const { data: status } = useStoreQuery('status.get', {})
  const folder = status?.keptLog
  useEffect(() => {
    if (!folder) return
    announce(t('settings.keptLog', { folder }), {
      label: t('recovery.showFolder'),
      run: () => void window.desktop.showDataFolder(),
    })
  }, [folder, t])
}

/** Warns after unlocking that the folder of the encrypted notebook contains unencrypted files; the settings keep showing the warning. */
function useUnencryptedFilesWarning(): void {
  const { t, i18n } = useTranslation()
  const { data: status } = useStoreQuery('status.get', {})
  const isEncrypted = status !== undefined && status.encryption !== 'off'
  const folders = isEncrypted ? new Intl.ListFormat(i18n.language).format(status.setAside) : ''
  useEffect(() => {
    if (folders === '') return
    announce(t('encryption.setAside', { folders }), {
      label: t('recovery.showFolder'),
      run: () => void window.desktop.showDataFolder(),
    })
  }, [folders, t])
}
