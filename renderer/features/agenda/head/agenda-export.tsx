/** Exports the agenda as a calendar or prints it. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExportFormat, Input, ReportOptions } from '../../../../db/contract/index.ts'
import type { Session } from '../../../../db/model.ts'
import { useMinute } from '../../../lib/clock.ts'
import { getErrorText } from '../../../lib/error-text.ts'
import { usePreference } from '../../../lib/preferences.ts'
import { usePrintCommand } from '../../../lib/print-command.ts'
import { useStoreQuery } from '../../../lib/queries.ts'
import { buildHref } from '../../../lib/router.ts'
import { call } from '../../../lib/store-client.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Select } from '../../../ui/field.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { announce } from '../../../ui/undo-bar.tsx'
import { ExportProgress, printReport, saveReport, useExportJob } from '../../export/index.ts'
import { describeCount, filterSessions, getProgrammeDay } from '../../schedule/index.ts'
import {
  useConference,
  useConferenceFormat,
  useCoverage,
  useFilters,
  useNoteCounts,
  useStars,
} from '../../sessions/index.ts'
import styles from './agenda-export.module.css'

/** The same value as in db/contract/, from which the renderer imports only types. */
const MAX_TITLE_LENGTH = 300

const formatIds = { calendar: 'ics', pages: 'agenda-pdf', sheet: 'day-sheet' } as const
type Layout = keyof typeof formatIds
const layouts = Object.keys(formatIds) as Layout[]

type SessionSet = 'mine' | 'shown' | 'all'
/** The id of “All days” in the menu of days. */
const ALL_DAYS = 'all'
const papers = [
  { id: 'a4', label: 'A4' },
  { id: 'letter', label: 'Letter' },
] as const satisfies { id: ReportOptions['paper']; label: string }[]

export function AgendaExport({
  programme,
  initialLayout,
  onClose,
}: {
  programme: readonly Session[]
  initialLayout: Layout
  onClose: () => void
}) {
  const { t } = useTranslation()
  const { slug, title, timeZone } = useConference()
  const { formatDay } = useConferenceFormat()
  const language = usePreference('language')
  const { data: formats = [] } = useStoreQuery('export.formats', {})
  const stars = useStars()
  const notes = useNoteCounts()
  const covered = useCoverage()
  const [filters] = useFilters()
  const shown = filterSessions(programme, filters, { stars, notes, covered })
  const mine = programme.filter(({ guid }) => stars.has(guid) || notes.has(guid))
  const [sessionSet, setSessionSet] = useState<SessionSet>(() => {
    if (initialLayout !== 'sheet' && shown.length < programme.length) return 'shown'
    return mine.length > 0 ? 'mine' : 'all'
  })
  const [layout, setLayout] = useState(initialLayout)
  const [paper, setPaper] = useState<ReportOptions['paper']>('a4')
  const { job, run } = useExportJob()

  const today = getProgrammeDay(programme, useMinute(), timeZone)
  const [chosenDay, setChosenDay] = useState<string>(today)
  const chosenSessions = { mine, shown, all: programme }[sessionSet]
  const days = [...new Set(chosenSessions.map(({ day }) => day))].sort()
  const day = chosenDay === ALL_DAYS ? null : (days.find((each) => each === chosenDay) ?? days[0])
  const sessions =
    layout === 'sheet' && day ? chosenSessions.filter((session) => session.day === day) : chosenSessions
  const format = formats.find(({ id }) => id === formatIds[layout])
  const getOptions = ({ id }: ExportFormat) =>
    ({
      conference: slug,
      format: id,
      title:
        sessionSet === 'mine'
          ? t('agendaExport.mineTitle', { conference: title }).slice(0, MAX_TITLE_LENGTH)
          : '',
      sessions: sessionSet === 'all' && layout !== 'sheet' ? null : sessions.map(({ guid }) => guid),
      language,
      paper,
    }) satisfies Input<'export.preview'>
  const save = async (id: string) => {
    if (!format) return
    const options = getOptions(format)
    try {
      const { fileName } = await call('export.preview', options)
      await saveReport(options, format, fileName, id)
      onClose()
    } catch (error) {
      announce(t('export.failed', { name: format.name, reason: getErrorText(error) }))
    }
  }
  const print = (printed: ExportFormat) =>
    void run(async (id) => {
      await printReport(getOptions(printed), id)
      onClose()
    })
  // Ctrl+P opens this dialog with the pages chosen. If it is open with the calendar chosen, Ctrl+P switches to the pages.
  usePrintCommand(
    sessions.length === 0
      ? null
      : () => {
          if (format?.printed) print(format)
          else setLayout('pages')
        },
  )
  const createOption = (id: SessionSet, sessions: readonly Session[]) => ({
    id,
    label: t(`agendaExport.which.${id}`),
    detail: describeCount(t, sessions),
  })
  return (
    <Dialog
      role="dialog"
      title={t('agendaExport.title')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('agendaExport.close')}</Button>
          {format?.printed && (
            <Button isDisabled={sessions.length === 0} onPress={() => print(format)}>
              {t('export.print.label')}
            </Button>
          )}
          <Button
            variant="primary"
            isDisabled={!format || sessions.length === 0}
            onPress={() => void run(save)}
          >
            {t('agendaExport.save')}
          </Button>
        </>
      }
    >
      <Segmented
        tall
        label={t('agendaExport.what')}
        segments={[
          createOption('mine', mine),
          ...(shown.length < programme.length ? [createOption('shown', shown)] : []),
          createOption('all', programme),
        ]}
        value={sessionSet}
        onChange={setSessionSet}
      />
      {sessionSet === 'mine' && mine.length === 0 && <p>{t('agendaExport.nothingMine')}</p>}
      <div className={styles.as}>
        <Segmented
          tall
          label={t('export.format')}
          segments={layouts.map((id) => ({
            id,
            label: t(`agendaExport.${id}`),
            detail: `.${id === 'calendar' ? 'ics' : 'pdf'}`,
          }))}
          value={layout}
          onChange={setLayout}
        />
        {layout === 'sheet' && days.length > 0 && (
          <Select
            label={t('agendaExport.day')}
            options={[
              ...days.map((id) => ({ id: id as string, label: formatDay(id, 'long') })),
              ...(days.length > 1 ? [{ id: ALL_DAYS, label: t('agendaExport.allDays') }] : []),
            ]}
            value={day ?? ALL_DAYS}
            onChange={setChosenDay}
          />
        )}
        {format?.options.includes('paper') && (
          <Select label={t('export.paper')} options={[...papers]} value={paper} onChange={setPaper} />
        )}
      </div>
      <p>
        {t(`agendaExport.${layout}Hint`)}{' '}
        {format?.printed && notes.size > 0 && <a href={buildHref('export')}>{t('agendaExport.report')}</a>}
      </p>
      {job && <ExportProgress key={job} job={job} />}
    </Dialog>
  )
}
