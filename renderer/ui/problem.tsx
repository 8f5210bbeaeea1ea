import { TriangleAlert } from 'lucide-react'
import styles from './problem.module.css'

/** A sentence in a section that needs attention. With `isNew`, a screen reader reads it at once. */
export function Problem({ text, isNew = false }: { text: string; isNew?: boolean }) {
  return (
    <p role={isNew ? 'alert' : undefined} className={styles.problem}>
      <TriangleAlert aria-hidden />
      {text}
    </p>
  )
}
