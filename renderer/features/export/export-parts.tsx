/** The parts of a report, in their order in the report. */
import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExportFormat, ReportCounts, ReportOptions } from '../../../db/contract/index.ts'
import { useStoreQuery } from '../../lib/queries.ts'
import { buildHref } from '../../lib/router.ts'
import { Checkbox } from '../../ui/field.tsx'
import styles from './export-form.module.css'

type Include = ReportOptions['include']
type Part = keyof Include

const parts = [
  'cover',
  'tableOfContents',
  'notes',
  'facts',
  'keyMessages',
  'allKeyMessages',
  'remarks',
  'actions',
  'decisions',
  'questions',
  'contacts',
  'contactNotes',
  'history',
  'programme',
] as const satisfies readonly Part[]

/** Parts that belong to another part: shown only with it, and indented. */
const parentOf: Partial<Record<Part, Part>> = {
  facts: 'notes',
  allKeyMessages: 'keyMessages',
  remarks: 'keyMessages',
  contactNotes: 'contacts',
}

export function IncludeParts({
  format,
  include,
  hasKeyMessages,
  chathamHouse,
  counts,
  onChange,
}: {
  format: ExportFormat
  include: Include
  /** false if the conference has no key messages. */
  hasKeyMessages: boolean
  /** Whether the Chatham House Rule applies. The people met are then not offered. */
  chathamHouse: boolean
  /** Counts from the preview; undefined until it has arrived. */
  counts: ReportCounts | undefined
  onChange: (change: { include: Partial<Include> }) => void
}) {
  const { t } = useTranslation()
  const details: Partial<Record<Part, string>> = counts
    ? {
        keyMessages: t('export.counts.keyMessages', { count: counts.keyMessages }),
        actions: t('export.counts.tasks', { count: counts.tasks }),
        decisions: String(counts.decisions),
        questions: String(counts.questions),
        contacts: t('export.counts.contacts', { count: counts.contacts }),
      }
    : {}
  const offered = parts.filter((part) => {
    const parent = parentOf[part]
    if (!hasKeyMessages && (part === 'keyMessages' || parent === 'keyMessages')) return false
    if (chathamHouse && (part === 'contactNotes' || part === 'history')) return false
    return format.options.includes(part) && (!parent || !format.options.includes(parent) || include[parent])
  })
  if (offered.length === 0) return null
  return (
    <fieldset className={styles.part}>
      <legend>{t('export.parts.heading')}</legend>
      {offered.map((part) => {
        const parent = parentOf[part]
        const isOff = chathamHouse && part === 'contacts'
        return (
          <div key={part} className={parent && offered.includes(parent) ? styles.within : undefined}>
            <PartBox
              part={part}
              detail={details[part]}
              isDisabled={isOff}
              isSelected={include[part] && !isOff}
              onChange={onChange}
            />
            {isOff && <p className={styles.why}>{t('export.contactsOff')}</p>}
            {part === 'cover' && include.cover && <MissingNameHint />}
          </div>
        )
      })}
    </fieldset>
  )
}

/** Memoised, since most changes concern another part. */
const PartBox = memo(function PartBox({
  part,
  detail,
  isDisabled,
  isSelected,
  onChange,
}: {
  part: Part
  detail: string | undefined
  isDisabled: boolean
  isSelected: boolean
  onChange: (change: { include: Partial<Include> }) => void
}) {
  const { t } = useTranslation()
  return (
    <Checkbox
      isDisabled={isDisabled}
      isSelected={isSelected}
      onChange={(wanted) => onChange({ include: { [part]: wanted } })}
    >
      <strong className={styles.whole}>{t(`export.parts.${part}`)}</strong>
      <span className={styles.count}>{detail}</span>
    </Checkbox>
  )
})

/** Warns that a cover without an author does not name the reporter. */
function MissingNameHint() {
  const { t } = useTranslation()
  const { data: me } = useStoreQuery('people.me', {})
  if (me?.name !== '') return null
  return (
    <p className={styles.why}>
      <a href={buildHref('settings')}>{t('export.enterYourName')}</a>
    </p>
  )
}
