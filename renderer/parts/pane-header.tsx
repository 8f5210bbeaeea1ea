import type { ReactNode } from 'react'
import styles from './pane-header.module.css'

/** The 48 px head of a pane: its title, and what acts on the whole of it. */
export function PaneHeader({
  title,
  detail,
  children,
}: {
  title: string
  detail?: string
  children?: ReactNode
}) {
  return (
    <header className={styles.header}>
      <h1 className={styles.title}>{title}</h1>
      {detail && <span className={styles.detail}>{detail}</span>}
      <div className={styles.actions}>{children}</div>
    </header>
  )
}
