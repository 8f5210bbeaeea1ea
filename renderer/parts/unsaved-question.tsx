import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { errorText } from './error-text.ts'
import { flushAll, unsavedText, useSaveState } from './save-state.ts'

/** What to do with text that could not be saved. */
export function UnsavedQuestion({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [copied, setCopied] = useState(false)
  const state = useSaveState()
  return (
    <Dialog
      title={t('unsaved.title')}
      onClose={onClose}
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
