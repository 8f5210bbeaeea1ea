import { LibraryBig, Quote } from 'lucide-react'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { SearchHit } from '../../../db/contract/index.ts'
import styles from './palette.module.css'
import { type Scope, scopes } from './palette-model.ts'
import { countHits } from './palette-rank.ts'

/** null: all kinds. */
const tabs: (Scope | null)[] = [null, ...scopes]

/** @returns the next or previous tab, wrapping around */
export function getNextScope(scope: Scope | null, step: 1 | -1): Scope | null {
  return tabs.at((tabs.indexOf(scope) + step) % tabs.length) ?? null
}

/** Tabs that filter the results by kind. Chosen by mouse, or by Ctrl and the page keys while the query keeps the focus. */
export function PaletteTabs({
  listId,
  hits,
  scope,
  onScope,
  exactOnly,
  onExactOnly,
  everywhere,
  onEverywhere,
}: {
  listId: string
  /** null if nothing was searched yet, so there is nothing to count. */
  hits: readonly SearchHit[] | null
  scope: Scope | null
  onScope: (scope: Scope | null) => void
  exactOnly: boolean
  onExactOnly: () => void
  /** undefined if there is only one conference. */
  everywhere?: boolean
  onEverywhere?: () => void
}) {
  const { t } = useTranslation()
  const getCount = (tab: Scope | null) => {
    if (!hits) return null
    const { count, isCut } = countHits(hits, tab)
    return <span> {isCut ? `${count}+` : count}</span>
  }
  return (
    <div className={styles.tabs}>
      <div role="tablist" aria-label={t('search.kinds')} className={styles.kinds}>
        {tabs.map((tab) => (
          <button
            key={tab}
            type="button"
            role="tab"
            tabIndex={-1}
            aria-selected={tab === scope}
            aria-controls={listId}
            className={styles.tab}
            // Keeps the focus in the query field.
            onMouseDown={(event) => event.preventDefault()}
            onClick={() => onScope(tab)}
          >
            {t(tab === null ? 'search.all' : `search.scopes.${tab}`)}
            {getCount(tab)}
          </button>
        ))}
      </div>
      <div className={styles.switches}>
        <Switch
          label={t('search.exactOnly')}
          hint={t('search.exactHint')}
          isOn={exactOnly}
          onToggle={onExactOnly}
        >
          <Quote aria-hidden />
        </Switch>
        {onEverywhere && (
          <Switch label={t('search.everywhere')} isOn={everywhere ?? false} onToggle={onEverywhere}>
            <LibraryBig aria-hidden />
          </Switch>
        )}
      </div>
    </div>
  )
}

function Switch({
  label,
  hint,
  isOn,
  onToggle,
  children,
}: {
  label: string
  hint?: string
  isOn: boolean
  onToggle: () => void
  children: ReactNode
}) {
  return (
    <button
      type="button"
      tabIndex={-1}
      aria-pressed={isOn}
      title={hint}
      className={styles.switch}
      onMouseDown={(event) => event.preventDefault()}
      onClick={onToggle}
    >
      {children}
      {label}
    </button>
  )
}
