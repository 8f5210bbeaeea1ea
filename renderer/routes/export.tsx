/** The notes as one report: chosen at the left, seen as it will be at the right, saved where the delegate says. */
import { FileOutput } from 'lucide-react'
import { useEffect, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ReportOptions } from '../../db/contract.ts'
import { queryClient, useStoreQuery } from '../data.ts'
import { useConference, useNotes, useSessions } from '../parts/conference.tsx'
import { Empty } from '../parts/empty.tsx'
import { errorText } from '../parts/error-text.ts'
import { availableIn, chosenSessions, countChosen, everything } from '../parts/export-choice.ts'
import { ExportForm, type ReportForm } from '../parts/export-form.tsx'
import { ExportPreview } from '../parts/export-preview.tsx'
import { saveReport } from '../parts/export-save.ts'
import { hrefTo } from '../parts/navigate.ts'
import { PaneHeader } from '../parts/pane-header.tsx'
import { Panes } from '../parts/panes.tsx'
import { usePreferences } from '../preferences.ts'
import { Button } from '../ui/button.tsx'
import styles from './export.module.css'
import type { Screen } from './index.ts'

export const screen: Screen = {
  path: 'export',
  navigation: { order: 6, label: 'nav.export', icon: FileOutput },
  Component: Export,
}

function Export() {
  const { t } = useTranslation()
  const { slug } = useConference()
  const sessions = useSessions()
  const notes = useNotes()
  const { data: formats } = useStoreQuery('export.formats', {})
  const available = useMemo(() => sessions && availableIn(sessions, notes), [sessions, notes])
  const [first] = formats ?? []
  if (!available || !formats || !first) return null
  if (available.sessions.length === 0 && available.others === 0) {
    return (
      <>
        <PaneHeader title={t('export.heading')} />
        <Empty title={t('export.empty')}>
          <p>{t('export.emptyHint')}</p>
          <a href={hrefTo('agenda')}>{t('export.toAgenda')}</a>
        </Empty>
      </>
    )
  }
  return <Report key={slug} available={available} formats={formats} format={first.id} />
}

function Report({
  available,
  formats,
  format,
}: Pick<Parameters<typeof ExportForm>[0], 'available' | 'formats'> & { format: string }) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const { language } = usePreferences()
  const [form, setForm] = useState<ReportForm>({ title: null, choice: everything, language, format })
  const [saving, setSaving] = useState(false)
  const chosen = chosenSessions(available, form.choice)
  const options: ReportOptions = {
    conference: slug,
    format: form.format,
    title: form.title ?? '',
    sessions: chosen,
    language: form.language,
  }
  const nothing = chosen?.length === 0
  const { data: preview, error, settled } = usePreview(nothing ? null : options)

  const current = formats.find(({ id }) => id === form.format)
  const save = async () => {
    if (!preview || !current) return
    setSaving(true)
    await saveReport(options, current, preview.fileName)
    setSaving(false)
  }
  return (
    <Panes
      screen="export"
      listWidth={436}
      narrowListWidth={392}
      listLabel={t('export.heading')}
      list={
        <>
          <PaneHeader title={t('export.heading')} />
          <ExportForm
            form={form}
            onChange={(change) => setForm((before) => ({ ...before, ...change }))}
            available={available}
            formats={formats}
            usualTitle={preview?.title ?? ''}
          />
          <div className={styles.footer}>
            <p>{preview?.fileName}</p>
            <Button
              variant="primary"
              isDisabled={nothing || !preview || !settled || saving}
              onPress={() => void save()}
            >
              {t('export.save')}
            </Button>
          </div>
        </>
      }
    >
      <ExportPreview
        format={current?.name ?? ''}
        count={countChosen(available, form.choice)}
        preview={nothing ? null : preview}
        problem={nothing ? t('export.nothingChosen') : error && errorText(error)}
      />
    </Panes>
  )
}

/**
 * The report as it would be saved now; until it has come, `settled` is false and what was there stays. The next one is asked
 * for when the last has come, so that typing a title never queues whole reports, however long they are.
 */
function usePreview(options: ReportOptions | null) {
  const [asked, setAsked] = useState(options)
  const { data, error, isFetching } = useStoreQuery('export.preview', asked)
  const isCurrent = JSON.stringify(asked) === JSON.stringify(options)
  useEffect(() => {
    if (!isCurrent && !isFetching) setAsked(options)
  })
  // Every title that was typed has its whole report cached; none is asked for again.
  useEffect(() => () => queryClient.removeQueries({ queryKey: ['export.preview'] }), [])
  return { data, error, settled: isCurrent && !isFetching }
}
