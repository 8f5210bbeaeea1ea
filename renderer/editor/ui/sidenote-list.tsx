/** Renders the sidenotes; margin.ts positions them. */
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { LinkButton } from '../../ui/button.tsx'
import type { Sidenote } from '../plugins/sidenotes.ts'
import type { Mention } from '../schema/links.ts'
import styles from './sidenote-list.module.css'

export function SidenoteList({
  ref,
  sidenotes,
  onOpen,
}: {
  ref: RefObject<HTMLUListElement | null>
  sidenotes: Sidenote[]
  /** undefined if nothing can be opened. */
  onOpen: ((mention: Mention) => void) | undefined
}) {
  const { t } = useTranslation()
  return (
    <ul ref={ref} aria-label={t('editor.sidenotes')} className={styles.notes}>
      {sidenotes.map(({ key, kind, title, text, mention }) => (
        <li key={key} className={kind === 'key-message' ? styles.excerpt : styles.fact}>
          <strong>
            {mention && onOpen ? (
              <LinkButton role="link" onClick={() => onOpen(mention)}>
                {title}
              </LinkButton>
            ) : (
              title
            )}
          </strong>
          {text !== '' && <span dir="auto">{text}</span>}
        </li>
      ))}
    </ul>
  )
}
