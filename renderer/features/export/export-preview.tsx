import { ChevronDown } from 'lucide-react'
import { memo, type ReactNode, useCallback, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Paper } from '../../../core/paper.ts'
import type { ExportPreview as Preview, Withheld } from '../../../db/contract/index.ts'
import { Button } from '../../ui/button.tsx'
import { Menu } from '../../ui/menu.tsx'
import { ChathamHouse } from './export-chatham-house.tsx'
import styles from './export-preview.module.css'
import { PagedPreview } from './paged-preview.tsx'

/** null fits the width. */
const zooms = [null, 0.5, 0.75, 1, 1.25, 1.5, 2] as const
type PagePosition = { number: number; count: number | null }

/** Previews the report as it will be saved. The previous preview stays until the next is ready. */
export const ExportPreview = memo(function ExportPreview({
  format,
  preview,
  paper,
  count,
  problem,
}: {
  /** "Word, A4" */
  format: string
  preview: Preview | null | undefined
  paper: Paper
  /** The number of items in a file for other programs, in words. */
  count: string
  /** A problem that is shown in place of the preview. */
  problem: ReactNode
}) {
  const { t, i18n } = useTranslation()
  const withheldText = useWithheldText()
  const withheld = problem || !preview ? null : withheldText(preview.withheld)
  const [zoom, setZoom] = useState<number | null>(null)
  const [pagePosition, setPagePosition] = useState<PagePosition>({ number: 1, count: null })
  const onPlace = useCallback((number: number, count: number | null) => {
    setPagePosition((before) =>
      before.number === number && before.count === count ? before : { number, count },
    )
  }, [])
  const page = problem ? null : preview?.page
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent' })
  const formatZoom = (factor: number | null) =>
    factor === null ? t('export.fitWidth') : percent.format(factor)
  return (
    <section aria-labelledby="export-preview" className={styles.preview}>
      <header className={styles.header}>
        <h2 id="export-preview" className={styles.title}>
          {t('export.preview')}
        </h2>
        <span>{format}</span>
        {page ? (
          <>
            <span className={styles.counts}>{t(getPlaceKey(pagePosition, page.isCut), pagePosition)}</span>
            <Menu
              label={t('export.zoom')}
              actions={zooms.map((factor) => ({
                id: String(factor),
                label: formatZoom(factor),
                selected: factor === zoom,
                onAction: () => setZoom(factor),
              }))}
            >
              <Button variant="quiet" aria-label={`${t('export.zoom')}: ${formatZoom(zoom)}`}>
                {formatZoom(zoom)}
                <ChevronDown aria-hidden className={styles.arrow} />
              </Button>
            </Menu>
          </>
        ) : (
          !problem && <span className={styles.counts}>{count}</span>
        )}
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
        {page && <PagedPreview page={page} paper={paper} zoom={zoom} onPlace={onPlace} />}
        {!problem && preview?.text && (
          <pre className={styles.data}>
            {preview.text.beginning}
            {preview.text.isCut && <strong>{t('export.goesOn')}</strong>}
          </pre>
        )}
      </div>
    </section>
  )
})

/** The number of pages is unknown until all are laid out, and if the preview is cut. */
function getPlaceKey({ count }: PagePosition, isCut: boolean) {
  if (count === null) return 'export.page'
  return isCut ? 'export.pageOfMore' : 'export.pageOf'
}

/** "Left out: 1 private note, 2 internal passages". @returns null if nothing was left out */
function useWithheldText(): (withheld: Withheld) => string | null {
  const { t } = useTranslation()
  return (withheld) => {
    const levels = (['private', 'internal'] as const).flatMap((level) =>
      (['notes', 'passages'] as const).flatMap((kind) => {
        const count = withheld[level][kind]
        return count > 0 ? t(`confidentiality.${kind}.${level}`, { count }) : []
      }),
    )
    return levels.length > 0 ? t('confidentiality.leftOut', { what: levels.join(', ') }) : null
  }
}
