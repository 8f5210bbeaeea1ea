import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/button.tsx'
import { Empty } from '../../../ui/empty.tsx'
import { type Filters, noFilters } from '../../schedule/index.ts'

/** Shown when no session matches the filters. */
export function AgendaNoMatches({
  filters,
  total,
  onChange,
}: {
  filters: Filters
  /** Number of sessions in the programme. */
  total: number
  onChange: (change: Partial<Filters>) => void
}) {
  const { t } = useTranslation()
  return (
    <Empty title={t('filters.none')}>
      <p>{t('filters.noneHint', { total: t('filters.all', { count: total }) })}</p>
      {filters.starred && <p>{t('filters.noneStarredHint')}</p>}
      <Button onPress={() => onChange(noFilters)}>{t('filters.clear')}</Button>
    </Empty>
  )
}

/** Shown when the programme has no sessions. */
export function AgendaEmpty() {
  const { t } = useTranslation()
  return (
    <Empty title={t('agenda.empty')}>
      <p>{t('agenda.emptyHint')}</p>
    </Empty>
  )
}
