/** The dialog for a session that runs late: by how many minutes, and which other sessions move with it. */
import { type FormEvent, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../db/model.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextField } from '../../ui/field.tsx'
import { RadioGroup } from '../../ui/radio.tsx'
import { getSessionName } from '../schedule/index.ts'
import { getRoomName, useConference, useConferenceFormat, useSessions } from '../sessions/index.ts'
import { addDelay, delayRequest, resetDelay } from './delay-changes.ts'
import styles from './delay-dialog.module.css'
import { type Extent, findFollowing, findLimits, readMinutes } from './find-following.ts'

const FORM = 'delay-form'
const USUAL_MINUTES = '15'

export function DelayDialog({ session }: { session: Session }) {
  const { t } = useTranslation()
  const conference = useConference()
  const sessions = useSessions() ?? []
  const { formatTime, formatWhen } = useConferenceFormat()
  const room = getRoomName(conference, session.room)
  const [extent, setExtent] = useState<Extent>(room === null ? 'day' : 'room')
  const [minutes, setMinutes] = useState(USUAL_MINUTES)
  const [isRefused, setIsRefused] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  const following = findFollowing(session, sessions, extent)
  const limits = findLimits(following)
  const { min, max } = limits
  const isLate = min < 0
  const addedMinutes = readMinutes(minutes, limits)
  // Making up time changes only sessions that run late.
  const sessionsToMove =
    addedMinutes !== null && addedMinutes < 0 ? following.filter(({ planned }) => planned) : following
  const close = () => delayRequest.set(null)
  const save = (saving: Promise<void>) =>
    void saving.then(close, (error) => setFailure(t('delays.notSaved', { reason: getErrorText(error) })))
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (addedMinutes === null) return setIsRefused(true)
    save(addDelay(conference.slug, sessionsToMove, addedMinutes))
  }
  const describeExtent = (chosen: Extent) =>
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
          {isLate && (
            <Button variant="quiet" onPress={() => save(resetDelay(conference.slug, following))}>
              {t('delays.reset')}
            </Button>
          )}
          <Button onPress={close}>{t('delays.cancel')}</Button>
          <Button variant="primary" type="submit" form={FORM}>
            {t('delays.move', { count: sessionsToMove.length })}
          </Button>
        </>
      }
    >
      <form id={FORM} noValidate onSubmit={submit} className={styles.form}>
        <p>
          <strong>{getSessionName(session)}</strong>
          <br />
          {[formatWhen(session), room].filter(Boolean).join(', ')}
        </p>
        <TextField
          autoFocus
          label={t('delays.minutes')}
          {...(isLate ? { description: t('delays.catchUp') } : { inputMode: 'numeric' as const })}
          value={minutes}
          onChange={(text) => {
            setMinutes(text)
            setIsRefused(false)
          }}
          onFocus={({ currentTarget }) => {
            if (currentTarget instanceof HTMLInputElement) currentTarget.select()
          }}
          maxLength={4}
          {...(isRefused
            ? { error: max < 1 ? t('delays.isMost') : t('delays.needsMinutes', { least: min, most: max }) }
            : {})}
        />
        <RadioGroup
          label={t('delays.what')}
          choices={[
            ...(room === null
              ? []
              : [
                  {
                    id: 'room' as const,
                    label: t('delays.inRoom', { room }),
                    detail: describeExtent('room'),
                  },
                ]),
            { id: 'day' as const, label: t('delays.ofDay'), detail: describeExtent('day') },
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
