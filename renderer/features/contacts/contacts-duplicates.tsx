import { useDeferredValue, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contact } from '../../../db/model.ts'
import { createStore } from '../../lib/create-store.ts'
import { buildRoute, go } from '../../lib/router.ts'
import { Button } from '../../ui/button.tsx'
import styles from './contacts.module.css'
import { findDuplicates } from './find-duplicates.ts'

const NOBODY: readonly Contact[] = []

/** The contact to which the button has just led. Its page moves the focus to the offer to merge, which is below the fields. */
export const duplicateToShow = createStore<string | null>(null)

/** A button that steps through possible duplicates among the contacts. Renders nothing if there are none. */
export function DuplicatesButton({
  people,
  selected,
}: {
  people: readonly Contact[]
  selected: string | undefined
}) {
  const { t } = useTranslation()
  // Comparing tens of thousands of contacts must not delay the page.
  const compared = useDeferredValue(people, NOBODY)
  const pairs = useMemo(() => findDuplicates(compared), [compared])
  if (pairs.length === 0) return null
  const index = pairs.findIndex(([first]) => first.id === selected)
  const showNext = () => {
    const id = pairs[(index + 1) % pairs.length]?.[0].id
    duplicateToShow.set(id ?? null)
    go(buildRoute('contacts', id))
  }
  return (
    <div className={styles.duplicates}>
      <Button variant="quiet" onPress={showNext}>
        {t('contacts.duplicates', { count: pairs.length })}
      </Button>
    </div>
  )
}
