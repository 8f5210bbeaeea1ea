import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isShownInApp } from '../../../core/document-types.ts'
import type { Session } from '../../../db/model.ts'
import { getPictureAddress } from '../../lib/picture-address.ts'
import { buildHref } from '../../lib/router.ts'
import { getRoomName, listPlans, RoomMark, useConference, useFiles, useStars } from '../sessions/index.ts'
import styles from './next-plan.module.css'

/**
 * A small floor plan of the room to which the delegate goes next, as a link to the large plan. `sessions`: the sessions of the next slot.
 */
export function NextPlan({ sessions }: { sessions: readonly Session[] }) {
  const { t } = useTranslation()
  const conference = useConference()
  const stars = useStars()
  const files = useFiles()
  const [brokenPlan, setBrokenPlan] = useState<string>()
  const room = sessions.find((session) => stars.has(session.guid) && session.room !== null)?.room ?? null
  const name = getRoomName(conference, room)
  // A PDF cannot be shown in the window.
  const plan = listPlans(files, room).find(({ type }) => isShownInApp(type))
  if (!plan || name === null || brokenPlan === plan.sha256) return null
  return (
    <a href={buildHref('documents', plan.guid)} className={styles.plan}>
      <img src={getPictureAddress(plan.sha256)} alt="" onError={() => setBrokenPlan(plan.sha256)} />
      <span className={styles.words}>
        <span className={styles.room}>
          <RoomMark conference={conference} room={room} />
          {t('documents.planOf', { room: name })}
        </span>{' '}
        <span dir="auto">{plan.title}</span>
      </span>
    </a>
  )
}
