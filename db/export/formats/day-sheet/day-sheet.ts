/**
 * Draws a sheet for each day: the sessions that the delegate attends, with lines to write on, and the floor plans at the foot. The lines
 * fill the rest of the page, so that a usual day takes exactly one page.
 */
import { agendaMargins } from '../../../../core/paper.ts'
import type { PreviewPage } from '../../../contract/index.ts'
import { element, type Markup } from '../../../formats/markup.ts'
import { writePrintedPage } from '../../report/printed-page.ts'
import type { Report } from '../../report/report.ts'
import { groupByDay, toProgrammeRow } from '../../report/report-agenda.ts'
import type { ReportPlan, SourceSession } from '../../source/report-source.ts'
import { getDaySheetPreviewStyle, getDaySheetStyle } from './day-sheet-style.ts'
import { listDayPlans, toPlanFile } from './sheet-plans.ts'

/** More lines than fit on a page. A session shows as many lines as fit into its space. */
const MAX_WRITING_LINES = 40

/** The attribute by which a page finds the picture of a plan: a file beside the page, or in a preview its hash. */
type GetPlanSource = (plan: ReportPlan) => Record<string, string>

export function writeDaySheet(report: Report): string {
  const sheets = drawSheets(report, (plan) => ({ src: toPlanFile(plan).name }))
  return writePrintedPage(report, getDaySheetStyle(report.options.paper), sheets)
}

/** Previews the sheets, cut before the day that would exceed `length` characters. */
export function previewDaySheet(report: Report, length: number): PreviewPage {
  const page = { style: getDaySheetPreviewStyle(report.options.paper), margins: agendaMargins, running: null }
  let markup = ''
  for (const sheet of drawSheets(report, ({ sha256 }) => ({ 'data-picture': sha256 }))) {
    if (markup !== '' && markup.length + sheet.markup.length > length) return { ...page, markup, isCut: true }
    markup += sheet.markup
  }
  return { ...page, markup, isCut: false }
}

function* drawSheets(
  { source, language, title, t }: Report,
  getPlanSource: GetPlanSource,
): Generator<Markup> {
  for (const { heading, sessions } of groupByDay(source.sessions, language)) {
    const plans = listDayPlans(source, sessions)
    yield element(
      'section',
      { class: 'sheet' },
      element('header', {}, element('h1', {}, heading), element('p', { dir: 'auto' }, title)),
      ...sessions.map((session) => {
        const { time, room } = toProgrammeRow(session, source, language)
        return drawSession(session, time, room, session.status === 'cancelled' ? t('session.cancelled') : '')
      }),
      plans.length > 0 &&
        element(
          'div',
          { class: 'plans' },
          ...plans.map((plan) =>
            element(
              'figure',
              {},
              element('img', { ...getPlanSource(plan), alt: plan.title }),
              element('figcaption', { dir: 'auto' }, plan.title),
            ),
          ),
        ),
    )
  }
}

function drawSession(
  { label, title, speakers }: SourceSession,
  time: string,
  room: string,
  cancelledLabel: string,
): Markup {
  const people = speakers.join(', ')
  const facts = [room, people].filter(Boolean)
  return element(
    'article',
    {},
    element('p', { class: 'time' }, time),
    element(
      'div',
      { class: 'words' },
      element(
        'h2',
        { class: cancelledLabel ? 'cancelled' : null, dir: 'auto' },
        label !== null && element('strong', {}, label),
        label !== null && ' ',
        element('span', {}, title),
        cancelledLabel !== '' && element('em', {}, ` ${cancelledLabel}`),
      ),
      facts.length > 0 &&
        element(
          'p',
          { class: 'facts', dir: 'auto' },
          room !== '' && element('strong', {}, room),
          room !== '' && people !== '' && ' · ',
          people,
        ),
      element(
        'div',
        { class: 'lines', 'aria-hidden': 'true' },
        { markup: '<div></div>'.repeat(MAX_WRITING_LINES) },
      ),
    ),
  )
}
