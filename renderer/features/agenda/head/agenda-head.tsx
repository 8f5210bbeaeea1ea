/** What stands at the end of the agenda's head: what is shown of the programme, and how. */
import { Columns3, List, ListFilter, Star } from 'lucide-react'
import { memo, type ReactNode, useLayoutEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { setPreferences, usePreference } from '../../../lib/preferences.ts'
import { IconToggle } from '../../../ui/button.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { type Filters, isFiltering, isMyAgenda, noFilters } from '../../schedule/index.ts'
import styles from './agenda-head.module.css'

/** As near to each other as the name of the screen needs in the longest language. */
export function AgendaTools({ children }: { children: ReactNode }) {
  return <div className={styles.tools}>{children}</div>
}

export const ViewSwitch = memo(function ViewSwitch() {
  const { t } = useTranslation()
  const agendaView = usePreference('agendaView')
  const own = useRef<HTMLDivElement>(null)
  useLayoutEffect(() => {
    if (pressed) own.current?.querySelector<HTMLElement>('[aria-checked="true"]')?.focus()
    pressed = false
  }, [])
  return (
    <div ref={own}>
      <Segmented
        label={t('agenda.view')}
        segments={[
          { id: 'list', label: <ViewLabel icon={List} text={t('agenda.views.list')} /> },
          { id: 'grid', label: <ViewLabel icon={Columns3} text={t('agenda.views.grid')} /> },
        ]}
        value={agendaView}
        onChange={(view) => {
          pressed = true
          setPreferences({ agendaView: view })
        }}
      />
    </div>
  )
})

/** The other view has a switch of its own, which takes the focus over from the one that was pressed. */
let pressed = false

function ViewLabel({ icon: Icon, text }: { icon: typeof List; text: string }) {
  return (
    <>
      <Icon aria-hidden />
      {text}
    </>
  )
}

/** My agenda, in one press; and the row of all filters, which stays while one is on. */
export function FilterToggles({
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
  return (
    <>
      <MyAgenda filters={filters} onChange={onChange} />
      <IconToggle
        label={t('filters.toggle')}
        isSelected={open || isFiltering(filters)}
        onChange={(next) => {
          if (!next) onChange(noFilters)
          onOpen(next)
        }}
      >
        <ListFilter aria-hidden />
      </IconToggle>
    </>
  )
}

/** What has a star or notes, in one press. */
export function MyAgenda({
  filters,
  onChange,
}: {
  filters: Filters
  onChange: (change: Partial<Filters>) => void
}) {
  const { t } = useTranslation()
  const isOn = isMyAgenda(filters)
  return (
    <IconToggle
      label={t('filters.mine')}
      isSelected={isOn}
      onChange={(mine) => onChange({ starred: mine, noted: mine })}
    >
      <Star aria-hidden {...(isOn ? { fill: 'currentColor' } : {})} />
    </IconToggle>
  )
}
