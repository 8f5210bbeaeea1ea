import type { ReactNode } from 'react'
import styles from './pane-header.module.css'

/** The 48 px header of a pane: its title and the actions on the whole pane. */
export function PaneHeader({
  title,
  detail,
  tabs,
  children,
}: {
  title: string
  detail?: string
  /** Tabs within the pane, as wide as they need; a line below them then closes the header. */
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
