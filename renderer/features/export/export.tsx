/** The export screen: options at the left, a preview of the report at the right. */
import { useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type {
  ExportFormat,
  LastChoice,
  ReportCounts,
  ReportOptions,
  ReportPreset,
} from '../../../db/contract/index.ts'
import type { Session } from '../../../db/model.ts'
import { getErrorText } from '../../lib/error-text.ts'
import { usePreference } from '../../lib/preferences.ts'
import { usePrintCommand } from '../../lib/print-command.ts'
import { queryClient, useStoreQuery } from '../../lib/queries.ts'
import { buildHref } from '../../lib/router.ts'
import { call } from '../../lib/store-client.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyMessage } from '../../ui/empty-message.tsx'
import { PaneHeader } from '../../ui/pane-header.tsx'
import { Panes } from '../../ui/panes.tsx'
import { announce } from '../../ui/undo-bar.tsx'
import { removeOwnEntries } from '../schedule/index.ts'
import { useConference, useNotes, useSessions, useStarredCount } from '../sessions/index.ts'
import styles from './export.module.css'
import {
  type Available,
  countChosen,
  defaultChoice,
  dropUnknownTags,
  getAvailable,
  getChosenSessions,
} from './export-choice.ts'
import {
  ExportForm,
  type FormChange,
  isAboutNotes,
  paperNames,
  type ReportForm,
  toReportChoice,
} from './export-form.tsx'
import { ExportPreview } from './export-preview.tsx'
import { ExportProgress, useExportJob } from './export-progress.tsx'
import { copyReport, printReport, saveReport } from './export-save.ts'

export function Export() {
  const { slug } = useConference()
  const sessions = useSessions()
  const { data: formats } = useStoreQuery('export.formats', {})
  const { data: storedPresets } = useStoreQuery('presets.list', {})
  const { data: messages } = useStoreQuery('keyMessages.list', { conference: slug }, { keepPrevious: false })
  const [firstFormat] = formats ?? []
  if (!sessions || !formats || !firstFormat || !storedPresets || !messages) return null
  return (
    <Report
      key={slug}
      sessions={sessions}
      hasKeyMessages={messages.length > 0}
      formats={formats}
      firstFormat={firstFormat}
      {...storedPresets}
    />
  )
}

function Report({
  sessions,
  hasKeyMessages,
  formats,
  firstFormat,
  presets,
  last,
}: {
  sessions: readonly Session[]
  /** false if the conference has no key messages. */
  hasKeyMessages: boolean
  formats: readonly ExportFormat[]
  firstFormat: ExportFormat
  presets: readonly ReportPreset[]
  /** The choice of the last report, with which the form starts. */
  last: LastChoice | null
}) {
  const { t } = useTranslation()
  const { slug } = useConference()
  const language = usePreference('language')
  const starredCount = useStarredCount()
  const notes = useNotes()
  const [editedForm, setForm] = useState<ReportForm>(() => ({
    title: null,
    reference: '',
    distribution: '',
    choice: defaultChoice,
    onlyStarred: false,
    confidentiality: 'shareable',
    chathamHouse: false,
    authors: null,
    ...getInitialChoice(presets, last),
  }))
  const changeForm = useCallback(
    ({ include, ...changed }: FormChange) =>
      setForm((before) => ({ ...before, ...changed, include: { ...before.include, ...include } })),
    [],
  )
  const hasColleagues = notes.some(({ createdBy }) => createdBy !== null)
  const orders = useMemo<ReportOptions['order'][]>(
    () => [
      'agenda',
      ...(hasKeyMessages ? ['keyMessages' as const] : []),
      ...(hasColleagues ? ['authors' as const] : []),
    ],
    [hasKeyMessages, hasColleagues],
  )
  const form = useMemo(
    () => ({ ...editedForm, choice: dropUnknownTags(editedForm.choice, notes) }),
    [editedForm, notes],
  )
  const { authors } = form
  const { tags } = form.choice
  const { data: me } = useStoreQuery('people.me', {})
  const available = useMemo(() => {
    const notesOfAuthors = authors
      ? notes.filter((note) => authors.includes(note.createdBy ?? me?.id ?? ''))
      : notes
    return getAvailable(sessions, notesOfAuthors, tags)
  }, [sessions, notes, tags, authors, me])
  const { job, run } = useExportJob()
  const format = formats.find(({ id }) => id === form.format) ?? firstFormat
  const reportLanguage = form.language ?? language
  const paper = form.paper ?? 'a4'
  const chosen = listSessions(format, form, available)
  const options: ReportOptions = {
    conference: slug,
    format: format.id,
    title: form.title ?? '',
    reference: form.reference,
    distribution: form.distribution,
    sessions: chosen,
    days: null,
    tags: tags.length > 0 && isAboutNotes(format) ? [...tags] : null,
    order: orders.includes(form.order) ? form.order : 'agenda',
    language: reportLanguage,
    include: form.include,
    paper,
    confidentiality: form.confidentiality,
    chathamHouse: form.chathamHouse && isAboutNotes(format),
    authors: form.authors && isAboutNotes(format) ? [...form.authors] : null,
  }
  const isEmpty = isAboutNotes(format) && notes.every(({ entries }) => entries === 0)
  const hasNoMatch = isAboutNotes(format) && available.sessions.length === 0 && available.otherEntries === 0
  const isNothingChosen = hasNoMatch || chosen?.length === 0
  const { data: preview, error, isUpToDate } = usePreview(isNothingChosen ? null : options)
  // Called after the preview is requested, which would otherwise wait for the choice to be saved.
  useRememberedChoice({ preset: form.preset, choice: toReportChoice(form) })

  // Every document is printed as its PDF.
  const printedFormat = format.printed
    ? format
    : formats.find(({ id, contentKind }) => id === 'pdf' && contentKind === format.contentKind)
  const print =
    printedFormat && (() => void run((id) => printReport({ ...options, format: printedFormat.id }, id)))
  const isDisabled = isNothingChosen || !preview || !isUpToDate
  usePrintCommand(print && !isDisabled ? print : null)
  const renderProblem = () => {
    if (isEmpty) return <NoNotes />
    if (hasNoMatch) return t('export.noneOfThese')
    if (isNothingChosen) return t('export.nothingChosen')
    return error && getErrorText(error)
  }
  return (
    <Panes
      screen="export"
      listWidth={436}
      narrowListWidth={392}
      listLabel={t('export.heading')}
      list={
        <>
          <PaneHeader title={t('export.heading')}>
            <a href={buildHref('sharing')}>{t('sharing.link')}</a>
          </PaneHeader>
          <ExportForm
            form={form}
            onChange={changeForm}
            available={available}
            hasKeyMessages={hasKeyMessages}
            orders={orders}
            formats={formats}
            format={format}
            presets={presets}
            language={reportLanguage}
            paper={paper}
            defaultTitle={preview?.title ?? ''}
            counts={preview?.counts}
            starredCount={starredCount}
          />
          <div className={styles.footer}>
            {job ? <ExportProgress key={job} job={job} /> : <p>{preview?.fileName}</p>}
            <div className={styles.actions}>
              <Button
                variant="primary"
                isDisabled={isDisabled}
                onPress={() => preview && void run((id) => saveReport(options, format, preview.fileName, id))}
              >
                {t('export.save')}
              </Button>
              {format.contentKind === 'document' && format.about === 'report' && (
                <Button isDisabled={isDisabled} onPress={() => void run((id) => copyReport(options, id))}>
                  {t('export.copy')}
                </Button>
              )}
              {print && (
                <Button isDisabled={isDisabled} onPress={print}>
                  {t('export.print.label')}
                </Button>
              )}
            </div>
          </div>
        </>
      }
    >
      <ExportPreview
        format={format.options.includes('paper') ? `${format.name}, ${paperNames[paper]}` : format.name}
        count={useCountText(format, available, form, preview?.counts)}
        preview={isNothingChosen ? null : preview}
        paper={paper}
        problem={renderProblem()}
      />
    </Panes>
  )
}

/** Starts with the choice of the last report, or with the first preset. */
function getInitialChoice(
  presets: readonly ReportPreset[],
  last: LastChoice | null,
): LastChoice['choice'] & { preset: string | null } {
  const [firstPreset] = presets
  if (last) return { ...last.choice, preset: last.preset }
  if (!firstPreset) throw new Error('there is no built-in preset')
  return { ...firstPreset.choice, preset: firstPreset.id }
}

function NoNotes() {
  const { t } = useTranslation()
  return (
    <EmptyMessage title={t('export.empty')}>
      <p>{t('export.emptyHint')}</p>
      <a href={buildHref('agenda')}>{t('export.toAgenda')}</a>
    </EmptyMessage>
  )
}

/**
 * Chooses sessions by their notes for a report, and by their stars for the agenda. A list of contacts has those of the whole conference.
 */
function listSessions(
  { about }: ExportFormat,
  { choice, onlyStarred }: ReportForm,
  available: Available,
): ReportOptions['sessions'] {
  if (about === 'report' || about === 'actions') return getChosenSessions(available, choice)
  return about === 'agenda' && onlyStarred ? 'starred' : null
}

function useCountText(
  { about }: ExportFormat,
  available: Available,
  { choice, onlyStarred }: ReportForm,
  counts: ReportCounts | undefined,
): string {
  const { t } = useTranslation()
  const sessionCount = removeOwnEntries(useSessions() ?? []).length
  const starredCount = useStarredCount()
  if (about === 'actions') return t('export.counts.tasks', { count: counts?.tasks ?? 0 })
  if (about === 'contacts') return t('export.counts.contacts', { count: counts?.contacts ?? 0 })
  if (about === 'agenda') return t('export.inSessions', { count: onlyStarred ? starredCount : sessionCount })
  const { sessions, entries } = counts ?? countChosen(available, choice)
  return `${t('export.inSessions', { count: sessions })}, ${t('export.notes', { count: entries })}`
}

/**
 * The report as it would be saved; until it arrives, `isUpToDate` is false and the previous one stays. A new preview is requested only
 * when the last has arrived, so that typing a title never queues whole reports.
 */
function usePreview(options: ReportOptions | null) {
  const [previewOptions, setPreviewOptions] = useState(options)
  const { data, error, isFetching } = useStoreQuery('export.preview', previewOptions)
  const isCurrent = JSON.stringify(previewOptions) === JSON.stringify(options)
  if (!isCurrent && !isFetching) setPreviewOptions(options)
  // Each typed title leaves a whole report in the cache, and none is needed again.
  useEffect(() => () => queryClient.removeQueries({ queryKey: ['export.preview'] }), [])
  return { data, error, isUpToDate: isCurrent && !isFetching }
}

/** Remembers the last choice for the next report. */
function useRememberedChoice(last: LastChoice): void {
  const { data: status } = useStoreQuery('status.get', {})
  const mayWrite = status?.readOnly === false
  const json = JSON.stringify(last)
  const lastSaved = useRef(json)
  useEffect(() => {
    if (!mayWrite || json === lastSaved.current) return
    lastSaved.current = json
    call('presets.remember', JSON.parse(json) as LastChoice).catch((error) => announce(getErrorText(error)))
  }, [json, mayWrite])
}
