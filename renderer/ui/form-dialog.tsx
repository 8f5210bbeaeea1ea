import { type FormEvent, type ReactNode, useId, useState } from 'react'
import { getErrorText } from '../lib/error-text.ts'
import { Button } from './button.tsx'
import { Dialog } from './dialog.tsx'
import styles from './form-dialog.module.css'
import { Progress } from './progress.tsx'

/** A dialog with a form. It stays open while `run` works, and shows the reason if it fails. */
export function FormDialog({
  role = 'dialog',
  size = 'small',
  title,
  action,
  cancel,
  workingText,
  isReady = true,
  run,
  onClose,
  children,
}: {
  /** alertdialog for questions and warnings, in which Cancel has the focus. */
  role?: 'alertdialog' | 'dialog'
  size?: 'small' | 'large'
  title: string
  /** Labels of the two buttons. */
  action: string
  cancel: string
  /** What is shown while long work runs. */
  workingText?: string
  isReady?: boolean
  run: () => Promise<void>
  onClose: () => void
  children: ReactNode
}) {
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
      setProblem(getErrorText(error))
    } finally {
      setPending(false)
    }
  }
  return (
    <Dialog
      role={role}
      size={size}
      title={title}
      {...(isPending ? {} : { onClose })}
      actions={
        <>
          <Button autoFocus={role === 'alertdialog'} isPending={isPending} onPress={onClose}>
            {cancel}
          </Button>
          <Button type="submit" form={form} variant="primary" isPending={isPending} isDisabled={!isReady}>
            {action}
          </Button>
        </>
      }
    >
      <form id={form} className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
        {children}
        {isPending && workingText && <Progress label={workingText} value={null} />}
        <p role="alert" className={styles.failed}>
          {problem}
        </p>
      </form>
    </Dialog>
  )
}
