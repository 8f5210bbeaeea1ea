/** Menu of actions on the whole agenda. */
import { CalendarPlus, Ellipsis, FileDown, Printer, Star } from 'lucide-react'
import { memo, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Session } from '../../../../db/model.ts'
import { createLazyComponent } from '../../../lib/lazy-component.ts'
import type { Grouping } from '../../../lib/preferences.ts'
import { setPreferences } from '../../../lib/preferences.ts'
import { usePrintCommand } from '../../../lib/print-command.ts'
import { buildRoute, go } from '../../../lib/router.ts'
import { IconButton } from '../../../ui/button.tsx'
import { Menu } from '../../../ui/menu.tsx'
import { openNewEntry } from '../../own-entries/index.ts'

const AgendaExport = createLazyComponent(async () => (await import('./agenda-export.tsx')).AgendaExport)

function isInNote(): boolean {
  return document.activeElement instanceof HTMLElement && document.activeElement.isContentEditable
}

export const AgendaMenu = memo(function AgendaMenu({
  programme,
  groupings = [],
  grouping,
}: {
  programme: readonly Session[]
  /** Available groupings of the list; absent in the grid, which is always by time and room. */
  groupings?: readonly Grouping[]
  grouping?: Grouping
}) {
  const { t } = useTranslation()
  const [exporting, setExporting] = useState<'calendar' | 'pages' | 'sheet' | null>(null)
  // While the focus is in a note, Print means the notes.
  usePrintCommand(() => (isInNote() ? go(buildRoute('export')) : setExporting('pages')))
  return (
    <>
      <Menu
        label={t('agenda.more')}
        actions={[
          {
            id: 'new-entry',
            label: t('ownEntries.newMenu'),
            icon: <CalendarPlus aria-hidden />,
            onAction: () => openNewEntry(),
          },
          {
            id: 'agenda-export',
            label: t('agendaExport.menu'),
            icon: <FileDown aria-hidden />,
            onAction: () => setExporting('calendar'),
          },
          {
            id: 'print-day',
            label: t('agendaExport.printDay'),
            icon: <Printer aria-hidden />,
            onAction: () => setExporting('sheet'),
          },
          {
            id: 'stars',
            label: t('agenda.shareStars'),
            icon: <Star aria-hidden />,
            onAction: () => go(buildRoute('sharing', 'stars')),
          },
        ]}
        {...(grouping && groupings.length > 1
          ? {
              choice: {
                label: t('agenda.groupBy'),
                options: groupings.map((id) => ({ id, label: t(`agenda.groupings.${id}`) })),
                value: grouping,
                onChange: (id) => setPreferences({ agendaGrouping: id as Grouping }),
              },
            }
          : {})}
      >
        <IconButton label={t('agenda.more')}>
          <Ellipsis aria-hidden />
        </IconButton>
      </Menu>
      {exporting && (
        <Suspense>
          <AgendaExport programme={programme} initialLayout={exporting} onClose={() => setExporting(null)} />
        </Suspense>
      )}
    </>
  )
})
