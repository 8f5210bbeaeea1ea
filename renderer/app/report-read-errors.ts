/** Shows a message if the store cannot answer a query. Without it, the screen would just stay empty. */
import type { QueryCache } from '@tanstack/react-query'
import i18next from 'i18next'
import type { ErrorCode } from '../../core/wire.ts'
import { getErrorText } from '../lib/error-text.ts'
import { StoreError } from '../lib/store-client.ts'
import { announce } from '../ui/undo-bar.tsx'

/** The errors that are reported here. Others are shown by the screen that asked, or concern the whole notebook or a deleted item. */
const readErrors: readonly ErrorCode[] = ['busy', 'disk-full', 'file-access', 'internal']
/** An error is reported only if it remains after this time: while the store restarts, queries fail and are repeated. */
const REPORT_DELAY_MS = 2_000

export function reportReadErrors(cache: QueryCache, showMessage = showUntilClosed): void {
  cache.subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'error') return
    const { query } = event
    const { error } = event.action
    if (error instanceof StoreError && !readErrors.includes(error.code)) return
    setTimeout(() => {
      if (query.state.error === error && query.isActive())
        showMessage(i18next.t('errors.notRead', { reason: getErrorText(error) }))
    }, REPORT_DELAY_MS)
  })
}

function showUntilClosed(text: string): void {
  announce(text, undefined, { stays: true })
}
