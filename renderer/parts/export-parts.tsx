/** The parts of a report, in the order in which they stand in it. */
import { useTranslation } from 'react-i18next'
import type { ExportFormat, ReportCounts, ReportOptions } from '../../db/contract.ts'
import { useStoreQuery } from '../data.ts'
import { Checkbox } from '../ui/field.tsx'
import styles from './export-form.module.css'
import { hrefTo } from './navigate.ts'

type Include = ReportOptions['include']
type Part = keyof Include

const parts = [
  'cover',
  'tableOfContents',
  'notes',
  'facts',
  'keyMessages',
  'allKeyMessages',
  'actions',
  'decisions',
  'questions',
  'contacts',
  'contactNotes',
  'programme',
] as const satisfies readonly Part[]

/** Parts of a part: offered with it, and standing a step further in. */
const partOf: Partial<Record<Part, Part>> = {
  facts: 'notes',
  allKeyMessages: 'keyMessages',
  contactNotes: 'contacts',
}

export function IncludeParts({
  format,
  include,
  counts,
  onChange,
}: {
  format: ExportFormat
  include: Include
  /** Of the preview; undefined until it has come. */
  counts: ReportCounts | undefined
  onChange: (change: Partial<Include>) => void
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
    const whole = partOf[part]
    return format.options.includes(part) && (!whole || !format.options.includes(whole) || include[whole])
  })
  if (offered.length === 0) return null
  return (
    <fieldset className={styles.part}>
      <legend>{t('export.parts.heading')}</legend>
      {offered.map((part) => {
        const whole = partOf[part]
        return (
          <div key={part} className={whole && offered.includes(whole) ? styles.within : undefined}>
            <Checkbox isSelected={include[part]} onChange={(wanted) => onChange({ [part]: wanted })}>
              <strong className={styles.name}>{t(`export.parts.${part}`)}</strong>
              <span className={styles.count}>{details[part]}</span>
            </Checkbox>
            {part === 'cover' && include.cover && <NoName />}
          </div>
        )
      })}
    </fieldset>
  )
}

/** A cover without an author says nothing about who reports. */
function NoName() {
  const { t } = useTranslation()
  const { data: me } = useStoreQuery('people.me', {})
  if (me?.name !== '') return null
  return (
    <p className={styles.why}>
      <a href={hrefTo('settings')}>{t('export.sayWhoYouAre')}</a>
    </p>
  )
}
