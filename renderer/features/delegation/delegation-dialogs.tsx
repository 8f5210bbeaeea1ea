/** The dialogs that create or join a delegation, and invite a colleague. */
import { type ReactNode, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Input, ReadInvitation } from '../../../db/contract/index.ts'
import type { ConferenceSlug } from '../../../db/model.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { buildRoute } from '../../lib/router.ts'
import { call } from '../../lib/store-client.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { Checkbox, TextField } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { QrCode } from '../../ui/qr-code.tsx'
import { Fingerprint } from '../../ui/signature.tsx'
import { announce } from '../../ui/undo-bar.tsx'
import { openConference, useConference } from '../sessions/index.ts'
import styles from './delegation-settings.module.css'
import { syncProblem } from './delegation-sync.ts'

export function CreateDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { slug: conference } = useConference()
  const [name, setName] = useState('')
  const [allowsInternal, setAllowsInternal] = useState(false)
  const create = async (grant: string) => {
    await call('delegation.create', { conference, name, allowsInternal, grant })
    await syncFirst(conference)
  }
  return (
    <FolderDialog
      title={t('delegation.createTitle')}
      isReady={name.trim() !== ''}
      run={create}
      onClose={onClose}
    >
      <TextField autoFocus label={t('delegation.name')} value={name} maxLength={100} onChange={setName} />
      <Checkbox isSelected={allowsInternal} onChange={setAllowsInternal}>
        {t('delegation.allowInternal')}
      </Checkbox>
      <p>{t('delegation.folderHint')}</p>
    </FolderDialog>
  )
}

export function JoinDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const [text, setText] = useState('')
  const [invitation, setInvitation] = useState<ReadInvitation | null>(null)
  const [problem, setProblem] = useState('')
  const latestSource = useRef<object>(null)
  const readInvitation = async (source: Input<'delegation.readInvitation'>) => {
    latestSource.current = source
    setInvitation(null)
    setProblem('')
    try {
      const found = await call('delegation.readInvitation', source)
      // Something else may have been typed or opened meanwhile.
      if (latestSource.current !== source) return
      setText(found.invitation)
      setInvitation(found)
    } catch (error) {
      if (latestSource.current === source) setProblem(getErrorText(error))
    }
  }
  const openInvitationFile = async () => {
    const grant = await window.desktop.chooseOpen([
      { name: t('delegation.invitationFiles'), extensions: ['txt', 'png', 'jpg', 'jpeg', 'gif'] },
    ])
    if (grant) await readInvitation({ grant: grant.token })
  }
  const changeText = (typed: string) => {
    setText(typed)
    if (typed.trim() === '') {
      latestSource.current = null
      setInvitation(null)
      setProblem('')
    } else void readInvitation({ text: typed })
  }
  const join = async (grant: string) => {
    const { conference } = await call('delegation.join', { invitation: text, grant })
    await syncFirst(conference)
    // The invitation may be for another conference than the one on the screen.
    if (conference !== slug) await openConference(conference, buildRoute('settings', 'delegation'))
  }
  return (
    <FolderDialog
      title={t('delegation.joinTitle')}
      isReady={invitation !== null}
      run={join}
      onClose={onClose}
    >
      <TextField autoFocus label={t('delegation.invitation')} value={text} rows={4} onChange={changeText} />
      <Button onPress={() => void openInvitationFile()}>{t('delegation.openInvitation')}</Button>
      {problem !== '' && <p role="alert">{problem}</p>}
      {invitation && (
        <div role="status">
          <p>{t('delegation.invitedTo', { name: invitation.name, conference: invitation.conference })}</p>
          {invitation.from && (
            <>
              <p>{t('delegation.invitedBy', { name: invitation.from.name || t('people.unknown') })}</p>
              <Fingerprint label={t('sharing.signer.fingerprint')} value={invitation.from.fingerprint} />
            </>
          )}
        </div>
      )}
      <p>{t('delegation.joinHint')}</p>
    </FolderDialog>
  )
}

/** The delegate is a member even if this fails; Settings then shows the reason. */
async function syncFirst(conference: ConferenceSlug): Promise<void> {
  try {
    await call('delegation.sync', { conference })
  } catch (error) {
    syncProblem.set(error)
  }
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

/** A code with more bytes is too fine to photograph from a screen. */
const MAX_CODE_BYTES = 1_600

export function InviteDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const { data, error } = useStoreQuery('delegation.invite', { conference: slug })
  const copy = async () => {
    if (!data) return
    await window.desktop.copy(data.invitation)
    announce(t('delegation.copied'))
  }
  const save = async () => {
    const grant = await window.desktop.chooseSave(`${t('delegation.invitation')}.txt`, [
      { name: t('afterEvent.text'), extensions: ['txt'] },
    ])
    if (!grant) return
    try {
      await call('delegation.saveInvitation', { conference: slug, grant: grant.token })
      announce(t('delegation.invitationSaved', { name: grant.name }))
    } catch (error) {
      announce(getErrorText(error))
    }
  }
  return (
    <Dialog
      role="dialog"
      title={t('delegation.inviteTitle')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('delegation.close')}</Button>
          <Button isDisabled={!data} onPress={() => void copy()}>
            {t('delegation.copy')}
          </Button>
          <Button variant="primary" isDisabled={!data} onPress={() => void save()}>
            {t('delegation.saveInvitation')}
          </Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>{t('delegation.inviteHint')}</p>
        {error && <p role="alert">{getErrorText(error)}</p>}
        {data && data.invitation.length <= MAX_CODE_BYTES && (
          <QrCode isLarge text={data.invitation} label={t('delegation.code')} />
        )}
        <TextField isReadOnly label={t('delegation.invitation')} value={data?.invitation ?? ''} rows={3} />
        {data && (
          <div>
            <Fingerprint label={t('delegation.ownFingerprint')} value={data.fingerprint} />
            <p>{t('delegation.compare')}</p>
          </div>
        )}
      </div>
    </Dialog>
  )
}
