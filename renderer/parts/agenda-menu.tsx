/** What can be done with the agenda as a whole. */
import { Ellipsis } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { setPreferences } from '../preferences.ts'
import { IconButton } from '../ui/button.tsx'
import { Menu } from '../ui/menu.tsx'
import type { Grouping } from './agenda-groups.ts'

export function AgendaMenu({
  groupings,
  grouping,
}: {
  /** What the list can be by: nothing else is offered. */
  groupings: readonly Grouping[]
  grouping: Grouping
}) {
  const { t } = useTranslation()
  if (groupings.length < 2) return null
  return (
    <Menu
      label={t('agenda.more')}
      choice={{
        label: t('agenda.groupBy'),
        options: groupings.map((id) => ({ id, label: t(`agenda.groupings.${id}`) })),
        value: grouping,
        onChange: (id) => setPreferences({ agendaGrouping: id as Grouping }),
      }}
      actions={[]}
    >
      <IconButton label={t('agenda.more')}>
        <Ellipsis aria-hidden />
      </IconButton>
    </Menu>
  )
}
