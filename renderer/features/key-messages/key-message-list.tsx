import { type KeyboardEvent, useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Guid, KeyMessage } from '../../../db/model.ts'
import { firstWords, withoutStop } from '../../lib/excerpt.ts'
import { destination } from '../../lib/list-keys.ts'
import { hrefTo } from '../../lib/router.ts'
import { PaneHeader } from '../../ui/pane-header.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import styles from './key-message-list.module.css'
import type { MarginNote } from './key-message-notes.ts'
import { type Chapter, getLetter } from './key-message-text.ts'

type Filter = 'all' | 'noted'

/** The table of contents of the key messages: marks the current one and counts the notes on each. */
export function KeyMessageList({
  chapters,
  notes,
  current,
  onSelect,
}: {
  chapters: readonly Chapter[]
  notes: ReadonlyMap<string, MarginNote[]>
  current: Guid
  onSelect: (guid: Guid) => void
}) {
  const { t } = useTranslation()
  const [filter, setFilter] = useState<Filter>('all')
  const count = ({ guid }: KeyMessage) => notes.get(guid)?.length ?? 0
  const getCount = ({ message, points }: Chapter) =>
    count(message) + points.reduce((sum, point) => sum + count(point), 0)
  const noted = chapters.filter((chapter) => getCount(chapter) > 0)
  const shown = filter === 'noted' ? noted : chapters
  const isOpen = ({ message, points }: Chapter) =>
    message.guid === current || points.some(({ guid }) => guid === current)
  // The list has one tab stop: the current message, or the first if the filter hides that.
  const stop = shown.some(isOpen) ? current : shown[0]?.message.guid

  const list = useRef<HTMLOListElement>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another current message must be scrolled into view
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' })
  }, [current])

  function onKeyDown(event: KeyboardEvent<HTMLElement>): void {
    const links = [...(list.current?.querySelectorAll('a') ?? [])]
    const index = links.indexOf(document.activeElement as HTMLAnchorElement)
    const next = links[destination(event.key, index, links.length)]
    if (!next) return
    event.preventDefault()
    next.focus()
    next.click()
  }

  const link = (message: KeyMessage, className: string | undefined, children: React.ReactNode) => (
    <a
      href={hrefTo('key-messages', message.guid)}
      className={className}
      tabIndex={message.guid === stop ? 0 : -1}
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
        <Segmented<Filter>
          label={t('keyMessages.show')}
          value={filter}
          onChange={setFilter}
          segments={[
            { id: 'all', label: t('keyMessages.all', { count: chapters.length }) },
            { id: 'noted', label: t('keyMessages.withNotes', { count: noted.length }) },
          ]}
        />
      </PaneHeader>
      {shown.length === 0 && <p className={styles.none}>{t('keyMessages.noneWithNotes')}</p>}
      <ol ref={list} className={styles.list} onKeyDown={onKeyDown}>
        {shown.map((chapter) => {
          const { message, points } = chapter
          const open = isOpen(chapter)
          const own = open ? count(message) : getCount(chapter)
          return (
            <li key={message.guid} className={`marked ${styles.chapter}`} data-open={open}>
              {link(
                message,
                styles.message,
                <>
                  <span className={styles.number}>{message.number}</span>
                  <span className={styles.words} dir="auto">
                    {firstWords(message.text)}
                    {own > 0 && (
                      <span className={styles.count}>{t('keyMessages.notes', { count: own })}</span>
                    )}
                  </span>
                </>,
              )}
              {open && points.length > 0 && (
                <ol className={styles.points}>
                  {points.map((point) => (
                    <li key={point.guid}>
                      {link(
                        point,
                        styles.point,
                        <>
                          <span className={styles.letter}>{getLetter(point, message)}</span>
                          <span className={styles.lead}>{withoutStop(point.lead)}</span>
                          {count(point) > 0 && (
                            <span className={styles.count}>
                              {t('keyMessages.notes', { count: count(point) })}
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
