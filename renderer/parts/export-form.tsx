import { useTranslation } from 'react-i18next'
import type { Language } from '../../core/desktop.ts'
import type { ExportFormat, ReportCounts, ReportOptions } from '../../db/contract.ts'
import { languageNames } from '../i18n/index.ts'
import { sessionName } from '../programme.ts'
import { Checkbox, Select, TextField } from '../ui/field.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { type Available, type Choice, othersAllowed } from './export-choice.ts'
import styles from './export-form.module.css'
import { useConferenceFormat } from './format.ts'

export type ReportForm = {
  /** null until the delegate writes one: the usual title then. */
  title: string | null
  choice: Choice
  include: ReportOptions['include']
  /** Of the agenda: the starred sessions only. */
  starred: boolean
  language: Language
  paper: ReportOptions['paper']
  format: string
}

const languages = Object.entries(languageNames).map(([id, label]) => ({ id: id as Language, label }))
export const paperNames = { a4: 'A4', letter: 'Letter' } as const satisfies Record<
  ReportOptions['paper'],
  string
>
const papers = Object.entries(paperNames).map(([id, label]) => ({ id: id as ReportOptions['paper'], label }))

export function ExportForm({
  form,
  onChange,
  available,
  formats,
  format,
  usualTitle,
  counts,
  starred,
}: {
  form: ReportForm
  onChange: (change: Partial<ReportForm>) => void
  available: Available
  formats: readonly ExportFormat[]
  /** The one chosen. */
  format: ExportFormat
  usualTitle: string
  /** Of the preview; undefined until it has come. */
  counts: ReportCounts | undefined
  /** How many sessions have a star. */
  starred: number
}) {
  const { t } = useTranslation()
  return (
    <div className={styles.form}>
      <div className={styles.part}>
        <TextField
          label={t('export.title')}
          value={form.title ?? usualTitle}
          placeholder={usualTitle}
          maxLength={300}
          onChange={(title) => onChange({ title })}
        />
      </div>
      {ofNotes(format) && (
        <Sessions available={available} choice={form.choice} onChange={(choice) => onChange({ choice })} />
      )}
      <IncludeParts
        format={format}
        include={form.include}
        counts={counts}
        onChange={(include) => onChange({ include: { ...form.include, ...include } })}
      />
      {format.about === 'agenda' && (
        <div className={styles.part}>
          <Checkbox isSelected={form.starred} onChange={(starred) => onChange({ starred })}>
            <strong className={styles.name}>{t('export.starred')}</strong>
            <span className={styles.count}>{t('export.inSessions', { count: starred })}</span>
          </Checkbox>
        </div>
      )}
      <div className={`${styles.part} ${styles.pair}`}>
        <Select
          label={t('export.language')}
          options={languages}
          value={form.language}
          onChange={(language) => onChange({ language })}
        />
        {format.options.includes('paper') && (
          <Select
            label={t('export.paper')}
            options={papers}
            value={form.paper}
            onChange={(paper) => onChange({ paper })}
          />
        )}
      </div>
      <div className={styles.part}>
        <h2>{t('export.format')}</h2>
        {groups.map((group) => (
          <div key={group} className={styles.group}>
            <h3>{t(`export.formats.${group}`)}</h3>
            <Segmented
              tall
              label={t(`export.formats.${group}`)}
              segments={formats
                .filter((known) => groupOf(known) === group)
                .map(({ id, name, extension }) => ({ id, label: name, detail: `.${extension}` }))}
              value={form.format}
              onChange={(chosen) => onChange({ format: chosen })}
            />
          </div>
        ))}
        <p className={styles.what}>{t(`export.about.${format.about}`)}</p>
      </div>
    </div>
  )
}

const groups = ['paper', 'text', 'actions', 'contacts', 'agenda'] as const

