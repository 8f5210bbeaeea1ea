/** Says whether typed text is on the disk, and since when. Shown at the foot of every window with an editor. */
import type { TFunction } from 'i18next'
import { Check, TriangleAlert } from 'lucide-react'
import { Suspense, useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { formatTimeWithSeconds } from '../../core/time.ts'
import { getErrorText, isReplaced } from '../lib/error-text.ts'
import { createLazyComponent } from '../lib/lazy-component.ts'
import { useStoreQuery } from '../lib/queries.ts'
import { focusMain } from '../lib/restore-focus.ts'
import { flushAll, type SaveState, useSaveState } from '../lib/save-state.ts'
import { LinkButton } from '../ui/button.tsx'
import styles from './save-status.module.css'

const UnsavedQuestion = createLazyComponent(
  async () => (await import('./unsaved-question.tsx')).UnsavedQuestion,
)

/** Shows the computer's time, as file dates do, not conference or rehearsal time. */
export function SaveStatus() {
  const { t } = useTranslation()
  const [isAsking, setIsAsking] = useState(false)
  const state = useNotebookSaveState()
  useEffect(() => {
    if (state.kind !== 'failed') return
    // The button goes away once the text is saved.
    return () => {
      if (document.activeElement === document.body) focusMain('editor')
    }
  }, [state.kind])
  const isFileReplaced = state.kind === 'failed' && isReplaced(state.error)
  return (
    <span className={styles.save} data-kind={state.kind}>
      <StatusIcon kind={state.kind} />
      <span
        role="status"
        // A screen reader announces only failures. If it said "saved" every few seconds, nothing else could be heard.
        aria-live={state.kind === 'failed' ? 'assertive' : 'off'}
        className={styles.text}
      >
        {describeState(state, t)}
      </span>
      {isFileReplaced && <LinkButton onClick={() => setIsAsking(true)}>{t('status.reopen')}</LinkButton>}
      {state.kind === 'failed' && !isFileReplaced && (
        <LinkButton onClick={() => void flushAll()}>{t('app.tryAgain')}</LinkButton>
      )}
      {isAsking && (
        <Suspense>
          <UnsavedQuestion isClosing={false} onClose={() => setIsAsking(false)} />
        </Suspense>
      )}
    </span>
  )
}

function StatusIcon({ kind }: Pick<SaveState, 'kind'>) {
  if (kind === 'saved') return <Check aria-hidden />
  if (kind === 'failed') return <TriangleAlert aria-hidden />
  return <span aria-hidden className={styles.dot} />
}

function describeState(state: SaveState, t: TFunction): string {
  if (state.kind === 'unsaved') return t('status.unsaved')
  if (state.kind === 'failed')
    return isReplaced(state.error)
      ? t('status.replaced')
      : t('status.failed', { reason: getErrorText(state.error) })
  if (state.at === null) return t('status.savedBefore')
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions()
  return t('status.saved', { time: formatTimeWithSeconds(state.at, timeZone) })
}

/** If the notebook's file was replaced or removed, nothing counts as saved, even without new text. */
function useNotebookSaveState(): SaveState {
  const state = useSaveState()
  const { data: status } = useStoreQuery('status.get', {})
  if (state.kind === 'saved' && status?.state === 'ready' && status.problem)
    return { kind: 'failed', error: status.problem }
  return state
}
