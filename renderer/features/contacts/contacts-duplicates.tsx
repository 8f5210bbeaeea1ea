import { useDeferredValue, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Contact } from '../../../db/model.ts'
import { go, routeTo } from '../../lib/router.ts'
import { Button } from '../../ui/button.tsx'
import styles from './contacts.module.css'
import { findDuplicates } from './find-duplicates.ts'

const NOBODY: readonly Contact[] = []

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
  return (
    <div className={styles.duplicates}>
      <Button
        variant="quiet"
        onPress={() => go(routeTo('contacts', pairs[(index + 1) % pairs.length]?.[0].id))}
      >
        {t('contacts.duplicates', { count: pairs.length })}
      </Button>
    </div>
  )
}
