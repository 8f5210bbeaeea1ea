import { useTranslation } from 'react-i18next'
import { Button } from '../../../ui/button.tsx'
import { EmptyMessage } from '../../../ui/empty-message.tsx'
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
    <EmptyMessage title={t('filters.none')}>
      <p>{t('filters.noneHint', { total: t('filters.all', { count: total }) })}</p>
      {filters.starred && <p>{t('filters.noneStarredHint')}</p>}
      <Button onPress={() => onChange(noFilters)}>{t('filters.clear')}</Button>
    </EmptyMessage>
  )
}

/** Shown when the programme has no sessions. */
export function AgendaEmpty() {
  const { t } = useTranslation()
  return (
    <EmptyMessage title={t('agenda.empty')}>
      <p>{t('agenda.emptyHint')}</p>
    </EmptyMessage>
  )
}
