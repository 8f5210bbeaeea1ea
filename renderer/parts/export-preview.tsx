import { useTranslation } from 'react-i18next'
import type { ExportPreview as Preview } from '../../db/contract.ts'
import { MarkdownSheet } from './export-markdown.tsx'
import styles from './export-preview.module.css'

/** The report as the file will hold it. What was there stays until the next is. */
export function ExportPreview({
  format,
  preview,
  count,
  problem,
}: {
  format: string
  count: { sessions: number; entries: number }
  preview: Preview | null | undefined
  problem: string | null
}) {
  const { t } = useTranslation()
  return (
    <section aria-labelledby="export-preview" className={styles.preview}>
      <header className={styles.header}>
        <h2 id="export-preview">{t('export.preview')}</h2>
        <span>{format}</span>
        {!problem && (
          <span className={styles.counts}>
            {t('export.inSessions', { count: count.sessions })},{' '}
            {t('export.inNotes', { count: count.entries })}
          </span>
        )}
      </header>
      <div
        role="document"
        aria-label={t('export.preview')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled with the keys, so it takes the focus
        tabIndex={0}
        className={styles.desk}
      >
        {problem && <p className={styles.problem}>{problem}</p>}
        {!problem && preview && (preview.text === null ? null : <MarkdownSheet text={preview.text} />)}
      </div>
    </section>
  )
}
