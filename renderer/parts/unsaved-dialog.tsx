/** The window is about to close: everything is saved first. What cannot be saved keeps the window open and can be copied. */
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { errorText } from './error-text.ts'
import { flushAll, unsavedText, useSaveState } from './save-state.ts'

export function UnsavedDialog() {
  const { t } = useTranslation()
  const [open, setOpen] = useState(false)
  const [copied, setCopied] = useState(false)
  const state = useSaveState()
  useEffect(() => {
    window.desktop.onFlush(async () => {
      const saved = await flushAll()
      setCopied(false)
      setOpen(!saved)
      return saved
    })
  }, [])
  // Saved meanwhile, by itself or by "Try again": the close that was asked for goes on.
  useEffect(() => {
    if (!open || state.kind !== 'saved') return
    setOpen(false)
    void window.desktop.close()
  }, [open, state.kind])
  if (!open) return null
  return (
    <Dialog
      title={t('unsaved.title')}
      onClose={() => setOpen(false)}
      actions={
        <>
          <Button variant="quiet" onPress={() => void window.desktop.discardAndClose()} isDisabled={!copied}>
            {t('unsaved.discard')}
          </Button>
          <Button
            onPress={() => {
              void window.desktop.copy(unsavedText()).then(() => setCopied(true))
            }}
          >
            {copied ? t('unsaved.copied') : t('unsaved.copy')}
          </Button>
          <Button variant="primary" onPress={() => void flushAll()}>
            {t('unsaved.retry')}
          </Button>
        </>
      }
    >
      <p>{state.kind === 'failed' ? errorText(state.error) : t('unsaved.notYet')}</p>
      <p>{t('unsaved.hint')}</p>
    </Dialog>
  )
}
