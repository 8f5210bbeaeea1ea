import { useTranslation } from 'react-i18next'
import { isShownInside } from '../../core/document-types.ts'
import type { Guid, PackFile } from '../../db/model.ts'
import { openFile, planOf, useFiles } from './files.ts'
import { hrefTo } from './navigate.ts'
import styles from './room-plan.module.css'

/**
 * The name of a room, which leads to the floor plan that shows it, if there is one (planOf). Without hooks: a fair has hundreds of rooms.
 * `short`: what is seen of it where there is little room (short-names.ts).
 */
export function RoomName({
  name,
  short = name,
  plan,
}: {
  name: string
  short?: string
  plan: PackFile | undefined
}) {
  if (plan) return <PlanLink plan={plan} room={name} text={short} className={styles.name} />
  return (
    <span title={name}>
      {short === name ? (
        name
      ) : (
        <>
          <span aria-hidden>{short}</span>
          <span className="visually-hidden">{name}</span>
        </>
      )}
    </span>
  )
}

/** The words "Floor plan", where the name of the room leads elsewhere; nothing if there is none. */
export function RoomPlan({ room, name }: { room: Guid | null; name: string }) {
  const { t } = useTranslation()
  const plan = planOf(useFiles(), room)
  return plan ? <PlanLink plan={plan} room={name} text={t('documents.plan')} /> : null
}

function PlanLink({
  plan,
  room,
  text,
  className,
}: {
  plan: PackFile
  /** Its name. */
  room: string
  text: string
  className?: string | undefined
}) {
  const { t } = useTranslation()
  const label = t('documents.planOf', { room })
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
