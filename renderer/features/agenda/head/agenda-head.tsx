/** Tools at the end of the agenda's header: filters and views. */
import { Columns3, List } from 'lucide-react'
import { memo, type ReactNode, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { setPreferences, usePreference } from '../../../lib/preferences.ts'
import { Segmented } from '../../../ui/segmented.tsx'
import { type Filters, isFiltering, noFilters } from '../../schedule/index.ts'
import styles from './agenda-head.module.css'

/** Places the tools close together, to leave room for the screen's title in the language with the longest words. */
export function AgendaTools({ children }: { children: ReactNode }) {
  return <div className={styles.tools}>{children}</div>
}

export const ViewSwitch = memo(function ViewSwitch() {
  const { t } = useTranslation()
  const agendaView = usePreference('agendaView')
  const container = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (wasPressed) container.current?.querySelector<HTMLElement>('[aria-checked="true"]')?.focus()
    wasPressed = false
  }, [])
  return (
    <div ref={container}>
      <Segmented
        label={t('agenda.view')}
        segments={[
          { id: 'list', label: <ViewLabel icon={List} text={t('agenda.views.list')} /> },
          { id: 'grid', label: <ViewLabel icon={Columns3} text={t('agenda.views.grid')} /> },
        ]}
        value={agendaView}
        onChange={(view) => {
          wasPressed = true
          setPreferences({ agendaView: view })
        }}
      />
    </div>
  )
})

/** Whether the switch was pressed. The other view has a switch of its own, which then takes the focus. */
let wasPressed = false

function ViewLabel({ icon: Icon, text }: { icon: typeof List; text: string }) {
  return (
    <>
      <Icon aria-hidden />
      {text}
    </>
  )
}

/** Toggles the filter row, which stays while any filter is on. */
export function FilterToggle({
  filters,
  onChange,
  open,
  onOpen,
}: {
  filters: Filters
  onChange: (change: Partial<Filters>) => void
  open: boolean
  onOpen: (open: boolean) => void
}) {
  const { t } = useTranslation()
  const isOn = open || isFiltering(filters)
  return (
    <button
      type="button"
      aria-pressed={isOn}
      className={styles.toggle}
      onClick={() => {
        if (isOn) onChange(noFilters)
        onOpen(!isOn)
      }}
    >
      {t('filters.toggle')}
    </button>
  )
}
