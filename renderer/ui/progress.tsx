import { ProgressBar } from 'react-aria-components'
import { useDelayed } from '../lib/delayed.ts'
import { Button } from './button.tsx'
import styles from './progress.module.css'

/** The time after which progress is shown, since most work finishes earlier. */
const PROGRESS_DELAY_MS = 1_000

/**
 * Shows the state of long work: a text at first, after a second also a progress bar (0–1, or null if unknown) and a cancel button if
 * it can be cancelled. `takesFocus` is for progress that replaces the button that started it.
 */
export function Progress({
  label,
  value,
  cancel,
}: {
  label: string
  value: number | null
  cancel?: { label: string; run: () => void; takesFocus?: boolean }
}) {
  const isShown = useDelayed(true, PROGRESS_DELAY_MS)
  if (!isShown) return <p>{label}</p>
  return (
    <div className={styles.progress}>
      <ProgressBar
        aria-label={label}
        isIndeterminate={value === null}
        value={(value ?? 0) * 100}
        className={styles.bar ?? ''}
      >
        {({ percentage }) => (
          <>
            <span>
              {label}
              {value !== null && ` · ${Math.round(percentage ?? 0)} %`}
            </span>
            <span className={styles.track}>
              <span
                className={value === null ? styles.unknown : styles.done}
                style={{ inlineSize: value === null ? undefined : `${percentage}%` }}
              />
            </span>
          </>
        )}
      </ProgressBar>
      {cancel && (
        <Button autoFocus={cancel.takesFocus ?? false} onPress={cancel.run}>
          {cancel.label}
        </Button>
      )}
    </div>
  )
}
