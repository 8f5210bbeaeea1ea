/** The devices of a delegation: confirms new ones and removes others. */
import { useId, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DelegationMember } from '../../../db/contract/index.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { useStoreMutation } from '../../lib/mutations.ts'
import { useFocusAfterChange } from '../../lib/restore-focus.ts'
import { call } from '../../lib/store-client.ts'
import { useSystemFormat } from '../../lib/system-format.ts'
import { Button } from '../../ui/button.tsx'
import { FormDialog } from '../../ui/form-dialog.tsx'
import { Fingerprint } from '../../ui/signature.tsx'
import { announce } from '../../ui/undo-bar.tsx'
import { PersonMark, useConference } from '../sessions/index.ts'
import styles from './delegation-settings.module.css'
import { syncProblem } from './delegation-sync.ts'

export function DelegationMembers({ members }: { members: DelegationMember[] }) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const heading = useId()
  const { placeRef, expectChange } = useFocusAfterChange<HTMLHeadingElement>(members)
  const [removing, setRemoving] = useState<DelegationMember | null>(null)
  const sync = useStoreMutation('delegation.sync')
  const removeMember = async ({ device, name }: DelegationMember) => {
    expectChange()
    await call('delegation.remove', { conference: slug, devices: [device] })
    announce(t('delegation.removed', { name: name || t('people.unknown') }))
    setRemoving(null)
    // Replaces the key at once.
    sync.mutate({ conference: slug }, { onError: (error) => syncProblem.set(error) })
  }
  return (
    <>
      <div className={styles.members}>
        <h3 ref={placeRef} id={heading}>
          {t('delegation.members')}
        </h3>
        <ul aria-labelledby={heading}>
          {members.map((member) => (
            <Member
              key={member.device}
              member={member}
              onConfirm={expectChange}
              onRemove={() => setRemoving(member)}
            />
          ))}
        </ul>
      </div>
      {removing && (
        <FormDialog
          role="alertdialog"
          title={t('delegation.removeTitle', { name: removing.name || t('people.unknown') })}
          action={t('delegation.removeConfirm')}
          cancel={t('delegation.cancel')}
          run={() => removeMember(removing)}
          onClose={() => setRemoving(null)}
        >
          <p>{t('delegation.removeWhat')}</p>
        </FormDialog>
      )}
    </>
  )
}

function Member({
  member,
  onConfirm,
  onRemove,
}: {
  member: DelegationMember
  onConfirm: () => void
  onRemove: () => void
}) {
  const { t } = useTranslation()
  const { formatMoment } = useSystemFormat()
  const { slug } = useConference()
  const { mutate: trust } = useStoreMutation('delegation.trust')
  const id = useId()
  const { device, name, fingerprint, state, lastAt } = member
  const facts = [
    ...(state === 'member' ? [] : [t(`delegation.states.${state}`)]),
    ...(lastAt === null ? [] : [t('delegation.lastFile', { moment: formatMoment(lastAt) })]),
  ]
  return (
    <li>
      <div className={styles.member}>
        <span id={id}>
          {state !== 'me' && <PersonMark id={member.person} />}
          {name || t(state === 'me' ? 'people.you' : 'people.unknown')}
        </span>
        {facts.length > 0 && <span className={styles.facts}>{facts.join(' · ')}</span>}
        <Fingerprint label={t('sharing.signer.fingerprint')} value={fingerprint} />
      </div>
      {state === 'waiting' && (
        <Button
          variant="quiet"
          aria-describedby={id}
          onPress={() => {
            onConfirm()
            trust({ conference: slug, device }, { onError: (error) => announce(getErrorText(error)) })
          }}
        >
          {t('delegation.confirm')}
        </Button>
      )}
      {state !== 'me' && (
        <Button variant="quiet" aria-describedby={id} onPress={onRemove}>
          {t('delegation.remove')}
        </Button>
      )}
    </li>
  )
}
