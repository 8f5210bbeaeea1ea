import { Suspense } from 'react'
import { createLazyComponent } from '../../lib/lazy-component.ts'
import { entryRequest, useNewEntryKey } from './entry-changes.ts'

const EntryDialog = createLazyComponent(async () => (await import('./entry-dialog.tsx')).EntryDialog)

/** Used once in each window: shows the dialog while an entry is made or changed, and binds the key that opens it. */
export function EntryDialogHost() {
  const request = entryRequest.use()
  useNewEntryKey()
  return (
    request && (
      <Suspense>
        <EntryDialog request={request} />
      </Suspense>
    )
  )
}
