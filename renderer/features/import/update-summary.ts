/** Summarises the changes of an import in a few words, for its result and the history. */
import type { TFunction } from 'i18next'
import type { OtherChangeCounts, SessionCounts } from '../../../db/contract/index.ts'

/** The number of floor plans and documents to name. */
const MAX_NAMED_FILES = 3

/** @returns text without a full stop at the end */
export function summariseChanges(
  t: TFunction,
  sessionCounts: SessionCounts,
  otherChanges: OtherChangeCounts,
): string {
  const counts = (['facts', 'speakers', 'keyMessages', 'contacts'] as const)
    .filter((part) => otherChanges[part] > 0)
    .map((part) => t(`import.counts.${part}`, { count: otherChanges[part] }))
  const files = otherChanges.files.slice(0, MAX_NAMED_FILES).map((name) => t('import.file', { name }))
  const more = otherChanges.files.length - files.length
  const listed = [...counts, ...files].join(', ')
  const others = more > 0 ? `${listed} ${t('import.otherFiles', { count: more })}` : listed
  const { added, changed, cancelled } = sessionCounts
  const sessions = t('history.counts', { added, changed, cancelled })
  if (others === '') return sessions
  if (added + changed + cancelled === 0) return t('history.onlyBeside', { what: others })
  return `${sessions}. ${t('history.beside', { what: others })}`
}
