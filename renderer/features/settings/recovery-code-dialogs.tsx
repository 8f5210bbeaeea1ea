/** Dialogs that show a new recovery code once, and go on when the delegate has typed it from their copy. */
import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { errorText } from '../../lib/error-text.ts'
import { call } from '../../lib/store-client.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { printRecoveryCode } from './print-recovery-code.ts'
import styles from './settings-encryption.module.css'

/** A dialog with a form that shows why the store refused it. */
export function TaskDialog({
  title,
  action,
  run,
  onClose,
  isReady,
  children,
}: {
  title: string
  action: string
  run: () => Promise<void>
  onClose: () => void
  isReady: boolean
  children: ReactNode
}) {
  const { t } = useTranslation()
  const form = useId()
  const [isPending, setPending] = useState(false)
  const [problem, setProblem] = useState('')
  const submit = async (event: FormEvent) => {
    event.preventDefault()
    if (!isReady || isPending) return
    setPending(true)
    setProblem('')
    try {
      await run()
    } catch (error) {
      setProblem(errorText(error))
    } finally {
      setPending(false)
    }
  }
  return (
    <Dialog
      role="dialog"
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('encryption.cancel')}</Button>
          <Button type="submit" form={form} variant="primary" isPending={isPending} isDisabled={!isReady}>
            {action}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
        {children}
        <p role="alert" className={styles.failed}>
          {problem}
        </p>
      </form>
    </Dialog>
  )
}

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
    <TaskDialog
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
    </TaskDialog>
  )
}

/** Asks for the passphrase, then for the new recovery code, of another key or of the same one. Closes itself when `run` is done. */
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
    <TaskDialog
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
    </TaskDialog>
  )
}
