/** Dialogs that show a new recovery code once, and continue when the delegate has typed it from their copy. */
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { call } from '../../lib/store-client.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { printRecoveryCode } from './print-recovery-code.ts'
import styles from './settings-encryption.module.css'

/** Shows the code. `run` gets what was typed, which the store compares. */
export function CodeDialog({
  code,
  action,
  run,
  onClose,
  children,
}: {
  code: string
  action: string
  run: (typed: string) => Promise<void>
  onClose: () => void
  children?: ReactNode
}) {
  const { t } = useTranslation()
  const [typed, setTyped] = useState('')
  return (
    <FormDialog
      cancel={t('encryption.cancel')}
      title={t('encryption.codeTitle')}
      action={action}
      isReady={typed.trim() !== ''}
      onClose={onClose}
      run={() => run(typed)}
    >
      <p>{t('encryption.codeWhat')}</p>
      <p className={styles.code} data-testid="recovery-code">
        {code}
      </p>
      <Button onPress={() => void printRecoveryCode(code, t)}>{t('encryption.print')}</Button>
      <TextField label={t('encryption.typeCode')} value={typed} onChange={setTyped} autoComplete="off" />
      {children}
    </FormDialog>
  )
}

/**
 * Asks for the passphrase, then for the new recovery code. `what`: whether only the code is new, or the key too. Closes itself when `run`
 * is done.
 */
export function NewCodeDialog({
  what,
  title,
  hint,
  action,
  run,
  onClose,
}: {
  what: 'recovery-code' | 'key'
  title: string
  hint: string
  action: string
  run: (typed: string) => Promise<void>
  onClose: () => void
}) {
  const { t } = useTranslation()
  const [secret, setSecret] = useState('')
  const [code, setCode] = useState<string | null>(null)
  if (code !== null) {
    return (
      <CodeDialog
        code={code}
        action={action}
        onClose={onClose}
        run={async (typed) => {
          await run(typed)
          onClose()
        }}
      />
    )
  }
  return (
    <FormDialog
      cancel={t('encryption.cancel')}
      title={title}
      action={t('encryption.next')}
      isReady={secret !== ''}
      onClose={onClose}
      run={async () => {
        const { recoveryCode } = await call('encryption.prepareNew', { what, secret })
        setCode(recoveryCode)
      }}
    >
      <p>{hint}</p>
      <TextField
        type="password"
        label={t(what === 'key' ? 'encryption.passphrase' : 'encryption.passphraseOrCode')}
        value={secret}
        onChange={setSecret}
        autoFocus
      />
    </FormDialog>
  )
}
