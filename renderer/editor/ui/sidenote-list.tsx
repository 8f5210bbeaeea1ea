/** The sidenotes; margin.ts gives each its place. */
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import type { Sidenote } from '../plugins/sidenotes.ts'
import styles from './sidenote-list.module.css'

export function SidenoteList({
  ref,
  sidenotes,
}: {
  ref: RefObject<HTMLUListElement | null>
  sidenotes: Sidenote[]
}) {
  const { t } = useTranslation()
  return (
    <ul ref={ref} aria-label={t('editor.sidenotes')} className={styles.notes}>
      {sidenotes.map(({ key, kind, title, text }) => (
        <li key={key} className={kind === 'key-message' ? styles.excerpt : styles.fact}>
          <strong>{title}</strong>
          {text !== '' && <span>{text}</span>}
        </li>
      ))}
    </ul>
  )
}
