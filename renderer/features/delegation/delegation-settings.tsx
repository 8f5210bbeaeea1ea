/** Settings → Delegation: creates or joins a delegation, shows its members and what is shared. */
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Delegation, DelegationChoice } from '../../../db/contract/index.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { useStoreMutation } from '../../lib/mutations.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { call, StoreError } from '../../lib/store-client.ts'
import { useSystemFormat } from '../../lib/system-format.ts'
import { Button } from '../../ui/button.tsx'
import { Checkbox } from '../../ui/field.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Problem } from '../../ui/problem.tsx'
import { announce } from '../../ui/undo-bar.tsx'
import { useConference } from '../sessions/index.ts'
import { DelegationConflicts } from './delegation-conflicts.tsx'
import { CreateDialog, InviteDialog, JoinDialog } from './delegation-dialogs.tsx'
import { DelegationMembers } from './delegation-members.tsx'
import styles from './delegation-settings.module.css'
import { syncProblem } from './delegation-sync.ts'

/** `isAskedFor` is true if a link led here. */
export function DelegationSettings({ isAskedFor }: { isAskedFor: boolean }) {
  const { slug } = useConference()
  const { data: delegation } = useStoreQuery('delegation.get', { conference: slug })
  useFocusAfterJoining(slug, delegation === undefined ? null : delegation !== null)
  if (delegation === undefined) return null
  return delegation ? <MemberSettings delegation={delegation} isAskedFor={isAskedFor} /> : <CreateOrJoin />
}

/** Focuses the first button after the delegate joined or left, since the dialog goes away together with the button that opened it. */
function useFocusAfterJoining(conference: string, isJoined: boolean | null): void {
  const last = useRef({ conference, isJoined })
  useEffect(() => {
    const before = last.current
    last.current = { conference, isJoined }
    if (before.conference !== conference || before.isJoined === null || before.isJoined === isJoined) return
    const next = document.getElementById(isJoined ? 'delegation-invite' : 'delegation-create')
    // After the dialog, which returns the focus in the next frame.
    requestAnimationFrame(() => requestAnimationFrame(() => next?.focus()))
  }, [conference, isJoined])
}

function CreateOrJoin() {
  const { t } = useTranslation()
  const { title } = useConference()
  const [task, setTask] = useState<'create' | 'join' | null>(null)
  return (
    <>
      <p>{t('delegation.hint', { title })}</p>
      <div className={styles.actions}>
        <Button id="delegation-create" onPress={() => setTask('create')}>
          {t('delegation.create')}
        </Button>
        <Button id="delegation-join" onPress={() => setTask('join')}>
          {t('delegation.join')}
        </Button>
      </div>
      {task === 'create' && <CreateDialog onClose={() => setTask(null)} />}
      {task === 'join' && <JoinDialog onClose={() => setTask(null)} />}
    </>
  )
}

function MemberSettings({ delegation, isAskedFor }: { delegation: Delegation; isAskedFor: boolean }) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const [task, setTask] = useState<'invite' | 'leave' | null>(null)
  const sync = useStoreMutation('delegation.sync')
  const { mutate: saveSettings } = useStoreMutation('delegation.saveSettings')
  const { name, folder, isPaused, choice } = delegation
  const onError = (error: Error) => announce(getErrorText(error))
  const syncNow = () =>
    sync.mutate(
      { conference: slug },
      {
        onSuccess: ({ read, written }) => {
          syncProblem.set(null)
          announce(t(read + written > 0 ? 'delegation.synced' : 'delegation.nothingNew'))
        },
        onError: (error) => syncProblem.set(error),
      },
    )
  return (
    <>
      <p>{t('delegation.isIn', { name, folder })}</p>
      <LastSync delegation={delegation} />
      <div className={styles.actions}>
        <Button onPress={syncNow} isPending={sync.isPending}>
          {t('delegation.syncNow')}
        </Button>
        <Button id="delegation-invite" onPress={() => setTask('invite')}>
          {t('delegation.invite')}
        </Button>
        <Button onPress={() => saveSettings({ conference: slug, choice, isPaused: !isPaused }, { onError })}>
          {t(isPaused ? 'delegation.resume' : 'delegation.pause')}
        </Button>
        <Button id="delegation-leave" onPress={() => setTask('leave')}>
          {t('delegation.leave')}
        </Button>
      </div>
      <SharedKinds
        delegation={delegation}
        onChange={(next) => saveSettings({ conference: slug, choice: next, isPaused }, { onError })}
      />
      <DelegationConflicts isAskedFor={isAskedFor} />
      <DelegationMembers members={delegation.members} />
      {task === 'invite' && <InviteDialog onClose={() => setTask(null)} />}
      {task === 'leave' && <LeaveDialog name={name} onClose={() => setTask(null)} />}
    </>
  )
}

