/** The dialogs in which a delegation is created or joined, and in which a colleague is invited. */
import { type ReactNode, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useStoreQuery } from '../../lib/queries.ts'
import { call } from '../../lib/store-client.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Checkbox, TextField } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { announce } from '../../ui/undo-bar.tsx'
import { useConference } from '../sessions/index.ts'
import styles from './delegation-settings.module.css'

export function CreateDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { slug: conference } = useConference()
  const [name, setName] = useState('')
  const [allowsInternal, setInternal] = useState(false)
  const create = async (grant: string) => {
    await call('delegation.create', { conference, name, allowsInternal, grant })
    await call('delegation.sync', { conference })
  }
  return (
    <FolderDialog
      title={t('delegation.createTitle')}
      isReady={name.trim() !== ''}
      run={create}
      onClose={onClose}
    >
      <TextField autoFocus label={t('delegation.name')} value={name} maxLength={100} onChange={setName} />
      <Checkbox isSelected={allowsInternal} onChange={setInternal}>
        {t('delegation.allowInternal')}
      </Checkbox>
      <p>{t('delegation.folderHint')}</p>
    </FolderDialog>
  )
}

export function JoinDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const [invitation, setInvitation] = useState('')
  const join = async (grant: string) => {
    const { conference } = await call('delegation.join', { invitation, grant })
    await call('delegation.sync', { conference })
  }
  return (
    <FolderDialog
      title={t('delegation.joinTitle')}
      isReady={invitation.trim() !== ''}
      run={join}
      onClose={onClose}
    >
      <TextField
        autoFocus
        label={t('delegation.invitation')}
        value={invitation}
        rows={4}
        onChange={setInvitation}
      />
      <p>{t('delegation.joinHint')}</p>
    </FolderDialog>
  )
}

/** Asks for the shared folder last. */
function FolderDialog({
  title,
  isReady,
  run,
  onClose,
  children,
}: {
  title: string
  isReady: boolean
  run: (grant: string) => Promise<void>
  onClose: () => void
  children: ReactNode
}) {
  const { t } = useTranslation()
  const chooseAndRun = async () => {
    const grant = await window.desktop.chooseFolder()
    if (!grant) return
    await run(grant.token)
    onClose()
  }
  return (
    <FormDialog
      title={title}
      action={t('delegation.chooseFolder')}
      cancel={t('delegation.cancel')}
      isReady={isReady}
      run={chooseAndRun}
      onClose={onClose}
    >
      {children}
    </FormDialog>
  )
}

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const { data } = useStoreQuery('delegation.invite', { conference: slug })
  const copy = async () => {
    if (!data) return
    await window.desktop.copy(data.invitation)
    announce(t('delegation.copied'))
  }
  return (
    <Dialog
      role="dialog"
      title={t('delegation.inviteTitle')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('delegation.close')}</Button>
          <Button variant="primary" isDisabled={!data} onPress={() => void copy()}>
            {t('delegation.copy')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>{t('delegation.inviteHint')}</p>
        <TextField isReadOnly label={t('delegation.invitation')} value={data?.invitation ?? ''} rows={6} />
      </div>
    </Dialog>
  )
}
