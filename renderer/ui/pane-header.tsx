import type { ReactNode } from 'react'
import styles from './pane-header.module.css'

/** The 48 px head of a pane: its title, and what acts on the whole of it. */
export function PaneHeader({
  title,
  detail,
  tabs,
  children,
}: {
  title: string
  detail?: string
  /** Places within the pane, as wide as they need; a line then closes the head below them. */
  tabs?: ReactNode
  children?: ReactNode
}) {
  return (
    <header className={styles.header} data-tabs={tabs !== undefined}>
      <h1 className={styles.title}>{title}</h1>
      {detail && <span className={styles.detail}>{detail}</span>}
      {tabs && <div className={styles.tabs}>{tabs}</div>}
      <div className={styles.actions}>{children}</div>
    </header>
  )
}
