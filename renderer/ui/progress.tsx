import { useEffect, useState } from 'react'
import { ProgressBar } from 'react-aria-components'
import { Button } from './button.tsx'
import styles from './progress.module.css'

/** Most work is done before anybody would read a progress. */
const PATIENCE_MS = 1_000

/**
 * Work that takes its time: in words at first; after a second how far it is, 0–1 or null if that is not known, and a way out if there is one.
 * `takesFocus`: where it stands in the place of the button that began it.
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
  const [shown, setShown] = useState(false)
  useEffect(() => {
    const patience = setTimeout(() => setShown(true), PATIENCE_MS)
    return () => clearTimeout(patience)
  }, [])
  if (!shown) return <p>{label}</p>
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
