import { Suspense } from 'react'
import { createLazyComponent } from '../../lib/lazy-component.ts'
import { delayRequest } from './delay-changes.ts'

const DelayDialog = createLazyComponent(async () => (await import('./delay-dialog.tsx')).DelayDialog)

/** Once in the window: the dialog while a session that runs late is moved. */
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
