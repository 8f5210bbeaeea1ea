import { memo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Language } from '../../../core/desktop.ts'
import type {
  ExportFormat,
  ReportChoice,
  ReportCounts,
  ReportOptions,
  ReportPreset,
} from '../../../db/contract/index.ts'
import type { Confidentiality } from '../../../db/model.ts'
import { languageNames } from '../../i18n/index.ts'
import { Checkbox, Select, TextField } from '../../ui/field.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { ChooseAuthors } from './export-authors.tsx'
import type { Available, Choice } from './export-choice.ts'
import styles from './export-form.module.css'
import { IncludeParts } from './export-parts.tsx'
import { Presets } from './export-presets.tsx'
import { ChooseSessions } from './export-sessions.tsx'
import { LevelSelect } from './level-select.tsx'

export type ReportForm = ReportChoice & {
  /** null for the default title, until the delegate enters one. */
  title: string | null
  /** Shown on the report's cover and in its running head. */
  reference: string
  distribution: string
  choice: Choice
  /** Whether an agenda contains only the starred sessions. */
  onlyStarred: boolean
  /** The id of the preset that was chosen last. */
  preset: string | null
  /** Not remembered, because a forgotten choice could disclose confidential notes. */
  confidentiality: Confidentiality
  /** Ids of the people whose notes are included; null for everybody. */
  authors: readonly string[] | null
  /** Whether attributions are left out. */
  chathamHouse: boolean
}

/** A change of the form; `include` has only the parts that change. */
export type FormChange = Partial<Omit<ReportForm, 'include'>> & { include?: Partial<ReportForm['include']> }

/** The part of the form that applies to any conference. */
export function toReportChoice({ order, include, language, paper, format }: ReportForm): ReportChoice {
  return { order, include, language, paper, format }
}

const languages = Object.entries(languageNames).map(([id, label]) => ({ id: id as Language, label }))
export const paperNames = { a4: 'A4', letter: 'Letter' } as const satisfies Record<
  ReportOptions['paper'],
  string
>
const papers = Object.entries(paperNames).map(([id, label]) => ({ id: id as ReportOptions['paper'], label }))

/** Memoised, as its parts are, so that the arrival of a preview does not re-render it. */
export const ExportForm = memo(function ExportForm({
  form,
  onChange,
  available,
  hasKeyMessages,
  orders,
  formats,
  format,
  presets,
  language,
  paper,
  defaultTitle,
  counts,
  starredCount,
}: {
  form: ReportForm
  onChange: (change: FormChange) => void
  available: Available
  /** If false, the parts about key messages and the order by them are not offered. The form keeps the choice for the next conference. */
  hasKeyMessages: boolean
  /** The orders to choose from. */
  orders: readonly ReportOptions['order'][]
  formats: readonly ExportFormat[]
  /** The chosen format. */
  format: ExportFormat
  presets: readonly ReportPreset[]
  /** The chosen language, or that of the interface. */
  language: Language
  paper: ReportOptions['paper']
  defaultTitle: string
  /** Counts from the preview; undefined until it has arrived. */
  counts: ReportCounts | undefined
  /** The number of starred sessions. */
  starredCount: number
}) {
  const { t } = useTranslation()
  return (
    <div className={styles.form}>
      <div className={`${styles.part} ${styles.fields}`}>
        {format.options.includes('notes') && (
          <Presets
            presets={presets}
            chosen={form.preset}
            choice={{ ...toReportChoice(form), language, paper, format: format.id }}
            onChoose={({ id, choice }) =>
              onChange({
                preset: id,
                order: choice.order,
                include: choice.include,
                ...(choice.language && { language: choice.language }),
                ...(choice.paper && { paper: choice.paper }),
                ...(choice.format && { format: choice.format }),
              })
            }
          />
        )}
        <TextField
          label={t('export.title')}
          value={form.title ?? defaultTitle}
          placeholder={defaultTitle}
          maxLength={300}
          onChange={(title) => onChange({ title })}
        />
        {format.options.includes('cover') && (
          <>
            <TextField
              label={t('export.reference')}
              value={form.reference}
              maxLength={100}
              onChange={(reference) => onChange({ reference })}
            />
            <TextField
              label={t('export.distribution')}
              value={form.distribution}
              placeholder={t('export.distributionHint')}
              maxLength={500}
              onChange={(distribution) => onChange({ distribution })}
            />
          </>
        )}
      </div>
      {isAboutNotes(format) && (
        <ChooseAuthors chosen={form.authors} onChange={(authors) => onChange({ authors })} />
      )}
      {isAboutNotes(format) && (
        <ChooseSessions available={available} choice={form.choice} onChange={onChange} />
      )}
      <IncludeParts
        format={format}
        include={form.include}
        hasKeyMessages={hasKeyMessages}
        chathamHouse={form.chathamHouse && isAboutNotes(format)}
        counts={counts}
        onChange={onChange}
      />
      {format.about === 'agenda' && (
        <div className={styles.part}>
          <Checkbox isSelected={form.onlyStarred} onChange={(onlyStarred) => onChange({ onlyStarred })}>
            <strong className={styles.name}>{t('export.starred')}</strong>
            <span className={styles.count}>{t('export.inSessions', { count: starredCount })}</span>
          </Checkbox>
        </div>
      )}
      {format.about === 'contacts' && (
        <div className={styles.part}>
          <LevelSelect
            value={form.confidentiality}
            onChange={(confidentiality) => onChange({ confidentiality })}
          />
        </div>
      )}
      {isAboutNotes(format) && (
        <ChooseRelease
          confidentiality={form.confidentiality}
          chathamHouse={form.chathamHouse}
          onChange={onChange}
        />
      )}
      <ChooseLayout
        format={format}
        orders={orders}
        order={form.order}
        language={language}
        paper={paper}
        onChange={onChange}
      />
      <ChooseFormat formats={formats} format={format} onChange={onChange} />
    </div>
  )
})

