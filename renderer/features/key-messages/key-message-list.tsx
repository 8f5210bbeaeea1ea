import { FileInput } from 'lucide-react'
import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Guid, KeyMessage } from '../../../db/model.ts'
import { cutToFirstWords, trimTrailingPunctuation } from '../../lib/excerpt.ts'
import { getTargetIndex } from '../../lib/list-keys.ts'
import { buildHref } from '../../lib/router.ts'
import { IconButton } from '../../ui/button.tsx'
import { Select } from '../../ui/field.tsx'
import { PaneHeader } from '../../ui/pane-header.tsx'
import { useConference } from '../sessions/index.ts'
import { chooseKeyMessages } from './import-key-messages.tsx'
import { getChapterCoverage } from './key-message-coverage.ts'
import styles from './key-message-list.module.css'
import type { MarginNote } from './key-message-notes.ts'
import { MarkIcons } from './key-message-remarks.tsx'
import { type Chapter, getLetter } from './key-message-text.ts'
import type { Remarks } from './use-remarks.ts'

const filters = [
  'all',
  'noted',
  'support',
  'concern',
  'follow-up',
  'commented',
  'covered',
  'uncovered',
] as const
type Filter = (typeof filters)[number]

/** The table of contents of the key messages: marks the current one and counts the notes on each. */
export function KeyMessageList({
  chapters,
  notes,
  remarks,
  current,
  onSelect,
  onKey,
}: {
  chapters: readonly Chapter[]
  notes: ReadonlyMap<string, MarginNote[]>
  remarks: Remarks
  current: Guid
  onSelect: (guid: Guid) => void
  /** Handles the keys of the current message. */
  onKey: (event: KeyboardEvent<HTMLElement>) => void
}) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const [filter, setFilter] = useState<Filter>('all')
  const countNotes = ({ guid }: KeyMessage) => notes.get(guid)?.length ?? 0
  const countChapterNotes = ({ message, points }: Chapter) =>
    countNotes(message) + points.reduce((sum, point) => sum + countNotes(point), 0)
  const matchesFilter = (chapter: Chapter, filter: Filter): boolean => {
    const ownRemarks = [chapter.message, ...chapter.points].flatMap(({ guid }) => remarks.own.get(guid) ?? [])
    if (filter === 'all') return true
    if (filter === 'noted') return countChapterNotes(chapter) > 0
    if (filter === 'commented') return ownRemarks.some(({ comment }) => comment !== '')
    if (filter === 'covered') return getChapterCoverage(chapter, remarks) !== null
    if (filter === 'uncovered') return getChapterCoverage(chapter, remarks) === null
    return ownRemarks.some(({ marks }) => marks.includes(filter))
  }
  const shownChapters = chapters.filter((chapter) => matchesFilter(chapter, filter))
  const coveredCount = chapters.filter((chapter) => matchesFilter(chapter, 'covered')).length
  /** Whether the current message is the chapter's message or one of its points. */
  const isOpen = ({ message, points }: Chapter) =>
    message.guid === current || points.some(({ guid }) => guid === current)
  // The list has one tab stop: the current message, or the first if the filter hides that.
  const tabStop = shownChapters.some(isOpen) ? current : shownChapters[0]?.message.guid

  const list = useRef<HTMLOListElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another current message must be scrolled into view
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [current])

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const links = [...(list.current?.querySelectorAll('a') ?? [])]
    const index = links.indexOf(document.activeElement as HTMLAnchorElement)
    const next = links[getTargetIndex(event.key, index, links.length)]
    if (!next) {
      onKey(event)
      return
    }
    event.preventDefault()
    next.focus()
    next.click()
  }

  const renderLink = (message: KeyMessage, className: string | undefined, children: React.ReactNode) => (
    <a
      href={buildHref('key-messages', message.guid)}
      className={className}
      tabIndex={message.guid === tabStop ? 0 : -1}
      aria-current={message.guid === current ? 'true' : undefined}
      onClick={(event) => {
        event.preventDefault()
        onSelect(message.guid)
      }}
    >
      {children}
    </a>
  )

  return (
    <>
      <PaneHeader title={t('nav.keyMessages')}>
        <IconButton
          label={t('keyMessages.import.open')}
          text={t('keyMessages.import.short')}
          onPress={() => void chooseKeyMessages(slug)}
        >
          <FileInput aria-hidden />
        </IconButton>
      </PaneHeader>
      <div className={styles.filter}>
        <Select<Filter>
          label={t('keyMessages.show')}
          isLabelHidden
          value={filter}
          onChange={setFilter}
          options={filters.map((id) => ({
            id,
            label: t(`keyMessages.filters.${id}`, {
              count: chapters.filter((chapter) => matchesFilter(chapter, id)).length,
            }),
          }))}
        />
        <span className={styles.coverage}>
          {t('keyMessages.coverageOf', { covered: coveredCount, count: chapters.length })}
        </span>
      </div>
      {shownChapters.length === 0 && (
        <p className={styles.none}>
          {t(filter === 'noted' ? 'keyMessages.noneWithNotes' : 'keyMessages.noneOfFilter')}
        </p>
      )}
      <ol ref={list} className={styles.list} onKeyDown={onKeyDown}>
        {shownChapters.map((chapter) => {
          const { message, points } = chapter
          const isExpanded = isOpen(chapter)
          const noteCount = isExpanded ? countNotes(message) : countChapterNotes(chapter)
          return (
            <li key={message.guid} className={`marked ${styles.chapter}`} data-open={isExpanded}>
              {renderLink(
                message,
                styles.message,
                <>
                  <span className={styles.number}>{message.number}</span>
                  <span className={styles.words} dir="auto">
                    {cutToFirstWords(message.text)} <MarkIcons remark={remarks.own.get(message.guid)} />
                    {noteCount > 0 && (
                      <span className={styles.count}>{t('keyMessages.notes', { count: noteCount })}</span>
                    )}
                  </span>
                </>,
              )}
              {isExpanded && points.length > 0 && (
                <ol className={styles.points}>
                  {points.map((point) => (
                    <li key={point.guid}>
                      {renderLink(
                        point,
                        styles.point,
                        <>
                          <span className={styles.letter}>{getLetter(point, message)}</span>
                          <span className={styles.lead}>
                            {trimTrailingPunctuation(point.lead)}{' '}
                            <MarkIcons remark={remarks.own.get(point.guid)} />
                          </span>
                          {countNotes(point) > 0 && (
                            <span className={styles.count}>
                              {t('keyMessages.notes', { count: countNotes(point) })}
                            </span>
                          )}
                        </>,
                      )}
                    </li>
                  ))}
                </ol>
              )}
            </li>
          )
        })}
      </ol>
    </>
  )
}
