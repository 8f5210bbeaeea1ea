/** Recovers from a notebook or a backup anywhere, for example on a memory stick. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Grant } from '../../core/desktop.ts'
import { getErrorText } from '../lib/error-text.ts'
import { useStoreMutation } from '../lib/mutations.ts'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { FormDialog } from '../ui/form-dialog.tsx'
import { announce } from '../ui/undo-bar.tsx'
import styles from './recovery.module.css'

export function RecoverFromFile() {
  const { t } = useTranslation()
  const { mutateAsync, isPending, error, reset } = useStoreMutation('recovery.chooseFile')
  /** The chosen file, if it needs a passphrase. */
  const [lockedFile, setLockedFile] = useState<Grant | null>(null)
  const [secret, setSecret] = useState('')
  const recover = async ({ token, name }: Grant, typed: { secret?: string } = {}) => {
    const { isLogIncomplete } = await mutateAsync({ grant: token, ...typed })
    announce(t(isLogIncomplete ? 'settings.moveWithoutLog' : 'settings.moveOpened', { name }))
  }
  const choose = async () => {
    const grant = await window.desktop.chooseOpen([{ name: t('afterEvent.database'), extensions: ['db'] }])
    if (!grant) return
    await recover(grant).catch((reason) => {
      setSecret('')
      if (reason.code === 'locked') setLockedFile(grant)
    })
  }
  return (
    <>
      <Button isPending={isPending} onPress={() => void choose()}>
        {t('settings.moveOpen')}
      </Button>
      <p role="alert" className={styles.failed}>
        {error && !lockedFile && t('recovery.failed', { reason: getErrorText(error) })}
      </p>
      {lockedFile && (
        <FormDialog
          title={t('settings.moveTitle')}
          action={t('encryption.unlock')}
          cancel={t('settings.restoreCancel')}
          isReady={secret !== ''}
          run={() => recover(lockedFile, { secret })}
          onClose={() => {
            reset()
            setLockedFile(null)
          }}
        >
          <TextField
            autoFocus
            type="password"
            label={t('encryption.passphraseOrCode')}
            value={secret}
            onChange={setSecret}
          />
        </FormDialog>
      )}
    </>
  )
}
