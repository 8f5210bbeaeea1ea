/** Reads the text of a document in the window, page by page. */
import { ArrowLeft, ArrowRight } from 'lucide-react'
import { type KeyboardEvent, useLayoutEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ListedFile } from '../../../db/contract/index.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { buildRoute, go } from '../../lib/router.ts'
import { Button, IconButton } from '../../ui/button.tsx'
import { openFile, saveFile, useFoundHighlight, useFoundPlace } from '../sessions/index.ts'
import styles from './document-reading.module.css'
import { toParagraphs } from './page-text.ts'
import { QuoteButton } from './quote-button.tsx'

export function DocumentReading({ file }: { file: ListedFile }) {
  const { t } = useTranslation()
  const { sha256, title, type, pages } = file
  const { data } = useStoreQuery('files.text', { sha256 }, { keepPrevious: false })
  const found = useFoundPlace('document', (guid) => guid === file.guid)
  const [page, setPage] = usePage(sha256, found)
  const pane = useRef<HTMLElement>(null)
  const paragraphs = useMemo(
    () => toParagraphs(data?.find(({ number }) => number === page)?.text ?? '', type),
    [data, page, type],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: another page begins at its top
  useLayoutEffect(() => pane.current?.scrollTo({ top: 0 }), [sha256, page])
  useFoundHighlight(pane, data && found?.page === page ? found : null, `${sha256}/${page}`)
  const turnPages = (count: number) => setPage(Math.min(Math.max(page + count, 1), pages))
  const onKey = ({ key, defaultPrevented, altKey, ctrlKey, metaKey }: KeyboardEvent) => {
    if (defaultPrevented || altKey || ctrlKey || metaKey) return
    if (key === 'ArrowLeft') turnPages(-1)
    if (key === 'ArrowRight') turnPages(1)
  }
  return (
    <div className={styles.reading}>
      <header className={styles.header}>
        <Button variant="quiet" onPress={() => go(buildRoute('documents'))}>
          <ArrowLeft aria-hidden />
          {t('nav.documents')}
        </Button>
        <h1 title={title} className={styles.title}>
          {title}
        </h1>
        <div className={styles.pages}>
          {/* Not disabled, since the pressed button would lose the focus. */}
          <IconButton
            label={t('documents.previousPage')}
            aria-disabled={page <= 1 || undefined}
            onPress={() => turnPages(-1)}
          >
            <ArrowLeft aria-hidden />
          </IconButton>
          <span role="status">{t('documents.position', { number: page, count: pages })}</span>
          <IconButton
            label={t('documents.nextPage')}
            aria-disabled={page >= pages || undefined}
            onPress={() => turnPages(1)}
          >
            <ArrowRight aria-hidden />
          </IconButton>
        </div>
        <div className={styles.actions}>
          <QuoteButton file={file} page={page} paragraphs={paragraphs} pane={pane} />
          <Button aria-label={t('documents.openFileNamed', { title })} onPress={() => void openFile(file)}>
            {t('documents.openFile')}
          </Button>
          <Button aria-label={t('documents.saveNamed', { title })} onPress={() => void saveFile(file)}>
            {t('documents.save')}
          </Button>
        </div>
      </header>
      <section
        ref={pane}
        aria-label={title}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls is scrolled with the arrow keys
        tabIndex={0}
        className={styles.paper}
        onKeyDown={onKey}
      >
        <div className={styles.column} dir="auto">
          {data && paragraphs.length === 0 && <p className={styles.none}>{t('documents.noText')}</p>}
          {paragraphs.map((paragraph, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs have no key but their position
            <p key={index}>{paragraph}</p>
          ))}
        </div>
      </section>
    </div>
  )
}

type FoundPlace = ReturnType<typeof useFoundPlace>
/** `found`: the last search result that was opened. */
type Shown = { page: number; found: FoundPlace }

/** The page of each document that was shown last, by SHA-256. */
const lastShown = new Map<string, Shown>()

/** The page on the screen: the page to which a search led, otherwise the page that was shown last. */
function usePage(sha256: string, found: FoundPlace): [page: number, setPage: (page: number) => void] {
  const [shown, setShown] = useState<Shown>(() => lastShown.get(sha256) ?? { page: 1, found: null })
  const current = found !== null && found !== shown.found ? { page: found.page ?? 1, found } : shown
  if (current !== shown) setShown(current)
  lastShown.set(sha256, current)
  return [current.page, (page) => setShown({ ...current, page })]
}
