/** Shows a message if the store cannot answer a query. Without it, the screen would just stay empty. */
import type { QueryCache } from '@tanstack/react-query'
import i18next from 'i18next'
import type { ErrorCode } from '../../core/wire.ts'
import { getErrorText } from '../lib/error-text.ts'
import { StoreError } from '../lib/store-client.ts'
import { announce } from '../ui/undo-bar.tsx'

/** What was asked for is gone, or the whole notebook has a problem that the window shows in another way. */
const shownElsewhere: readonly ErrorCode[] = [
  'not-found',
  'damaged',
  'recovery',
  'locked',
  'replaced',
  'store-gone',
  'newer-version',
  'migration-failed',
]

export function reportReadErrors(cache: QueryCache, show = showUntilClosed): void {
  cache.subscribe((event) => {
    if (event.type !== 'updated' || event.action.type !== 'error') return
    const { error } = event.action
    if (error instanceof StoreError && shownElsewhere.includes(error.code)) return
    show(i18next.t('errors.notRead', { reason: getErrorText(error) }))
  })
}

function showUntilClosed(text: string): void {
  announce(text, undefined, { stays: true })
}
