import styles from './wordmark.module.css'

/** The logo (a notebook) and the app's name. */
export function Wordmark() {
  return (
    <div className={styles.wordmark}>
      <svg viewBox="0 0 18 18" width="18" height="18" aria-hidden="true">
        <rect
          x="1.75"
          y="1"
          width="14.5"
          height="16"
          rx="1.5"
          fill="none"
          stroke="currentColor"
          strokeWidth="1.5"
        />
        <path d="M5.25 1v16" stroke="currentColor" strokeWidth="1.5" />
        <path d="M8 5.5h5.5M8 9h5.5M8 12.5h3" stroke="currentColor" strokeWidth="1.25" />
      </svg>
      <span>Rapporteur</span>
    </div>
  )
}
