/**
 * The agenda for screen and paper. Each day begins a page; a long day is set in one of two smaller sizes, and a longer one continues on
 * the next page under the same heading.
 */
import { agendaMargins } from '../../../../core/paper.ts'
import type { PreviewPage } from '../../../contract/index.ts'
import { element, type Markup } from '../../../formats/markup.ts'
import { writePrintedPage } from '../../report/printed-page.ts'
import type { Report } from '../../report/report.ts'
import { groupByDay, toProgrammeRow } from '../../report/report-agenda.ts'
import type { SourceSession } from '../../source/report-source.ts'
import { getAgendaSheetStyle, getAgendaStyle } from './agenda-style.ts'

/** Sessions that start together. */
type AgendaSlot = { time: string; sessions: AgendaSession[] }
type AgendaDay = { heading: string; sessionCount: number; slots: AgendaSlot[] }
type AgendaSession = {
  /** "09:30–11:00" */
  time: string
  label: string
  title: string
  room: string
  /** Languages, speakers, track. */
  facts: string[]
  /** The translated word "cancelled", or '' for a session that takes place. */
  cancelledLabel: string
}

function getDays(report: Report): AgendaDay[] {
  return groupByDay(report.source.sessions, report.language).map(({ heading, sessions }) => ({
    heading,
    sessionCount: sessions.length,
    slots: [...Map.groupBy(sessions, ({ start }) => start).values()].map((together) => {
      const shown = together.map((session) => toAgendaSession(session, report))
      return { time: shown[0]?.time ?? '', sessions: shown }
    }),
  }))
}

function toAgendaSession(session: SourceSession, { source, language, t }: Report): AgendaSession {
  const { label, title, languages, speakers, track, status } = session
  const { time, room } = toProgrammeRow(session, source, language)
  return {
    time,
    label: label ?? '',
    title,
    room,
    facts: [speakers.join(', '), track ?? '', languages.map((tag) => tag.toUpperCase()).join(' ')].filter(
      Boolean,
    ),
    cancelledLabel: status === 'cancelled' ? t('session.cancelled') : '',
  }
}

// ── On paper ─────────────────────────────────────────────────────────────────

export function writeAgendaPage(report: Report): string {
  return writePrintedPage(report, getAgendaStyle(report.options.paper), drawParts(report))
}

/** Previews the agenda, cut before the day that would exceed `length` characters. */
export function previewAgenda(report: Report, length: number): PreviewPage {
  const page = { style: getAgendaSheetStyle(), margins: agendaMargins, running: null }
  let markup = ''
  for (const part of drawParts(report)) {
    if (markup !== '' && markup.length + part.markup.length > length) return { ...page, markup, isCut: true }
    markup += part.markup
  }
  return { ...page, markup, isCut: false }
}

/** The title, then the days. */
function* drawParts(report: Report): Generator<Markup> {
  const { title, facts } = report
  yield element(
    'header',
    {},
    element('h1', { dir: 'auto' }, title),
    element('p', { dir: 'auto' }, facts.join(' · ')),
  )
  for (const [index, day] of getDays(report).entries()) yield drawDay(day, title, index === 0)
}

/** The number of rows that fit on a page. A day with more rows is set in a smaller size. */
const MAX_ROOMY_ROWS = 14
const MAX_SMALL_ROWS = 24

function pickSize(rows: number): 'roomy' | 'small' | 'smallest' {
  if (rows <= MAX_ROOMY_ROWS) return 'roomy'
  return rows <= MAX_SMALL_ROWS ? 'small' : 'smallest'
}

function drawDay({ heading, sessionCount, slots }: AgendaDay, title: string, isFirst: boolean): Markup {
  const size = pickSize(sessionCount)
  return element(
    'table',
    { class: size },
    element(
      'colgroup',
      {},
      element('col', { class: 'times' }),
      element('col', { class: 'rooms' }),
      element('col'),
    ),
    element(
      'thead',
      {},
      element(
        'tr',
        {},
        element(
          'th',
          { colspan: 3, scope: 'colgroup' },
          element('h2', {}, heading),
          // On the first page the title is already above the day.
          !isFirst && element('span', { class: 'running', dir: 'auto' }, title),
        ),
      ),
    ),
    ...slots.map((slot) =>
      element('tbody', {}, ...slot.sessions.map((session, index) => writeRow(session, index === 0))),
    ),
  )
}

function writeRow(session: AgendaSession, isFirst: boolean): Markup {
  const { time, room, label, title, facts, cancelledLabel } = session
  return element(
    'tr',
    { class: isFirst ? 'first' : null },
    element('td', { class: 'time' }, time),
    element('td', { class: 'room', dir: 'auto' }, room),
    element(
      'td',
      { class: cancelledLabel ? 'cancelled' : null, dir: 'auto' },
      label !== '' && element('strong', {}, label),
      label !== '' && ' ',
      element('span', { class: 'title' }, title),
      cancelledLabel !== '' && element('em', {}, ` ${cancelledLabel}`),
      facts.length > 0 && element('p', { dir: 'auto' }, facts.join(' · ')),
    ),
  )
}
