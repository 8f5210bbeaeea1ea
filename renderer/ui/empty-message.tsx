import type { ReactNode } from 'react'
import styles from './empty-message.module.css'

/** Shown in an empty place: says what is missing and what to do next. */
export function EmptyMessage({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <p className={styles.title}>{title}</p>
      {children && <div className={styles.body}>{children}</div>}
    </div>
  )
}
