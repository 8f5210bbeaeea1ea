import { useTranslation } from 'react-i18next'
import { isShownInApp } from '../../../core/document-types.ts'
import type { Guid, PackFile } from '../../../db/model.ts'
import { buildHref } from '../../lib/router.ts'
import { listPlans, useFiles } from './files.ts'
import { openFile } from './open-file.ts'
import styles from './room-plan.module.css'

/**
 * The name of a room as a link to the first floor plan that shows it (findPlan). Uses no hooks, since a fair has hundreds of rooms.
 * `short`: a shorter name for narrow places (short-names.ts).
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

/**
 * A link "Floor plan", for places where the room's name is another link. If there are several plans, the links show their titles. Renders
 * nothing if there is none.
 */
export function RoomPlan({ room, name }: { room: Guid | null; name: string }) {
  const { t } = useTranslation()
  const plans = listPlans(useFiles(), room)
  const [plan] = plans
  if (!plan) return null
  if (plans.length === 1) return <PlanLink plan={plan} room={name} text={t('documents.plan')} />
  return (
    <span className={styles.plans}>
      <span>{t('documents.plans')}</span>
      {plans.map((each) => (
        <PlanLink
          key={each.guid}
          plan={each}
          room={name}
          text={each.title}
          label={t('documents.planNamed', { room: name, plan: each.title })}
        />
      ))}
    </span>
  )
}

function PlanLink({
  plan,
  room,
  text,
  className,
  label: labelText,
}: {
  plan: PackFile
  /** The name of the room. */
  room: string
  text: string
  className?: string | undefined
  label?: string
}) {
  const { t } = useTranslation()
  const label = labelText ?? t('documents.planOf', { room })
  const isInside = isShownInApp(plan.type)
  return (
    <a
      href={isInside ? buildHref('documents', plan.guid) : buildHref('documents')}
      className={className}
      title={label}
      aria-label={label}
      onClick={(event) => {
        if (isInside) return
        // A PDF opens in the system's own program.
        event.preventDefault()
        void openFile(plan)
      }}
    >
      {text}
    </a>
  )
}
