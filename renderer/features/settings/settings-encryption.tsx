/** Switches encryption on and off, changes its secrets and its key, and says after what time the notebook is locked. */
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type LockAfter, lockAfterChoices } from '../../../core/desktop.ts'
import { appKeys } from '../../../core/keys.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { rateStrength } from '../../lib/passphrase-strength.ts'
import { getLastingPreferences } from '../../lib/preferences.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { saveAll } from '../../lib/save-state.ts'
import { call } from '../../lib/store-client.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox, Select, TextField } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { getKeyLabel } from '../../ui/kbd.tsx'
import { Problem } from '../../ui/problem.tsx'
import { announce } from '../../ui/undo-bar.tsx'
import { CodeDialog, NewCodeDialog } from './recovery-code-dialogs.tsx'
import styles from './settings-encryption.module.css'

/** What the open dialog does: switches encryption on or off, or changes the passphrase, the recovery code or the key. */
type Task = 'on' | 'off' | 'change' | 'code' | 'key'

/** `isAskedFor` is true if a link led here. */
export function EncryptionSettings({ isAskedFor }: { isAskedFor: boolean }) {
  const { t } = useTranslation()
  const { data: status } = useStoreQuery('status.get', {})
  const [task, setTask] = useState<Task | null>(null)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!isAskedFor) return
    button.current?.scrollIntoView({ block: 'center' })
    button.current?.focus()
  }, [isAskedFor])
  if (!status) return null
  const isOn = status.encryption !== 'off'
  return (
    <>
      <p>{t(isOn ? 'encryption.isOn' : 'encryption.isOff')}</p>
      {status.encryption === 'unfinished' && <Problem text={t('encryption.unfinished')} isNew />}
      {isOn && <UnencryptedFiles />}
      {isOn ? (
        <>
          <LockTime />
          <KeychainChoice />
          <div className={styles.actions}>
            <Button onPress={() => void window.desktop.lock()}>{t('encryption.lockNow')}</Button>
            <Button onPress={() => setTask('change')}>{t('encryption.change')}</Button>
            <Button onPress={() => setTask('code')}>{t('encryption.newCode')}</Button>
            <Button onPress={() => setTask('key')}>{t('encryption.newKey')}</Button>
            <Button onPress={() => setTask('off')}>{t('encryption.switchOff')}</Button>
          </div>
          <p>
            {t(window.desktop.platform === 'linux' ? 'encryption.lockHintOnLinux' : 'encryption.lockHint', {
              key: getKeyLabel(appKeys.lock),
            })}
          </p>
        </>
      ) : (
        <Button ref={button} onPress={() => setTask('on')} isDisabled={status.readOnly}>
          {t('encryption.switchOn')}
        </Button>
      )}
      {task === 'on' && <SwitchOn onClose={() => setTask(null)} />}
      {task === 'off' && <SwitchOff onClose={() => setTask(null)} />}
      {task === 'change' && <ChangePassphrase onClose={() => setTask(null)} />}
      {task === 'code' && (
        <NewCodeDialog
          what="recovery-code"
          title={t('encryption.newCodeTitle')}
          hint={t('encryption.newCodeWhat')}
          action={t('encryption.newCodeConfirm')}
          onClose={() => setTask(null)}
          run={async (recoveryCode) => {
            await call('encryption.changeRecoveryCode', { recoveryCode })
            announce(t('encryption.newCodeDone'))
          }}
        />
      )}
      {task === 'key' && (
        <NewCodeDialog
          what="key"
          title={t('encryption.newKeyTitle')}
          hint={t('encryption.newKeyWhat')}
          action={t('encryption.newKeyConfirm')}
          onClose={() => setTask(null)}
          run={async (recoveryCode) => {
            await saveAll()
            await call('encryption.changeKey', { recoveryCode })
            announce(t('encryption.newKeyDone'))
          }}
        />
      )}
    </>
  )
}

/** Names the unencrypted files that encryption leaves as they are. Renders nothing if there are none. */
function UnencryptedFiles() {
  const { t, i18n } = useTranslation()
  const { data: status } = useStoreQuery('status.get', {})
  if (!status || status.setAside.length === 0) return null
  const folders = new Intl.ListFormat(i18n.language).format(status.setAside)
  return <Problem text={t('encryption.setAside', { folders })} />
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

/** Renders nothing if the system has no safe keychain. */
function KeychainChoice() {
  const { t } = useTranslation()
  const [state, setState] = useState<'unavailable' | 'off' | 'on'>('unavailable')
  const [problem, setProblem] = useState('')
  useEffect(() => void window.desktop.keychain().then(setState), [])
  if (state === 'unavailable') return null
  const change = async (isOn: boolean) => {
    setProblem('')
    try {
      await window.desktop.setKeychain(isOn)
    } catch (error) {
      setProblem(getErrorText(error))
    }
    setState(await window.desktop.keychain())
  }
  return (
    <>
      <Checkbox isSelected={state === 'on'} onChange={(isOn) => void change(isOn)}>
        {t('encryption.keychain')}
      </Checkbox>
      <p>{t('encryption.keychainHint')}</p>
      {problem && (
        <p role="alert" className={styles.failed}>
          {problem}
        </p>
      )}
    </>
  )
}

function SwitchOn({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [passphrase, setPassphrase] = useState<string | null>(null)
  const [code, setCode] = useState<string | null>(null)
  if (code === null) {
    return (
      <FormDialog
        cancel={t('encryption.cancel')}
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
        <NewPassphrase autoFocus onChange={setPassphrase} />
        <p>{t('encryption.notProtected')}</p>
      </FormDialog>
    )
  }
  return (
    <CodeDialog
      code={code}
      action={t('encryption.encrypt')}
      onClose={onClose}
      run={async (recoveryCode) => {
        await saveAll()
        await call('encryption.switchOn', { recoveryCode, preferences: getLastingPreferences() })
        await window.desktop.restart()
      }}
    >
      <p>{t('encryption.restarts')}</p>
      <UnencryptedFiles />
    </CodeDialog>
  )
}

function SwitchOff({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [secret, setSecret] = useState('')
  return (
    <FormDialog
      cancel={t('encryption.cancel')}
      title={t('encryption.switchOffTitle')}
      action={t('encryption.switchOffConfirm')}
      isReady={secret !== ''}
      onClose={onClose}
      run={async () => {
        await saveAll()
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
    </FormDialog>
  )
}

function ChangePassphrase({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [secret, setSecret] = useState('')
  const [passphrase, setPassphrase] = useState<string | null>(null)
  return (
    <FormDialog
      cancel={t('encryption.cancel')}
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
    </FormDialog>
  )
}

/** Two fields for a new passphrase; `onChange` gets null until both fields have the same text. */
function NewPassphrase({
  autoFocus = false,
  onChange,
}: {
  autoFocus?: boolean
  onChange: (passphrase: string | null) => void
}) {
  const { t } = useTranslation()
  const [first, setFirst] = useState('')
  const [second, setSecond] = useState('')
  const change = (newFirst: string, newSecond: string) => {
    setFirst(newFirst)
    setSecond(newSecond)
    onChange(newFirst !== '' && newFirst === newSecond ? newFirst : null)
  }
  return (
    <>
      <TextField
        type="password"
        label={t('encryption.newPassphrase')}
        description={t(`encryption.strength.${first === '' ? 'none' : rateStrength(first)}`)}
        value={first}
        onChange={(text) => change(text, second)}
        autoComplete="new-password"
        autoFocus={autoFocus}
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