const ChooseRelease = memo(function ChooseRelease({
  confidentiality,
  chathamHouse,
  onChange,
}: Pick<ReportForm, 'confidentiality' | 'chathamHouse'> & { onChange: (change: FormChange) => void }) {
  const { t } = useTranslation()
  return (
    <div className={styles.part}>
      <LevelSelect value={confidentiality} onChange={(level) => onChange({ confidentiality: level })} />
      <div className={styles.rule}>
        <Checkbox isSelected={chathamHouse} onChange={(wanted) => onChange({ chathamHouse: wanted })}>
          <strong className={styles.name}>{t('export.chathamHouse')}</strong>
        </Checkbox>
        <p className={styles.why}>{t('export.chathamHouseHint')}</p>
      </div>
    </div>
  )
})

const ChooseLayout = memo(function ChooseLayout({
  format,
  orders,
  order,
  language,
  paper,
  onChange,
}: Pick<ReportOptions, 'order' | 'language' | 'paper'> & {
  format: ExportFormat
  orders: readonly ReportOptions['order'][]
  onChange: (change: FormChange) => void
}) {
  const { t } = useTranslation()
  return (
    <div className={`${styles.part} ${styles.pair}`}>
      {orders.length > 1 && format.options.includes('order') && (
        <Select
          label={t('export.order')}
          options={orders.map((id) => ({ id, label: t(`export.orders.${id}`) }))}
          value={orders.includes(order) ? order : 'agenda'}
          onChange={(chosen) => onChange({ order: chosen })}
        />
      )}
      <Select
        label={t('export.language')}
        options={languages}
        value={language}
        onChange={(chosen) => onChange({ language: chosen })}
      />
      {format.options.includes('paper') && (
        <Select
          label={t('export.paper')}
          options={papers}
          value={paper}
          onChange={(chosen) => onChange({ paper: chosen })}
        />
      )}
    </div>
  )
})

/** The formats of most reports; the others are in the full list. */
const commonFormats = ['docx', 'pdf', 'md']
const groups = ['paper', 'text', 'actions', 'contacts', 'agenda'] as const

const ChooseFormat = memo(function ChooseFormat({
  formats,
  format,
  onChange,
}: {
  formats: readonly ExportFormat[]
  format: ExportFormat
  onChange: (change: Pick<ReportForm, 'format'>) => void
}) {
  const { t } = useTranslation()
  const getSegment = ({ id, name, extension }: ExportFormat) => ({
    id,
    // A day sheet is a PDF, like the agenda's pages.
    label: id === 'day-sheet' ? t('agendaExport.sheet') : name,
    detail: extension === '' ? t('export.folder') : `.${extension}`,
  })
  return (
    <div className={styles.part}>
      <h2>{t('export.format')}</h2>
      <Segmented
        tall
        label={t('export.usualFormats')}
        segments={commonFormats.flatMap((id) => formats.filter((known) => known.id === id)).map(getSegment)}
        value={format.id}
        onChange={(chosen) => onChange({ format: chosen })}
      />
      <details open={!commonFormats.includes(format.id) || undefined}>
        <summary>{t('export.otherFormats')}</summary>
        {groups.map((group) => (
          <div key={group} className={styles.group}>
            <h3>{t(`export.formats.${group}`)}</h3>
            <Segmented
              tall
              label={t(`export.formats.${group}`)}
              segments={formats
                .filter((known) => getGroup(known) === group && !commonFormats.includes(known.id))
                .map(getSegment)}
              value={format.id}
              onChange={(chosen) => onChange({ format: chosen })}
            />
          </div>
        ))}
      </details>
      <p className={styles.what}>{t(`export.about.${describeFormat(format)}`)}</p>
    </div>
  )
})

/** Groups formats by content: reports as pages or text, and lists for other programs. */
function getGroup({ about, options }: ExportFormat): (typeof groups)[number] {
  if (about !== 'report') return about
  return options.includes('paper') ? 'paper' : 'text'
}

function describeFormat({ id, about, printed, contentKind }: ExportFormat) {
  if (id === 'day-sheet') return 'daySheet'
  if (about === 'agenda' && printed) return 'agendaPages'
  return about === 'report' && contentKind === 'data' ? 'everything' : about
}

/** Whether the format is made from notes, or from the tasks and decisions in them. */
export function isAboutNotes({ about }: ExportFormat): boolean {
  return about === 'report' || about === 'actions'
}
