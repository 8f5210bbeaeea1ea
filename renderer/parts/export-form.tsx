import { useTranslation } from 'react-i18next'
import type { Language } from '../../core/desktop.ts'
import type { ExportFormat } from '../../db/contract.ts'
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
  language: Language
  format: string
}

const languages = Object.entries(languageNames).map(([id, label]) => ({ id: id as Language, label }))

export function ExportForm({
  form,
  onChange,
  available,
  formats,
  usualTitle,
}: {
  form: ReportForm
  onChange: (change: Partial<ReportForm>) => void
  available: Available
  formats: readonly ExportFormat[]
  usualTitle: string
}) {
  const { t } = useTranslation()
  const [only] = formats
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
      <Include available={available} choice={form.choice} onChange={(choice) => onChange({ choice })} />
      <div className={styles.part}>
        <Select
          label={t('export.language')}
          options={languages}
          value={form.language}
          onChange={(language) => onChange({ language })}
        />
      </div>
      <div className={styles.part}>
        <h2>{t('export.format')}</h2>
        {formats.length > 1 ? (
          <Segmented
            label={t('export.format')}
            segments={formats.map(({ id, name }) => ({ id, label: name }))}
            value={form.format}
            onChange={(format) => onChange({ format })}
          />
        ) : (
          only && <p>{t('export.onlyFormat', { name: only.name, extension: only.extension })}</p>
        )}
      </div>
    </div>
  )
}

function Include({
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