/** The whole report, laid out on pages or as text; or what other programs take from it. */
function groupOf({ about, options }: ExportFormat): (typeof groups)[number] {
  if (about !== 'report') return about
  return options.includes('paper') ? 'paper' : 'text'
}

/** What is made of the notes, or of what they say is to be done. */
export function ofNotes({ about }: ExportFormat): boolean {
  return about === 'report' || about === 'actions'
}

/** The parts that this format can hold. */
function IncludeParts({
  format,
  include,
  counts,
  onChange,
}: {
  format: ExportFormat
  include: ReportForm['include']
  counts: ReportCounts | undefined
  onChange: (change: Partial<ReportForm['include']>) => void
}) {
  const { t } = useTranslation()
  const count = (key: 'keyMessages' | 'tasks' | 'decisions' | 'questions' | 'contacts') =>
    t(`export.counts.${key}`, { count: counts?.[key] ?? 0 })
  const details = {
    tableOfContents: '',
    keyMessages: count('keyMessages'),
    actions: [count('tasks'), count('decisions'), count('questions')].join(', '),
    contacts: count('contacts'),
    contactNotes: '',
  }
  // The private notes come with the people they are about.
  const offered = (Object.keys(details) as (keyof typeof details)[]).filter(
    (part) =>
      format.options.includes(part) &&
      (part !== 'contactNotes' || format.about === 'contacts' || include.contacts),
  )
  if (offered.length === 0) return null
  return (
    <div className={styles.part}>
      {offered.map((part) => (
        <Checkbox key={part} isSelected={include[part]} onChange={(wanted) => onChange({ [part]: wanted })}>
          <strong className={styles.name}>{t(`export.parts.${part}`)}</strong>
          {counts && <span className={styles.count}>{details[part]}</span>}
        </Checkbox>
      ))}
    </div>
  )
}

function Sessions({
  available,
  choice,
  onChange,
}: {
  available: Available
  choice: Choice
  onChange: (choice: Choice) => void
}) {
  const { t } = useTranslation()
  const { formatMoment } = useConferenceFormat()
  const { sessions, others } = available
  const { without } = choice
  const included = sessions.filter(({ session }) => !without.has(session.guid)).length
  const allowed = othersAllowed(available, choice)
  return (
    <fieldset className={styles.part}>
      <legend>{t('export.include')}</legend>
      {sessions.length > 0 && (
        <Checkbox
          isSelected={included === sessions.length}
          isIndeterminate={included > 0 && included < sessions.length}
          onChange={(all) =>
            onChange({ ...choice, without: new Set(all ? [] : sessions.map(({ session }) => session.guid)) })
          }
        >
          <strong className={styles.name}>{t('export.sessions')}</strong>
          <span className={styles.count}>{t('export.withNotes', { count: sessions.length })}</span>
        </Checkbox>
      )}
      <ul className={styles.sessions}>
        {sessions.map(({ session, entries }) => (
          <li key={session.guid}>
            <Checkbox
              isSelected={!without.has(session.guid)}
              onChange={(wanted) => {
                const next = new Set(without)
                if (wanted) next.delete(session.guid)
                else next.add(session.guid)
                onChange({ ...choice, without: next })
              }}
            >
              <span className={styles.when}>{formatMoment(session.start)}</span>
              <span className={styles.name}>{sessionName(session)}</span>
              <span className={styles.count}>{t('export.notes', { count: entries })}</span>
            </Checkbox>
          </li>
        ))}
      </ul>
      {others > 0 && (
        <>
          <Checkbox
            isDisabled={!allowed}
            isSelected={allowed && choice.others}
            onChange={(wanted) => onChange({ ...choice, others: wanted })}
          >
            <strong className={styles.name}>{t('export.others')}</strong>
            <span className={styles.count}>{t('export.notes', { count: others })}</span>
          </Checkbox>
          {!allowed && <p className={styles.why}>{t('export.othersOnlyWithAll')}</p>}
        </>
      )}
    </fieldset>
  )
}
