import { useTranslation } from 'react-i18next'
import { isShownInside } from '../../core/document-types.ts'
import type { Guid } from '../../db/model.ts'
import { openFile, planOf, useFiles } from './files.ts'
import { hrefTo } from './navigate.ts'
import styles from './room-plan.module.css'

/** The name of a room, which leads to the floor plan that shows it, if the conference has one. */
export function RoomName({ room, name }: { room: Guid | null; name: string }) {
  const { t } = useTranslation()
  const plan = planOf(useFiles(), room)
  if (!plan) return <span title={name}>{name}</span>
  return (
    <PlanLink room={room} className={styles.name} label={t('documents.planOf', { room: name })} text={name} />
  )
}

/** The words "Floor plan", where the name of the room leads elsewhere; nothing if there is none. */
export function RoomPlan({ room, name }: { room: Guid | null; name: string }) {
  const { t } = useTranslation()
  return <PlanLink room={room} label={t('documents.planOf', { room: name })} text={t('documents.plan')} />
}

function PlanLink({
  room,
  label,
  text,
  className,
}: {
  room: Guid | null
  label: string
  text: string
  className?: string | undefined
}) {
  const plan = planOf(useFiles(), room)
  if (!plan) return null
  const isInside = isShownInside(plan.type)
  return (
    <a
      href={isInside ? hrefTo('documents', plan.guid) : hrefTo('documents')}
      className={className}
      title={label}
      aria-label={label}
      onClick={(event) => {
        if (isInside) return
        // A PDF is for the system's own program.
        event.preventDefault()
        void openFile(plan)
      }}
    >
      {text}
    </a>
  )
}
