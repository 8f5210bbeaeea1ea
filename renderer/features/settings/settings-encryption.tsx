/** Switches encryption on and off, changes the passphrase, and says after what time the notebook is locked. */
import { TriangleAlert } from 'lucide-react'
import { type FormEvent, type ReactNode, useEffect, useId, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type LockAfter, lockAfterChoices } from '../../../core/desktop.ts'
import { appKeys } from '../../../core/keys.ts'
import { errorText } from '../../lib/error-text.ts'
import { getLastingPreferences } from '../../lib/preferences.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { flushAll } from '../../lib/save-state.ts'
import { call } from '../../lib/store-client.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Select, TextField } from '../../ui/field.tsx'
import { keyLabel } from '../../ui/kbd.tsx'
import { announce } from '../../ui/undo-bar.tsx'
import { estimateStrength } from './passphrase-strength.ts'
import { printRecoveryCode } from './print-recovery-code.ts'
import styles from './settings-encryption.module.css'

type Task = 'on' | 'off' | 'change'

/** `isAskedFor` is true if a link led here. */
export function EncryptionSettings({ isAskedFor }: { isAskedFor: boolean }) {
  const { t } = useTranslation()
  const { data: status } = useStoreQuery('status.get', {})
  const [task, setTask] = useState<Task | null>(null)
  const top = useRef<HTMLParagraphElement>(null)
  useEffect(() => {
    if (isAskedFor) top.current?.scrollIntoView({ block: 'center' })
  }, [isAskedFor])
  if (!status) return null
  const isOn = status.encryption !== 'off'
  return (
    <>
      <p ref={top}>{t(isOn ? 'encryption.isOn' : 'encryption.isOff')}</p>
      {status.encryption === 'unfinished' && (
        <p role="alert" className={styles.problem}>
          <TriangleAlert aria-hidden />
          {t('encryption.unfinished')}
        </p>
      )}
      {isOn ? (
        <>
          <LockTime />
          <div className={styles.actions}>
            <Button onPress={() => void window.desktop.lock()}>{t('encryption.lockNow')}</Button>
            <Button onPress={() => setTask('change')}>{t('encryption.change')}</Button>
            <Button onPress={() => setTask('off')}>{t('encryption.switchOff')}</Button>
          </div>
          <p>
            {t(window.desktop.platform === 'linux' ? 'encryption.lockHintOnLinux' : 'encryption.lockHint', {
              key: keyLabel(appKeys.lock),
            })}
          </p>
        </>
      ) : (
        <Button onPress={() => setTask('on')} isDisabled={status.readOnly}>
          {t('encryption.switchOn')}
        </Button>
      )}
      {task === 'on' && <SwitchOn onClose={() => setTask(null)} />}
      {task === 'off' && <SwitchOff onClose={() => setTask(null)} />}
      {task === 'change' && <ChangePassphrase onClose={() => setTask(null)} />}
    </>
  )
}

function LockTime() {
  const { t } = useTranslation()
  const [minutes, setMinutes] = useState<LockAfter>()
  useEffect(() => void window.desktop.lockAfter().then(setMinutes), [])
  if (minutes === undefined) return null
  return (
    <div className={styles.choice}>
      <Select
        label={t('encryption.lockAfter')}
        options={lockAfterChoices.map((choice) => ({
          id: String(choice),
          label: choice === null ? t('encryption.never') : t('encryption.minutes', { count: choice }),
        }))}
        value={String(minutes)}
        onChange={(id) => {
          const chosen = lockAfterChoices.find((choice) => String(choice) === id) ?? null
          setMinutes(chosen)
          void window.desktop.setLockAfter(chosen)
        }}
      />
    </div>
  )
}

