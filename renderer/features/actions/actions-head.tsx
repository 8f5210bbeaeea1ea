/** The header of the list of actions: which kind is shown, in which order, and the filters. */
import { ArrowDownUp } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { setPreferences, usePreference } from '../../lib/preferences.ts'
import { IconButton } from '../../ui/button.tsx'
import { FilterField } from '../../ui/filter-field.tsx'
import { Menu } from '../../ui/menu.tsx'
import { PaneHeader } from '../../ui/pane-header.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import styles from './actions-head.module.css'
import type { ActionKind, ActionOrder, ActionScope } from './actions-items.ts'

const kinds: ActionKind[] = ['task', 'question', 'decision']
const scopes: ActionScope[] = ['open', 'done', 'all']

export function ActionsHead({
  counts,
  isEmpty,
  kind,
  onKind,
  scope,
  onScope,
  query,
  onQuery,
}: {
  /** For tasks, counts only those that are open. */
  counts: Record<ActionKind, number>
  /** True if the conference has no action of any kind, so that there is nothing to filter or sort. */
  isEmpty: boolean
  kind: ActionKind
  onKind: (kind: ActionKind) => void
  scope: ActionScope
  onScope: (scope: ActionScope) => void
  query: string
  onQuery: (query: string) => void
}) {
  const { t } = useTranslation()
  const actionsOrder = usePreference('actionsOrder')
  const orders: ActionOrder[] = kind === 'task' ? ['due', 'person', 'session'] : ['person', 'session']
  const order = orders.includes(actionsOrder) ? actionsOrder : 'session'
  return (
    <>
      <PaneHeader title={t('nav.actions')} />
      {!isEmpty && (
        <FilterField label={t('actions.filter')} value={query} onChange={onQuery}>
          <Menu
            label={t('actions.order')}
            actions={orders.map((id) => ({
              id,
              label: t(`actions.orders.${id}`),
              selected: id === order,
              onAction: () => setPreferences({ actionsOrder: id }),
            }))}
          >
            <IconButton
              label={`${t('actions.order')}: ${t(`actions.orders.${order}`)}`}
              text={t(`actions.orders.${order}`)}
            >
              <ArrowDownUp aria-hidden />
            </IconButton>
          </Menu>
        </FilterField>
      )}
      <div className={styles.choices}>
        <Segmented
          label={t('actions.kind')}
          segments={kinds.map((id) => ({
            id,
            label: (
              <>
                {t(`actions.kinds.${id}`)}
                {counts[id] > 0 && <span className={styles.count}>{counts[id]}</span>}
              </>
            ),
          }))}
          value={kind}
          onChange={onKind}
        />
        {kind === 'task' && !isEmpty && (
          <Segmented
            label={t('actions.scope')}
            segments={scopes.map((id) => ({ id, label: t(`actions.scopes.${id}`) }))}
            value={scope}
            onChange={onScope}
          />
        )}
      </div>
    </>
  )
}
