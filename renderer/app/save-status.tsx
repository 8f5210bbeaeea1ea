/** Whether what was typed is on the disk, and since when; at the foot of every window that one types in. */
import { Check, TriangleAlert } from 'lucide-react'
import { Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatTimeWithSeconds } from '../../core/time.ts'
import { errorText, isReplaced } from '../lib/error-text.ts'
import { createLazyComponent } from '../lib/lazy-component.ts'
import { useStoreQuery } from '../lib/queries.ts'
import { flushAll, type SaveState, useSaveState } from '../lib/save-state.ts'
import { LinkButton } from '../ui/button.tsx'
import styles from './save-status.module.css'

const UnsavedQuestion = createLazyComponent(
  async () => (await import('./unsaved-question.tsx')).UnsavedQuestion,
)

/** Shows the time of this computer, as its files do, and not that of the conference or of a rehearsal. */
export function SaveStatus() {
  const { t } = useTranslation()
  const [asking, setAsking] = useState(false)
  const state = useWholeState()
  const replaced = state.kind === 'failed' && isReplaced(state.error)
  const text =
    state.kind === 'unsaved'
      ? t('status.unsaved')
      : state.kind === 'failed'
        ? replaced
          ? t('status.replaced')
          : t('status.failed', { reason: errorText(state.error) })
        : state.at === null
          ? t('status.savedBefore')
          : t('status.saved', {
              time: formatTimeWithSeconds(state.at, Intl.DateTimeFormat().resolvedOptions().timeZone),
            })
  return (
    <span className={styles.save} data-kind={state.kind}>
      {state.kind === 'saved' ? (
        <Check aria-hidden />
      ) : state.kind === 'failed' ? (
        <TriangleAlert aria-hidden />
      ) : (
        <span aria-hidden className={styles.dot} />
      )}
      <span
        role="status"
        // Only a failure is worth interrupting for; "saved" every few seconds would not let anyone listen.
        aria-live={state.kind === 'failed' ? 'assertive' : 'off'}
        className={styles.text}
      >
        {text}
      </span>
      {replaced && <LinkButton onClick={() => setAsking(true)}>{t('status.reopen')}</LinkButton>}
      {state.kind === 'failed' && !replaced && (
        <LinkButton onClick={() => void flushAll()}>{t('app.tryAgain')}</LinkButton>
      )}
      {asking && (
        <Suspense>
          <UnsavedQuestion isClosing={false} onClose={() => setAsking(false)} />
        </Suspense>
      )}
    </span>
  )
}

/** Where the file of the notebook was replaced or removed nothing counts as saved, although nothing was typed since. */
function useWholeState(): SaveState {
  const state = useSaveState()
  const { data: status } = useStoreQuery('status.get', {})
  if (state.kind === 'saved' && status?.state === 'ready' && status.problem)
    return { kind: 'failed', error: status.problem }
  return state
}
