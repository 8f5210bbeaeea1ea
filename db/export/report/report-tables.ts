/** Lays out the tables of a report: decisions, tasks and questions, the timetable, and the people met. */
import type { PhrasingContent, RootContent, Table } from 'mdast'
import { getTable, heading, strong, text } from './nodes.ts'
import type { Report, ReportContact, ReportStatement } from './report.ts'
import { formatDate } from './report-words.ts'

const columns = ['time', 'session', 'room'] as const

export function layOutProgramme({ programme, t }: Report): RootContent[] {
  return programme.flatMap(({ heading: day, sessions }) => [
    heading(3, day),
    getTable([
      columns.map((column) => [text(t(`programmeColumns.${column}`))]),
      ...sessions.map(({ time, heading: title, room }) => [[text(time)], [text(title)], [text(room)]]),
    ]),
  ])
}

/** `pageOf`: the page of a decision or question. */
export function layOutFollowUp(
  { tasks, decisions, questions, t, language, options }: Report,
  pageOf: (statement: ReportStatement) => PhrasingContent[],
): RootContent[] {
  const { include } = options
  const session: Column<ReportStatement> = {
    title: t('followUp.session'),
    cell: ({ session: name }) => words(name),
  }
  const table = <T>(title: string, rows: readonly T[], columns: Column<T>[]): RootContent[] =>
    rows.length > 0 ? [heading(3, title), buildTable(rows, columns)] : []
  const columnsFor = (column: string): Column<ReportStatement>[] => [
    { title: column, cell: ({ text: content }) => content },
    session,
    { title: t('followUp.page'), cell: pageOf },
  ]
  return [
    ...table(t('parts.decisions'), include.decisions ? decisions : [], columnsFor(t('followUp.decision'))),
    ...table(t('parts.tasks'), include.actions ? tasks : [], [
      {
        title: t('followUp.task'),
        cell: ({ done, text: content }) => [text(done ? '☑ ' : '☐ '), ...content],
      },
      {
        title: t('followUp.assignee'),
        cell: ({ who }) => words(who.join(', ')),
        empty: t('followUp.unassigned'),
      },
      { title: t('followUp.due'), cell: ({ due }) => words(due && formatDate(due, language)), empty: '–' },
      { title: t('followUp.session'), cell: ({ session: name }) => words(name) },
    ]),
    ...table(t('parts.questions'), include.questions ? questions : [], columnsFor(t('followUp.question'))),
  ]
}

/** `empty`: the text of an empty cell. */
type Column<T> = { title: string; cell: (row: T) => PhrasingContent[]; empty?: string }

/** Leaves out columns that are empty in every row. */
function buildTable<T>(rows: readonly T[], columns: readonly Column<T>[]): Table {
  const filled = columns.filter(({ cell }) => rows.some((row) => cell(row).length > 0))
  return getTable([
    filled.map(({ title }) => [text(title)]),
    ...rows.map((row) =>
      filled.map(({ cell, empty = '' }) => {
        const content = cell(row)
        return content.length > 0 ? content : words(empty)
      }),
    ),
  ])
}

function words(value: string | null): PhrasingContent[] {
  return value ? [text(value)] : []
}

export function layOutContacts(contacts: readonly ReportContact[], { t, language }: Report): RootContent[] {
  const joinWords = (...parts: string[]) => words(parts.filter(Boolean).join(', '))
  if (contacts.length === 0) return []
  return [
    buildTable(contacts, [
      {
        title: t('contacts.name'),
        cell: ({ name, role }) => [strong(name), ...words(role && `, ${role}`)],
      },
      {
        title: t('contacts.organisation'),
        cell: ({ organisation, country }) => joinWords(organisation, country),
      },
      { title: t('contacts.reachAt'), cell: ({ email, telephone }) => joinWords(email, telephone) },
      { title: t('contacts.metAt'), cell: ({ metAtName }) => words(metAtName) },
      {
        title: t('contacts.followUp'),
        cell: ({ followUp, followUpOn, followedUpAt }) =>
          followedUpAt === null
            ? joinWords(followUp, followUpOn ? formatDate(followUpOn, language) : '')
            : [],
      },
    ]),
  ]
}
