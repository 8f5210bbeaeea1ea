/** Exports the agenda as a calendar or prints it. */
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ExportFormat, Input, ReportOptions } from '../../../../db/contract/index.ts'
import type { Session } from '../../../../db/model.ts'
import { errorText } from '../../../lib/error-text.ts'
import { usePreference } from '../../../lib/preferences.ts'
import { usePrintCommand } from '../../../lib/print-command.ts'
import { useStoreQuery } from '../../../lib/queries.ts'
import { hrefTo } from '../../../lib/router.ts'
import { call } from '../../../lib/store-client.ts'
import { Button } from '../../../ui/button.tsx'
import { Dialog } from '../../../ui/dialog.tsx'
import { Select } from '../../../ui/field.tsx'
import { Segmented } from '../../../ui/segmented.tsx'
import { announce } from '../../../ui/undo-bar.tsx'
import { ExportProgress, printReport, saveReport, useExportJob } from '../../export/index.ts'
import { describeCount, filterSessions } from '../../schedule/index.ts'
import { useConference, useFilters, useNoteCounts, useStars } from '../../sessions/index.ts'
import styles from './agenda-export.module.css'

/** Same value as in db/contract.ts, from which the renderer imports only types. */
const MAX_TITLE = 300

type Which = 'mine' | 'shown' | 'all'
const papers = [
  { id: 'a4', label: 'A4' },
  { id: 'letter', label: 'Letter' },
] as const satisfies { id: ReportOptions['paper']; label: string }[]

export function TakeAlong({
  programme,
  as,
  onClose,
}: {
  programme: readonly Session[]
  /** The initial choice. */
  as: 'calendar' | 'pages'
  onClose: () => void
}) {
  const { t } = useTranslation()
  const { slug, title } = useConference()
  const language = usePreference('language')
  const { data: formats = [] } = useStoreQuery('export.formats', {})
  const [stars, notes] = [useStars(), useNoteCounts()]
  const [filters] = useFilters()
  const shown = filterSessions(programme, filters, { stars, notes })
  const mine = programme.filter(({ guid }) => stars.has(guid) || notes.has(guid))
  const [which, setWhich] = useState<Which>(
    shown.length < programme.length ? 'shown' : mine.length > 0 ? 'mine' : 'all',
  )
  const [chosen, setChosen] = useState<string>()
  const [paper, setPaper] = useState<ReportOptions['paper']>('a4')
  const { job, run } = useExportJob()

  const sessions = { mine, shown, all: programme }[which]
  const offered = formats.filter(({ about }) => about === 'agenda')
  const pages = offered.find(({ printed }) => printed)
  const format = offered.find(({ id }) => id === chosen) ?? (as === 'pages' ? pages : offered[0])
  const optionsFor = ({ id }: ExportFormat) =>
    ({
      conference: slug,
      format: id,
      title: which === 'mine' ? t('takeAlong.mineTitle', { conference: title }).slice(0, MAX_TITLE) : '',
      sessions: which === 'all' ? null : sessions.map(({ guid }) => guid),
      language,
      paper,
    }) satisfies Input<'export.preview'>
  const save = async (id: string) => {
    if (!format) return
    const options = optionsFor(format)
    try {
      const { fileName } = await call('export.preview', options)
      await saveReport(options, format, fileName, id)
      onClose()
    } catch (error) {
      announce(t('export.failed', { name: format.name, reason: errorText(error) }))
    }
  }
  const print = (printed: ExportFormat) =>
    void run(async (id) => {
      await printReport(optionsFor(printed), id)
      onClose()
    })
  // The print key opens this dialog with the pages chosen; if the calendar is chosen, it switches to the pages.
  usePrintCommand(
    sessions.length === 0
      ? null
      : () => {
          if (format?.printed) print(format)
          else setChosen(pages?.id)
        },
  )
  const option = (id: Which, of: readonly Session[]) => ({
    id,
    label: t(`takeAlong.which.${id}`),
    detail: describeCount(t, of),
  })
  return (
    <Dialog
      role="dialog"
      title={t('takeAlong.title')}
      onClose={onClose}
      actions={
        <>
          <Button onPress={onClose}>{t('takeAlong.close')}</Button>
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
            {t('takeAlong.save')}
          </Button>
        </>
      }
    >
      <Segmented
        tall
        label={t('takeAlong.what')}
        segments={[
          option('mine', mine),
          ...(shown.length < programme.length ? [option('shown', shown)] : []),
          option('all', programme),
        ]}
        value={which}
        onChange={setWhich}
      />
      {which === 'mine' && mine.length === 0 && <p>{t('takeAlong.nothingMine')}</p>}
      <div className={styles.as}>
        <Segmented
          tall
          label={t('export.format')}
          segments={offered.map(({ id, extension }) => ({
            id,
            label: t(extension === 'pdf' ? 'takeAlong.pages' : 'takeAlong.calendar'),
            detail: `.${extension}`,
          }))}
          value={format?.id ?? ''}
          onChange={setChosen}
        />
        {format?.options.includes('paper') && (
          <Select label={t('export.paper')} options={[...papers]} value={paper} onChange={setPaper} />
        )}
      </div>
      <p>
        {t(format?.printed ? 'takeAlong.pagesHint' : 'takeAlong.calendarHint')}{' '}
        {format?.printed && notes.size > 0 && <a href={hrefTo('export')}>{t('takeAlong.report')}</a>}
      </p>
      {job && <ExportProgress key={job} job={job} />}
    </Dialog>
  )
}
