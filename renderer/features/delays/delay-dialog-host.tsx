import { Suspense } from 'react'
import { createLazyComponent } from '../../lib/lazy-component.ts'
import { delayRequest } from './delay-changes.ts'

const DelayDialog = createLazyComponent(async () => (await import('./delay-dialog.tsx')).DelayDialog)

/** Shows the dialog for a session that runs late. Rendered once in the window. */
export function DelayDialogHost() {
  const session = delayRequest.use()
  return (
    session && (
      <Suspense>
        <DelayDialog session={session} />
      </Suspense>
    )
  )
}
