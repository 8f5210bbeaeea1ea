import { Search, X } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button, Input, SearchField } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import styles from './filter-field.module.css'

/** A field above a list that filters the list. Other controls of the list are beside the field. Escape clears the field. */
export function FilterField({
  label,
  value,
  onChange,
  children,
}: {
  label: string
  value: string
  onChange: (text: string) => void
  children?: ReactNode
}) {
  const { t } = useTranslation()
  return (
    <div className={styles.line}>
      <SearchField aria-label={label} value={value} onChange={onChange} className={styles.field ?? ''}>
        <Search aria-hidden />
        <Input className={styles.input ?? ''} placeholder={label} />
        {value !== '' && (
          <Button aria-label={t('filter.clear')} className={styles.clear ?? ''}>
            <X aria-hidden />
          </Button>
        )}
      </SearchField>
      {children}
    </div>
  )
}
