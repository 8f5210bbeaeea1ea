/** A screen with a single column of sections, each with its name beside it. */
import type { ReactNode } from 'react'
import styles from './page.module.css'
import { PaneHeader } from './pane-header.tsx'

export function Page({
  title,
  actions,
  children,
}: {
  title: string
  actions?: ReactNode
  children: ReactNode
}) {
  return (
    <div className={styles.screen}>
      <PaneHeader title={title}>{actions}</PaneHeader>
      <div className={styles.page}>{children}</div>
    </div>
  )
}

export function Section({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h2>{title}</h2>
      <div className={styles.content}>{children}</div>
    </section>
  )
}
