/** Lists the entries that the delegate wrote between two times in all notes of the conference, grouped by session, key message or note. */
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DatedEntry } from '../../../db/contract/index.ts'
import type { NoteSummary } from '../../../db/model.ts'
import { now, toComputerClock, toConferenceClock } from '../../lib/clock.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { trimTrailingPunctuation } from '../../lib/excerpt.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { buildHref } from '../../lib/router.ts'
import { EmptyMessage } from '../../ui/empty-message.tsx'
import { Select, TextField } from '../../ui/field.tsx'
import { Page } from '../../ui/page.tsx'
import { getSessionTitle } from '../schedule/index.ts'
import { useConference, useConferenceFormat, useSessions } from '../sessions/index.ts'
import styles from './notes-by-time.module.css'
import { getDaysOfWriting, getFirstChoice, getSpan, type Span, type SpanChoice } from './time-span.ts'

export function NotesByTimeScreen() {
  const { t } = useTranslation()
  const { slug } = useConference()
  const { data: notes } = useStoreQuery('notes.list', { conference: slug })
  return (
    <Page title={t('notesByTime.heading')}>
      <div className={styles.body}>
        {notes?.length === 0 && <NoNotes />}
        {notes && notes.length > 0 && <PeriodForm notes={notes} />}
      </div>
    </Page>
  )
}

/** Shown if the conference has no notes. */
function NoNotes() {
  const { t } = useTranslation()
  return (
    <EmptyMessage title={t('notes.none')}>
      <p>{t('notesByTime.noneHint')}</p>
      <a href={buildHref('agenda')}>{t('export.toAgenda')}</a>
    </EmptyMessage>
  )
}

function PeriodForm({ notes }: { notes: readonly NoteSummary[] }) {
  const { t } = useTranslation()
  const { timeZone, startDate, endDate } = useConference()
  const { formatDay, toDate } = useConferenceFormat()
  const days = useMemo(() => {
    const instants = notes.flatMap(({ createdAt, updatedAt }) => [createdAt, updatedAt])
    return getDaysOfWriting(
      startDate,
      endDate,
      instants.map((instant) => toDate(toConferenceClock(instant))),
    )
  }, [notes, startDate, endDate, toDate])
  const [choice, setChoice] = useState<SpanChoice>(() => getFirstChoice(days, now(), timeZone))
  const changeChoice = (change: Partial<SpanChoice>) => setChoice({ ...choice, ...change })
  const span = useMemo(() => getSpan(choice, timeZone), [choice, timeZone])
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: nothing is submitted; the list changes during typing */}
      <div role="group" aria-label={t('notesByTime.span')} className={styles.form}>
        <div className={styles.day}>
          <Select
            label={t('notesByTime.day')}
            options={days.map((date) => ({ id: date, label: formatDay(date, 'long') }))}
            value={choice.day}
            onChange={(day) => changeChoice({ day })}
          />
        </div>
        <div className={styles.time}>
          <TextField
            label={t('notesByTime.from')}
            value={choice.from}
            onChange={(from) => changeChoice({ from })}
            maxLength={5}
          />
        </div>
        <div className={styles.time}>
          <TextField
            label={t('notesByTime.to')}
            value={choice.to}
            onChange={(to) => changeChoice({ to })}
            maxLength={5}
          />
        </div>
      </div>
      {span ? <EntriesOfPeriod span={span} /> : <p className={styles.hint}>{t('notesByTime.noSpan')}</p>}
    </>
  )
}

function EntriesOfPeriod({ span: { from, to } }: { span: Span }) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const { data, error } = useStoreQuery('notes.listByTime', {
    conference: slug,
    from,
    to,
    savedFrom: toComputerClock(from),
    savedTo: toComputerClock(to),
  })
  const groups = useGroupedEntries(data ?? [])
  if (error) return <p className={styles.hint}>{getErrorText(error)}</p>
  if (!data) return null
  if (data.length === 0) {
    return (
      <EmptyMessage title={t('notesByTime.nothing')}>
        <p>{t('notesByTime.nothingHint')}</p>
      </EmptyMessage>
    )
  }
  return (
    <>
      <p role="status" className={styles.hint}>
        {t('notesByTime.count', { count: data.length })}
      </p>
      {groups.map(({ key, href, detail, title, entries }) => (
        <section key={key} className={styles.group}>
          <h2>
            <a href={href}>
              {detail && <span className={styles.detail}>{detail}</span>}
              {title}
            </a>
          </h2>
          <ul>
            {entries.map((entry, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: entries have no other stable key
              <Row key={index} entry={entry} />
            ))}
          </ul>
        </section>
      ))}
    </>
  )
}

function Row({ entry: { note, at, isChanged, kind, text, isGone } }: { entry: DatedEntry }) {
  const { t } = useTranslation()
  const { formatTime } = useConferenceFormat()
  const labels = [
    kind !== 'text' && t(`editor.${kind}`),
    isChanged && t('notesByTime.changed'),
    isGone && t('notesByTime.gone'),
  ].filter(Boolean)
  return (
    <li className={styles.entry}>
      {at ? <time dateTime={at}>{formatTime(at)}</time> : <span />}
      <div>
        <a href={buildHref('notes', note)} className={styles.text} dir="auto" data-gone={isGone}>
          {text}
        </a>
        {labels.length > 0 && <p className={styles.labels}>{labels.join(' · ')}</p>}
      </div>
    </li>
  )
}

type Group = { key: string; href: string; detail: string | null; title: string; entries: DatedEntry[] }

/** Groups entries by session in the programme's order, then by key message, then by notes that belong to neither. */
function useGroupedEntries(all: readonly DatedEntry[]): Group[] {
  const { t } = useTranslation()
  const { slug } = useConference()
  const sessions = useSessions()
  const { data: messages } = useStoreQuery('keyMessages.list', { conference: slug })
  return useMemo(() => {
    const groups = Map.groupBy(all, ({ session, keyMessage }) => `${session ?? ''} ${keyMessage ?? ''}`)
    const remaining = new Map(groups)
    /** @returns an empty array if there are no such entries */
    const takeGroup = (key: string, group: Omit<Group, 'key' | 'entries'>): Group[] => {
      const entries = remaining.get(key)
      remaining.delete(key)
      return entries ? [{ key, ...group, entries }] : []
    }
    return [
      ...(sessions ?? []).flatMap(({ guid, label, title }) =>
        takeGroup(`${guid} `, {
          href: buildHref('agenda', guid),
          detail: label,
          title: getSessionTitle(title),
        }),
      ),
      ...(messages ?? []).flatMap(({ guid, number, lead }) =>
        takeGroup(` ${guid}`, {
          href: buildHref('key-messages', guid),
          detail: t('notes.keyMessage', { number }),
          title: trimTrailingPunctuation(lead),
        }),
      ),
      ...[...remaining].map(([key, entries]) => ({
        key,
        href: buildHref('notes', entries[0]?.note),
        detail: null,
        title: t('notes.withoutSession'),
        entries,
      })),
    ]
  }, [all, sessions, messages, t])
}
