/** Describes what was left out because of its confidentiality. */
import { useTranslation } from 'react-i18next'
import type { Withheld } from '../../../db/contract/index.ts'

/** "Left out: 1 private note, 2 internal passages". @returns null if nothing was left out */
export function useWithheldText(): (withheld: Withheld) => string | null {
  const { t } = useTranslation()
  return (withheld) => {
    const what = (['private', 'internal'] as const).flatMap((level) =>
      (['notes', 'passages'] as const).flatMap((kind) => {
        const count = withheld[level][kind]
        return count > 0 ? t(`confidentiality.${kind}.${level}`, { count }) : []
      }),
    )
    return what.length > 0 ? t('confidentiality.leftOut', { what: what.join(', ') }) : null
  }
}
