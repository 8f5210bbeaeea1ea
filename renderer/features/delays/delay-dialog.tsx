/** The dialog for a session that runs late: by how many minutes, and which other sessions move with it. */
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { MAX_DELAY } from '../../../core/delay.ts'
import type { Session } from '../../../db/model.ts'
import { errorText } from '../../lib/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { RadioGroup } from '../../ui/radio.tsx'
import { sessionName } from '../schedule/index.ts'
import { roomName, useConference, useConferenceFormat, useSessions } from '../sessions/index.ts'
import { addDelay, delayRequest, resetDelay } from './delay-changes.ts'
import styles from './delay-dialog.module.css'
import { type Extent, findFollowing } from './find-following.ts'

const FORM = 'delay-form'
const USUAL_MINUTES = '15'

export function DelayDialog({ session }: { session: Session }) {
  const { t } = useTranslation()
  const conference = useConference()
  const sessions = useSessions() ?? []
  const { formatTime, formatWhen } = useConferenceFormat()
  const room = roomName(conference, session.room)
  const [extent, setExtent] = useState<Extent>(room === null ? 'day' : 'room')
  const [minutes, setMinutes] = useState(USUAL_MINUTES)
  const [isRefused, setIsRefused] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const following = findFollowing(session, sessions, extent)
  const most = MAX_DELAY - Math.max(0, ...following.map(({ planned }) => planned?.minutes ?? 0))
  const close = () => delayRequest.set(null)
  const save = (saving: Promise<void>) =>
    void saving.then(close, (error) => setFailure(t('delays.notSaved', { reason: errorText(error) })))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const count = /^\d{1,3}$/.test(minutes.trim()) ? Number(minutes) : 0
    if (count < 1 || count > most) return setIsRefused(true)
    save(addDelay(conference.slug, following, count))
  }
  const describe = (chosen: Extent) =>
    t('delays.following', {
      count: findFollowing(session, sessions, chosen).length,
      time: formatTime(session.start),
    })
  return (
    <Dialog
      role="dialog"
      title={t('delays.heading')}
      onClose={close}
      actions={
        <>
          {following.some(({ planned }) => planned) && (
            <Button variant="quiet" onPress={() => save(resetDelay(conference.slug, following))}>
              {t('delays.reset')}
            </Button>
          )}
          <Button onPress={close}>{t('delays.cancel')}</Button>
          <Button variant="primary" type="submit" form={FORM}>
            {t('delays.move', { count: following.length })}
          </Button>
        </>
      }
    >
      <form id={FORM} noValidate onSubmit={submit} className={styles.form}>
        <p>
          <strong>{sessionName(session)}</strong>
          <br />
          {[formatWhen(session), room].filter(Boolean).join(', ')}
        </p>
        <TextField
          autoFocus
          label={t('delays.minutes')}
          inputMode="numeric"
          value={minutes}
          onChange={(text) => {
            setMinutes(text)
            setIsRefused(false)
          }}
          onFocus={({ currentTarget }) => {
            if (currentTarget instanceof HTMLInputElement) currentTarget.select()
          }}
          maxLength={3}
          {...(isRefused
            ? { error: most < 1 ? t('delays.isMost') : t('delays.needsMinutes', { most }) }
            : {})}
        />
        <RadioGroup
          label={t('delays.what')}
          choices={[
            ...(room === null
              ? []
              : [{ id: 'room' as const, label: t('delays.inRoom', { room }), detail: describe('room') }]),
            { id: 'day' as const, label: t('delays.ofDay'), detail: describe('day') },
          ]}
          value={extent}
          onChange={setExtent}
        />
        <p className={styles.hint}>{t('delays.hint')}</p>
        {failure && <p role="alert">{failure}</p>}
      </form>
    </Dialog>
  )
}
