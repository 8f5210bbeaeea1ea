/** Saves the whole notebook as one checked file for another computer, and opens such a file in place of the notebook. */
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Grant } from '../../../core/desktop.ts'
import type { FileComparison } from '../../../db/contract/index.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { flushAll } from '../../lib/save-state.ts'
import { call } from '../../lib/store-client.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { announce } from '../../ui/undo-bar.tsx'
import { Comparison, useRestore } from './settings-backups.tsx'
import styles from './settings-move.module.css'

/** `isAskedFor` is true if the menu opened this. */
export function MoveNotebook({ isAskedFor }: { isAskedFor: boolean }) {
  const { t } = useTranslation()
  const [isSaving, setSaving] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    if (!isAskedFor) return
    button.current?.scrollIntoView({ block: 'center' })
    button.current?.focus()
  }, [isAskedFor])

  const save = async () => {
    // Save unsaved text first, so that the file contains it.
    if (!(await flushAll())) return announce(t('settings.moveUnsaved'))
    const grant = await window.desktop.chooseSave(`${t('settings.moveName')}.db`, [
      { name: t('afterEvent.database'), extensions: ['db'] },
    ])
    if (!grant) return
    setSaving(true)
    try {
      await call('backups.copy', { grant: grant.token })
      announce(t('settings.moveSaved', { name: grant.name }))
    } catch (error) {
      announce(t('settings.moveFailed', { name: grant.name, reason: getErrorText(error) }))
    } finally {
      setSaving(false)
    }
  }
  return (
    <>
      <p>{t('settings.moveHint')}</p>
      {window.desktop.isEncrypted && <p>{t('encryption.moveBoth')}</p>}
      <div className={styles.actions}>
        <Button ref={button} isPending={isSaving} onPress={() => void save()}>
          {t('settings.moveSave')}
        </Button>
        <OpenNotebook label={t('settings.moveOpen')} />
      </div>
    </>
  )
}

/** A button that replaces this notebook with the notebook in a file, after asking. */
export function OpenNotebook({ label, describedBy }: { label: string; describedBy?: string }) {
  const { t } = useTranslation()
  const [chosen, setChosen] = useState<Grant | null>(null)
  const restore = useRestore()
  const { data: plainComparison, error } = useStoreQuery(
    'backups.compareFile',
    chosen && { grant: chosen.token },
    {
      keepPrevious: false,
    },
  )
  const [typed, setTyped] = useState('')
  /** The comparison with an encrypted file, and the secret that opened it. */
  const [unlocked, setUnlocked] = useState<{ secret: string; comparison: FileComparison } | null>(null)
  const comparison = unlocked?.comparison ?? plainComparison
  const close = () => setChosen(null)
  const choose = async () => {
    setUnlocked(null)
    setTyped('')
    setChosen(await window.desktop.chooseOpen([{ name: t('afterEvent.database'), extensions: ['db'] }]))
  }
  const unlock = async () => {
    if (!chosen) return
    const secret = typed
    setUnlocked({ secret, comparison: await call('backups.compareFile', { grant: chosen.token, secret }) })
  }
  const open = async () => {
    if (!chosen) return
    const secret = unlocked ? { secret: unlocked.secret } : {}
    await restore(
      () => call('backups.restoreFile', { grant: chosen.token, ...secret }),
      t('settings.moveOpened', { name: chosen.name }),
    )
    close()
  }
  return (
    <>
      <Button onPress={() => void choose()} {...(describedBy ? { 'aria-describedby': describedBy } : {})}>
        {label}
      </Button>
      {chosen && error?.code === 'locked' && !unlocked && (
        <FormDialog
          title={t('settings.moveTitle')}
          action={t('encryption.unlock')}
          cancel={t('settings.restoreCancel')}
          isReady={typed !== ''}
          run={unlock}
          onClose={close}
        >
          <p>{getErrorText(error)}</p>
          <TextField
            autoFocus
            type="password"
            label={t('encryption.passphraseOrCode')}
            value={typed}
            onChange={setTyped}
          />
        </FormDialog>
      )}
      {chosen && (error?.code !== 'locked' || unlocked) && (
        <FormDialog
          role="alertdialog"
          title={t('settings.moveTitle')}
          action={t('settings.moveConfirm')}
          cancel={t('settings.restoreCancel')}
          workingText={t('settings.moveOpening')}
          isReady={comparison !== undefined}
          run={open}
          onClose={close}
        >
          {error && !unlocked ? (
            <p role="alert">{t('settings.restoreFailed', { reason: getErrorText(error) })}</p>
          ) : (
            <>
              <p>{t('settings.moveWhat', { name: chosen.name })}</p>
              {comparison && <Comparison comparison={comparison} />}
              {comparison?.isLogIncomplete && <p role="alert">{t('settings.moveWithoutLog')}</p>}
              <p>{t('settings.restoreSafe')}</p>
            </>
          )}
        </FormDialog>
      )}
    </>
  )
}