/** If the folder cannot be reached, the delegate can choose to leave without it. */
function LeaveDialog({ name, onClose }: { name: string; onClose: () => void }) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const [hasFailed, setFailed] = useState(false)
  const [isFolderGone, setFolderGone] = useState(false)
  const leave = async () => {
    try {
      await call('delegation.leave', { conference: slug, isFolderGone })
    } catch (error) {
      setFailed(error instanceof StoreError && error.code === 'file-access')
      throw error
    }
  }
  return (
    <FormDialog
      role="alertdialog"
      title={t('delegation.leaveTitle', { name })}
      action={t('delegation.leaveConfirm')}
      cancel={t('delegation.cancel')}
      run={leave}
      onClose={onClose}
    >
      <p>{t(isFolderGone ? 'delegation.leaveAnywayWhat' : 'delegation.leaveWhat')}</p>
      {hasFailed && (
        <Checkbox isSelected={isFolderGone} onChange={setFolderGone}>
          {t('delegation.leaveAnyway')}
        </Checkbox>
      )}
    </FormDialog>
  )
}

function LastSync({ delegation: { last, isPaused } }: { delegation: Delegation }) {
  const { t } = useTranslation()
  const { formatMoment } = useSystemFormat()
  const problem = syncProblem.use()
  const notices = [
    ...(problem === null ? [] : [getErrorText(problem)]),
    ...(last && last.incomplete > 0 ? [t('delegation.incomplete', { number: last.incomplete })] : []),
    ...(last && last.unreadable > 0 ? [t('delegation.unreadable', { number: last.unreadable })] : []),
  ]
  return (
    <>
      <p>
        {last ? t('delegation.lastAt', { moment: formatMoment(last.at) }) : t('delegation.never')}
        {isPaused && ` ${t('delegation.isPaused')}`}
      </p>
      {notices.map((notice) => (
        <Problem key={notice} text={notice} isNew />
      ))}
    </>
  )
}

function SharedKinds({
  delegation: { choice, allowsInternal },
  onChange,
}: {
  delegation: Delegation
  onChange: (choice: DelegationChoice) => void
}) {
  const { t } = useTranslation()
  return (
    <fieldset className={styles.shared}>
      <legend>{t('delegation.shared')}</legend>
      <Checkbox isSelected={choice.notes} onChange={(notes) => onChange({ ...choice, notes })}>
        {t('delegation.shareNotes')}
      </Checkbox>
      {allowsInternal && (
        <Checkbox
          isSelected={choice.internal}
          isDisabled={!choice.notes}
          onChange={(internal) => onChange({ ...choice, internal })}
        >
          {t('delegation.shareInternal')}
        </Checkbox>
      )}
      <Checkbox isSelected={choice.contacts} onChange={(contacts) => onChange({ ...choice, contacts })}>
        {t('delegation.shareContacts')}
      </Checkbox>
      <Checkbox isSelected={choice.stars} onChange={(stars) => onChange({ ...choice, stars })}>
        {t('delegation.shareStars')}
      </Checkbox>
      <p>{t('delegation.sharedHint')}</p>
    </fieldset>
  )
}
