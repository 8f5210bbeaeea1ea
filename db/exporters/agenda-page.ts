/**
 * The agenda for reading and for paper. Each day begins a page; a longer day is set smaller, in two steps, and what is longer still
 * goes on over the next page under the same heading.
 */
import type { PhrasingContent, Root, TableCell, TableRow } from 'mdast'
import { formatDay, formatTime } from '../../core/time.ts'
import type { PlainDate } from '../model.ts'
import { agendaStyle } from './agenda-style.ts'
import { element, join, type Markup } from './markup.ts'
import type { Report } from './report.ts'
import type { SourceSession } from './report-source.ts'

/** Sessions that start together. */
type AgendaSlot = { time: string; sessions: AgendaSession[] }
type AgendaDay = { heading: string; sessions: number; slots: AgendaSlot[] }
type AgendaSession = {
  /** "09:30–11:00" */
  time: string
  label: string
  title: string
  room: string
  /** Languages, speakers, track. */
  facts: string[]
  /** The word for it, if it is. */
  cancelled: string
}

function daysOf(report: Report): AgendaDay[] {
  const { source, language } = report
  const byDay = Map.groupBy(source.sessions, ({ day }) => day)
  return [...byDay]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([day, sessions]) => ({
      heading: headingOf(day, language),
      sessions: sessions.length,
      slots: [...Map.groupBy(sessions, ({ start }) => start).values()].map((together) => {
        const shown = together.map((session) => sessionOf(session, report))
        return { time: shown[0]?.time ?? '', sessions: shown }
      }),
    }))
}

function sessionOf(session: SourceSession, { source, headings }: Report): AgendaSession {
  const { timeZone, rooms } = source.conference
  const { start, end, label, title, room, languages, speakers, track, status } = session
  const time = (instant: string) => formatTime(instant, timeZone)
  return {
    time: end === null ? time(start) : `${time(start)}–${time(end)}`,
    label: label ?? '',
    title,
    room: rooms.find(({ guid }) => guid === room)?.name ?? '',
    facts: [speakers.join(', '), track ?? '', languages.map((tag) => tag.toUpperCase()).join(' ')].filter(
      Boolean,
    ),
    cancelled: status === 'cancelled' ? headings.cancelled : '',
  }
}

function headingOf(day: PlainDate, language: Report['language']): string {
  const text = formatDay(day, language, 'long')
  return text.charAt(0).toLocaleUpperCase(language) + text.slice(1)
}

// ── On paper ─────────────────────────────────────────────────────────────────

export function writeAgendaPage(report: Report): string {
  const { title, language, options, facts } = report
  const days = daysOf(report)
  const head = element(
    'head',
    {},
    element('meta', { charset: 'utf-8' }),
    element('meta', {
      'http-equiv': 'Content-Security-Policy',
      content:
        "default-src 'none'; style-src 'unsafe-inline'; font-src 'self'; base-uri 'none'; form-action 'none'",
    }),
    element('title', {}, title),
    element('style', {}, { markup: agendaStyle(options.paper) }),
  )
  const body = element(
    'body',
    {},
    element(
      'header',
      {},
      element('h1', { dir: 'auto' }, title),
      element('p', { dir: 'auto' }, facts.join(' · ')),
    ),
    join(days.map((day) => drawDay(day, title))),
  )
  return `<!doctype html>\n${element('html', { lang: language }, head, body).markup}\n`
}

/** More rows than these, and the day is set smaller: so many fit on a page. */
const ROOMY = 14
const SMALL = 24

function drawDay({ heading, sessions, slots }: AgendaDay, title: string): Markup {
  const size = sessions <= ROOMY ? 'roomy' : sessions <= SMALL ? 'small' : 'smallest'
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
          element('span', { class: 'running', dir: 'auto' }, title),
        ),
      ),
    ),
    ...slots.map((slot) =>
      element('tbody', {}, ...slot.sessions.map((session, index) => row(session, index === 0))),
    ),
  )
}

function row(session: AgendaSession, isFirst: boolean): Markup {
  const { time, room, label, title, facts, cancelled } = session
  return element(
    'tr',
    { class: isFirst ? 'first' : null },
    element('td', { class: 'time' }, time),
    element('td', { class: 'room', dir: 'auto' }, room),
    element(
      'td',
      { class: cancelled ? 'cancelled' : null, dir: 'auto' },
      label !== '' && element('strong', {}, label),
      label !== '' && ' ',
      element('span', { class: 'title' }, title),
      cancelled !== '' && element('em', {}, ` ${cancelled}`),
      facts.length > 0 && element('p', { dir: 'auto' }, facts.join(' · ')),
    ),
  )
}

// ── As a structure, for the preview ──────────────────────────────────────────

export function agendaDocument(report: Report): Root {
  return {
    type: 'root',
    children: [
      { type: 'heading', depth: 1, children: [{ type: 'text', value: report.title }] },
      {
        type: 'paragraph',
        data: { role: 'facts' },
        children: [{ type: 'text', value: report.facts.join(' · ') }],
      },
      ...daysOf(report).flatMap(({ heading, slots }): Root['children'] => [
        { type: 'heading', depth: 2, children: [{ type: 'text', value: heading }] },
        {
          type: 'table',
          children: slots.flatMap(({ sessions }) => sessions.map(rowOf)),
        },
      ]),
    ],
  }
}

function rowOf({ time, room, label, title, facts, cancelled }: AgendaSession): TableRow {
  const text = (value: string): PhrasingContent => ({ type: 'text', value })
  const cell = (...children: PhrasingContent[]): TableCell => ({ type: 'tableCell', children })
  const name: PhrasingContent[] = cancelled
    ? [{ type: 'delete', children: [text(title)] }, text(` ${cancelled}`)]
    : [text(title)]
  if (label) name.unshift({ type: 'strong', children: [text(label)] }, text(' '))
  if (facts.length > 0) name.push({ type: 'break' }, text(facts.join(' · ')))
  return {
    type: 'tableRow',
    children: [cell(text(unbroken(time))), cell(text(unbroken(room))), cell(...name)],
  }
}

/** In one line, if it is short: the columns of the preview are as wide as what is in them. */
function unbroken(text: string): string {
  return text.length > 16 ? text : text.replaceAll(' ', '\u00a0').replace('–', '\u2060–\u2060')
}
