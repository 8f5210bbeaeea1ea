/** Marks an own entry in the programme with the icon and name of its kind. Without hooks, for long lists. */
import type { TFunction } from 'i18next'
import { CalendarPlus, Phone, Plane, Users, Utensils } from 'lucide-react'
import type { OwnEntryKind } from '../../../db/model.ts'
import styles from './entry-mark.module.css'

const icons = { meeting: Users, travel: Plane, meal: Utensils, call: Phone, other: CalendarPlus } as const

export function EntryMark({ kind, t, id }: { kind: OwnEntryKind; t: TFunction; id?: string }) {
  const Icon = icons[kind]
  return (
    <span id={id} className={styles.mark}>
      <Icon aria-hidden />
      {t(`ownEntries.kinds.${kind}`)}
    </span>
  )
}