/** A dialog with a form that shows why the store refused it. */
function TaskDialog({
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

function SwitchOn({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [passphrase, setPassphrase] = useState<string | null>(null)
  const [code, setCode] = useState<string | null>(null)
  const [typed, setTyped] = useState('')
  if (code === null) {
    return (
      <TaskDialog
        title={t('encryption.switchOnTitle')}
        action={t('encryption.next')}
        isReady={passphrase !== null}
        onClose={onClose}
        run={async () => {
          const { recoveryCode } = await call('encryption.prepare', { passphrase: passphrase ?? '' })
          setCode(recoveryCode)
        }}
      >
        <p>{t('encryption.what')}</p>
        <NewPassphrase onChange={setPassphrase} />
        <p>{t('encryption.notProtected')}</p>
      </TaskDialog>
    )
  }
  return (
    <TaskDialog
      title={t('encryption.codeTitle')}
      action={t('encryption.encrypt')}
      isReady={typed.trim() !== ''}
      onClose={onClose}
      run={async () => {
        if (!(await flushAll())) return announce(t('encryption.unsaved'))
        await call('encryption.switchOn', { recoveryCode: typed, preferences: getLastingPreferences() })
        await window.desktop.restart()
      }}
    >
      <p>{t('encryption.codeWhat')}</p>
      <p className={styles.code} data-testid="recovery-code">
        {code}
      </p>
      <Button onPress={() => void printRecoveryCode(code, t)}>{t('encryption.print')}</Button>
      <TextField label={t('encryption.typeCode')} value={typed} onChange={setTyped} autoComplete="off" />
      <p>{t('encryption.restarts')}</p>
    </TaskDialog>
  )
}

function SwitchOff({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [secret, setSecret] = useState('')
  return (
    <TaskDialog
      title={t('encryption.switchOffTitle')}
      action={t('encryption.switchOffConfirm')}
      isReady={secret !== ''}
      onClose={onClose}
      run={async () => {
        if (!(await flushAll())) return announce(t('encryption.unsaved'))
        await call('encryption.switchOff', { secret })
        await window.desktop.restart()
      }}
    >
      <p>{t('encryption.switchOffWhat')}</p>
      <TextField
        type="password"
        label={t('encryption.passphraseOrCode')}
        value={secret}
        onChange={setSecret}
        autoFocus
      />
    </TaskDialog>
  )
}

function ChangePassphrase({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [secret, setSecret] = useState('')
  const [passphrase, setPassphrase] = useState<string | null>(null)
  return (
    <TaskDialog
      title={t('encryption.changeTitle')}
      action={t('encryption.changeConfirm')}
      isReady={secret !== '' && passphrase !== null}
      onClose={onClose}
      run={async () => {
        await call('encryption.changePassphrase', { secret, passphrase: passphrase ?? '' })
        announce(t('encryption.changed'))
        onClose()
      }}
    >
      <p>{t('encryption.changeWhat')}</p>
      <TextField
        type="password"
        label={t('encryption.passphraseOrCode')}
        value={secret}
        onChange={setSecret}
        autoFocus
      />
      <NewPassphrase onChange={setPassphrase} />
    </TaskDialog>
  )
}

/** Two fields for a new passphrase; `onChange` gets null until both have the same one. */
function NewPassphrase({ onChange }: { onChange: (passphrase: string | null) => void }) {
  const { t } = useTranslation()
  const [first, setFirst] = useState('')
  const [second, setSecond] = useState('')
  const change = (one: string, other: string) => {
    setFirst(one)
    setSecond(other)
    onChange(one !== '' && one === other ? one : null)
  }
  return (
    <>
      <TextField
        type="password"
        label={t('encryption.newPassphrase')}
        description={t(`encryption.strength.${estimateStrength(first)}`)}
        value={first}
        onChange={(text) => change(text, second)}
        autoComplete="new-password"
      />
      <TextField
        type="password"
        label={t('encryption.again')}
        value={second}
        onChange={(text) => change(first, text)}
        autoComplete="new-password"
        {...(second !== '' && !first.startsWith(second) ? { error: t('encryption.differs') } : {})}
      />
    </>
  )
}
