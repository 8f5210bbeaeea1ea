/** Shows what a file contains, the settings that it leaves open, and its warnings. */
import { Clock, TriangleAlert } from 'lucide-react'
import { useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import { useTranslation } from 'react-i18next'
import { type Message, type MessageCode, shortenNames } from '../../../core/i18n/message.ts'
import { formatDateRange } from '../../../core/time.ts'
import { getZoneName } from '../../../core/zones.ts'
import type { ImportPreview, ImportTable, UnreadTable } from '../../../db/contract/index.ts'
import { getMessageText } from '../../lib/message.ts'
import { useShowMore } from '../../lib/show-more.ts'
import { Button, LinkButton } from '../../ui/button.tsx'
import { Select, TextField } from '../../ui/field.tsx'
import { formatSessionCount } from '../schedule/index.ts'
import styles from './import-dialog.module.css'
import type { ReadingSettings } from './import-reading.ts'
import { TableColumns } from './import-table.tsx'
import { ZoneField, type ZoneInDoubt } from './zone-field.tsx'

/** `title`: the delegate's own title, or null for the file's title. `onTitle`: set if the file becomes a new conference. */
export function FileSummary({
  preview: { conference, hasTitle, counts },
  title,
  onTitle,
}: {
  preview: ImportPreview
  title: string | null
  onTitle?: (title: string) => void
}) {
  const { t, i18n } = useTranslation()
  const { startDate, endDate, timeZone } = conference
  const parts = (['rooms', 'speakers', 'keyMessages', 'contacts', 'floorPlans', 'documents'] as const).filter(
    (part) => counts[part] > 0,
  )
  return (
    <div className={styles.about}>
      {onTitle ? (
        <div className={styles.title}>
          <TextField
            label={t('import.conferenceTitle')}
            description={t(hasTitle ? 'import.conferenceTitleHint' : 'import.conferenceTitleMade')}
            value={title ?? conference.title}
            placeholder={conference.title}
            maxLength={2_000}
            onChange={onTitle}
          />
        </div>
      ) : (
        <h3>{conference.title}</h3>
      )}
      <p>
        {formatDateRange(startDate, endDate, i18n.language)} ·{' '}
        {t('status.timeZone', { zone: getZoneName(timeZone) })}
      </p>
      <p>
        {[
          formatSessionCount(t, counts.sessions, counts.cancelled),
          ...parts.map((part) => t(`import.counts.${part}`, { count: counts[part] })),
        ].join(' · ')}
      </p>
    </div>
  )
}

/** Fields for the time zone and the columns, if the file leaves them open. */
export function ReadingFields({
  preview,
  unreadTable,
  table,
  onChange,
  onDoubt,
}: {
  preview: ImportPreview | null
  unreadTable: UnreadTable | null
  table: ImportTable | null
  onChange: (reading: ReadingSettings) => void
  onDoubt: (doubt: ZoneInDoubt | null) => void
}) {
  const { t } = useTranslation()
  const missing = table && findMissingColumn(table)
  return (
    <>
      {preview && preview.zone !== 'file' && (
        <section className={styles.ask} data-open={preview.zone !== 'asked' && preview.zone !== 'shown'}>
          <p>
            <Clock aria-hidden />
            {t(
              preview.zone === 'assumed' || preview.zone === 'asked' ? 'import.noZone' : 'import.offsetAlone',
            )}
          </p>
          <ZoneField
            label={t('import.zone')}
            description={t(`import.zoneIs.${preview.zone}`)}
            value={preview.conference.timeZone}
            onChange={(timeZone) => onChange({ timeZone })}
            onDoubt={onDoubt}
          />
        </section>
      )}
      {table && (
        <section className={styles.section} aria-label={t('import.table')}>
          <h3>{t('import.table')}</h3>
          <p>{t('import.tableHint')}</p>
          {unreadTable && (
            <p role="alert" className={styles.problem}>
              <TriangleAlert aria-hidden />
              <span>{missing ? t(`import.lacks.${missing}`) : getMessageText(unreadTable.problem)}</span>
            </p>
          )}
          <TableColumns table={table} onChange={(columns) => onChange({ columns })} />
          {table.dateOrder && (
            <div className={styles.choice}>
              <Select
                label={t('import.dateOrder')}
                options={dateOrders.map((id) => ({ id, label: t(`import.dateOrders.${id}`) }))}
                value={table.dateOrder}
                onChange={(dateOrder) => onChange({ dateOrder })}
              />
            </div>
          )}
        </section>
      )}
    </>
  )
}

const dateOrders = ['day-first', 'month-first'] as const

function findMissingColumn({ columns }: ImportTable): 'title' | 'start' | null {
  if (columns.title === undefined) return 'title'
  return columns.start === undefined && columns.date === undefined ? 'start' : null
}

const WARNINGS_AT_FIRST = 3

/** Messages that the preview shows beside its fields, and not in the list. */
const shownInFields: readonly MessageCode[] = [
  'import.title-from-file',
  'calendar.title-from-file',
  'import.offset-only',
  'import.offset-shown',
]

export function Warnings({ warnings: all }: { warnings: readonly Message[] }) {
  const { t } = useTranslation()
  const warnings = all.filter(({ code }) => !shownInFields.includes(code))
  const { list, shown, more, showAll } = useShowMore(warnings, WARNINGS_AT_FIRST)
  if (warnings.length === 0) return null
  return (
    <section className={styles.section} aria-label={t('import.toCheck')}>
      <h3>
        {t('import.toCheck')} ({warnings.length})
      </h3>
      <ul ref={list} className={styles.warnings}>
        {shown.map((warning) => (
          <Warning key={getMessageText(warning)} warning={warning} />
        ))}
      </ul>
      {more > 0 && <Button onPress={showAll}>{t('import.moreToCheck', { count: more })}</Button>}
    </section>
  )
}

/** The number of sessions named at first, since a warning can concern every session. */
const NAMES_AT_FIRST = 3

function Warning({ warning }: { warning: Message }) {
  const { t } = useTranslation()
  const [showsAll, setShowsAll] = useState(false)
  const item = useRef<HTMLLIElement>(null)
  const shortened = showsAll ? null : shortenNames(warning, NAMES_AT_FIRST)
  const showAll = () => {
    flushSync(() => setShowsAll(true))
    // The button disappears, so the focus moves to the text.
    item.current?.focus()
  }
  return (
    <li ref={item} tabIndex={-1}>
      {shortened ? (
        <>
          {getMessageText(shortened.short).replace(/\.$/, '…')}{' '}
          <LinkButton onClick={showAll}>
            {t('import.otherNames', { count: shortened.leftOutCount })}
          </LinkButton>
        </>
      ) : (
        getMessageText(warning)
      )}
    </li>
  )
}
