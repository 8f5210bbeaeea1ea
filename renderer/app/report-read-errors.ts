/** Shows a message if the store cannot answer a query. Without it, the screen would just stay empty. */
import type { QueryCache } from '@tanstack/react-query'
import i18next from 'i18next'
import type { ErrorCode } from '../../core/wire.ts'
import { getErrorText } from '../lib/error-text.ts'
import { StoreError } from '../lib/store-client.ts'
import { announce } from '../ui/undo-bar.tsx'

/** Reading failed. Other errors concern the whole notebook, which the window shows in another way, or an item that is gone. */
const readErrors: readonly ErrorCode[] = ['file-access', 'internal']
/** While the store restarts or another notebook is opened, queries fail and are repeated. */
const PATIENCE_MS = 2_000

export function reportReadErrors(cache: QueryCache, show = showUntilClosed, patience = PATIENCE_MS): void {
  cache.subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'error') return
    const { query } = event
    const { error } = event.action
    if (error instanceof StoreError && !readErrors.includes(error.code)) return
    setTimeout(() => {
      if (query.state.error === error && query.isActive())
        show(i18next.t('errors.notRead', { reason: getErrorText(error) }))
    }, patience)
  })
}

function showUntilClosed(text: string): void {
  announce(text, undefined, { stays: true })
}
