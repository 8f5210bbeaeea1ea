/** What an import changed, in a few words: for its result and in the history. */
import type { TFunction } from 'i18next'
import type { BesideCounts, SessionCounts } from '../../db/contract/index.ts'

/** Without a full stop at its end. */
export function summaryOf(t: TFunction, counts: SessionCounts, beside: BesideCounts): string {
  const others = (['facts', 'keyMessages', 'contacts', 'files'] as const)
    .filter((part) => beside[part] > 0)
    .map((part) => t(`import.counts.${part}`, { count: beside[part] }))
    .join(', ')
  const { added, changed, cancelled } = counts
  const sessions = t('history.counts', { added, changed, cancelled })
  if (others === '') return sessions
  if (added + changed + cancelled === 0) return t('history.onlyBeside', { what: others })
  return `${sessions}. ${t('history.beside', { what: others })}`
}
