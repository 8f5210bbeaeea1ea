/** Hides all text while the notebook is being locked, until main closes the window. Stays if some text cannot be saved. */
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { createStore } from '../lib/create-store.ts'
import { getErrorText } from '../lib/error-text.ts'
import { focusMain } from '../lib/restore-focus.ts'
import { useSaveState } from '../lib/save-state.ts'
import { Button } from '../ui/button.tsx'
import styles from './lock-cover.module.css'

const covered = createStore(false)

export const coverWindow = () => covered.set(true)

export function LockCover() {
  const { t } = useTranslation()
  const isCovered = covered.use()
  const state = useSaveState()
  const isSaved = state.kind === 'saved'
  useEffect(() => {
    document.documentElement.toggleAttribute('data-covered', isCovered)
  }, [isCovered])
  // The main process locks the notebook if everything is saved in time. Otherwise this window asks for it once everything is saved.
  useEffect(() => {
    if (isCovered && isSaved) void window.desktop.lock()
  }, [isCovered, isSaved])
  const cover = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (isCovered) cover.current?.focus()
  }, [isCovered])
  if (!isCovered) return null
  const showText = () => {
    covered.set(false)
    focusMain('editor')
  }
  return (
    <div
      ref={cover}
      tabIndex={-1}
      // Stays usable if a dialog of React Aria is open.
      data-react-aria-top-layer
      className={styles.cover}
      role="alertdialog"
      aria-label={t('encryption.locking')}
    >
      <h1>{t('encryption.locking')}</h1>
      {state.kind === 'failed' && (
        <>
          <p>{t('encryption.cannotLock', { reason: getErrorText(state.error) })}</p>
          <Button autoFocus onPress={showText}>
            {t('encryption.showText')}
          </Button>
        </>
      )}
    </div>
  )
}
