import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExportPreview as Preview } from '../../db/contract.ts'
import { ChathamHouse } from './export-chatham-house.tsx'
import { DocumentSheet } from './export-document.tsx'
import styles from './export-preview.module.css'
import { useWithheldText } from './withheld-text.ts'

/** The report as the file will hold it. What was there stays until the next is. */
export function ExportPreview({
  format,
  preview,
  count,
  problem,
}: {
  /** "Word, A4" */
  format: string
  preview: Preview | null | undefined
  /** What the file holds, in words. */
  count: string
  /** Shown in place of the preview. */
  problem: ReactNode
}) {
  const { t } = useTranslation()
  const withheldText = useWithheldText()
  const withheld = problem || !preview ? null : withheldText(preview.withheld)
  return (
    <section aria-labelledby="export-preview" className={styles.preview}>
      <header className={styles.header}>
        <h2 id="export-preview">{t('export.preview')}</h2>
        <span>{format}</span>
        {!problem && <span className={styles.counts}>{count}</span>}
      </header>
      {withheld && <p className={styles.withheld}>{withheld}</p>}
      {!problem && preview?.chathamHouse && <ChathamHouse {...preview.chathamHouse} />}
      <div
        role="document"
        aria-label={t('export.preview')}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a long text is scrolled with the keys, so it takes the focus
        tabIndex={0}
        className={styles.desk}
      >
        {problem && <div className={styles.problem}>{problem}</div>}
        {!problem && preview?.document && (
          <DocumentSheet document={preview.document} contents={preview.contents} />
        )}
        {!problem && preview && preview.text !== null && <pre className={styles.data}>{preview.text}</pre>}
      </div>
    </section>
  )
}
