/** Lists the entries that the delegate wrote between two times in all notes of the conference, grouped by session, key message or note. */
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { WrittenEntry } from '../../../db/contract/index.ts'
import type { NoteSummary } from '../../../db/model.ts'
import { now, onComputerClock, onConferenceClock } from '../../lib/clock.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { trimStop } from '../../lib/excerpt.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { hrefTo } from '../../lib/router.ts'
import { Empty } from '../../ui/empty.tsx'
import { Select, TextField } from '../../ui/field.tsx'
import { PaneHeader } from '../../ui/pane-header.tsx'
import { getSessionTitle } from '../schedule/index.ts'
import { useConference, useConferenceFormat, useSessions } from '../sessions/index.ts'
import styles from './notes-by-time.module.css'
import { getDaysOfWriting, getFirstChoice, getSpan, type Span, type SpanChoice } from './time-span.ts'

export function WrittenScreen() {
  const { t } = useTranslation()
  const { slug } = useConference()
  const { data: notes } = useStoreQuery('notes.list', { conference: slug })
  return (
    <div className={styles.screen}>
      <PaneHeader title={t('written.heading')} />
      <div className={styles.page}>
        {notes?.length === 0 && <NoNotes />}
        {notes && notes.length > 0 && <Between notes={notes} />}
      </div>
    </div>
  )
}

/** Shown if no other day has any notes either. */
function NoNotes() {
  const { t } = useTranslation()
  return (
    <Empty title={t('notes.none')}>
      <p>{t('written.noneHint')}</p>
      <a href={hrefTo('agenda')}>{t('export.toAgenda')}</a>
    </Empty>
  )
}

function Between({ notes }: { notes: readonly NoteSummary[] }) {
  const { t } = useTranslation()
  const { timeZone, startDate, endDate } = useConference()
  const { formatDay, dateOf } = useConferenceFormat()
  const days = useMemo(() => {
    const written = notes.flatMap(({ createdAt, updatedAt }) => [createdAt, updatedAt])
    return getDaysOfWriting(
      startDate,
      endDate,
      written.map((instant) => dateOf(onConferenceClock(instant))),
    )
  }, [notes, startDate, endDate, dateOf])
  const [choice, setChoice] = useState<SpanChoice>(() => getFirstChoice(days, now(), timeZone))
  const set = (change: Partial<SpanChoice>) => setChoice({ ...choice, ...change })
  const span = useMemo(() => getSpan(choice, timeZone), [choice, timeZone])
  return (
    <>
      {/* biome-ignore lint/a11y/useSemanticElements: nothing is submitted, it answers as one types */}
      <div role="group" aria-label={t('written.span')} className={styles.form}>
        <div className={styles.day}>
          <Select
            label={t('written.day')}
            options={days.map((date) => ({ id: date, label: formatDay(date, 'long') }))}
            value={choice.day}
            onChange={(day) => set({ day })}
          />
        </div>
        <div className={styles.time}>
          <TextField
            label={t('written.from')}
            value={choice.from}
            onChange={(from) => set({ from })}
            maxLength={5}
          />
        </div>
        <div className={styles.time}>
          <TextField label={t('written.to')} value={choice.to} onChange={(to) => set({ to })} maxLength={5} />
        </div>
      </div>
      {span ? <Written span={span} /> : <p className={styles.hint}>{t('written.noSpan')}</p>}
    </>
  )
}

function Written({ span: { from, to } }: { span: Span }) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const { data, error } = useStoreQuery('notes.written', {
    conference: slug,
    from,
    to,
    savedFrom: onComputerClock(from),
    savedTo: onComputerClock(to),
  })
  const groups = useGroups(data ?? [])
  if (error) return <p className={styles.hint}>{getErrorText(error)}</p>
  if (!data) return null
  if (data.length === 0) {
    return (
      <Empty title={t('written.nothing')}>
        <p>{t('written.nothingHint')}</p>
      </Empty>
    )
  }
  return (
    <>
      <p role="status" className={styles.hint}>
        {t('written.count', { count: data.length })}
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

function Row({ entry: { note, at, is, kind, text, isGone } }: { entry: WrittenEntry }) {
  const { t } = useTranslation()
  const { formatTime } = useConferenceFormat()
  const labels = [
    kind !== 'text' && t(`editor.${kind}`),
    is === 'changed' && t('written.changed'),
    isGone && t('written.gone'),
  ].filter(Boolean)
  return (
    <li className={styles.entry}>
      {at ? <time dateTime={at}>{formatTime(at)}</time> : <span />}
      <div>
        <a href={hrefTo('notes', note)} className={styles.text} dir="auto" data-gone={isGone}>
          {text}
        </a>
        {labels.length > 0 && <p className={styles.said}>{labels.join(' · ')}</p>}
      </div>
    </li>
  )
}

type Group = { key: string; href: string; detail: string | null; title: string; entries: WrittenEntry[] }

/** Groups entries in this order: sessions as in the programme, key messages, notes without either. */
function useGroups(written: readonly WrittenEntry[]): Group[] {
  const { t } = useTranslation()
  const { slug } = useConference()
  const sessions = useSessions()
  const { data: messages } = useStoreQuery('keyMessages.list', { conference: slug })
  return useMemo(() => {
    const groups = Map.groupBy(written, ({ session, keyMessage }) => `${session ?? ''} ${keyMessage ?? ''}`)
    const rest = new Map(groups)
    const take = (key: string, group: Omit<Group, 'key' | 'entries'>): Group[] => {
      const entries = rest.get(key)
      rest.delete(key)
      return entries ? [{ key, ...group, entries }] : []
    }
    return [
      ...(sessions ?? []).flatMap(({ guid, label, title }) =>
        take(`${guid} `, { href: hrefTo('agenda', guid), detail: label, title: getSessionTitle(title) }),
      ),
      ...(messages ?? []).flatMap(({ guid, number, lead }) =>
        take(` ${guid}`, {
          href: hrefTo('key-messages', guid),
          detail: t('notes.keyMessage', { number }),
          title: trimStop(lead),
        }),
      ),
      ...[...rest].map(([key, entries]) => ({
        key,
        href: hrefTo('notes', entries[0]?.note),
        detail: null,
        title: t('notes.withoutSession'),
        entries,
      })),
    ]
  }, [written, sessions, messages, t])
}
