/** Lays out the tables of a report: decisions, tasks and questions, the timetable, and the people met. */
import type { PhrasingContent, RootContent, Table } from 'mdast'
import { createHeading, createStrong, createTable, createText } from './nodes.ts'
import type { Report, ReportContact, ReportStatement } from './report.ts'
import { formatDate } from './report-words.ts'

const columns = ['time', 'session', 'room'] as const

export function layOutProgramme({ programme, t }: Report): RootContent[] {
  return programme.flatMap(({ heading: day, sessions }) => [
    createHeading(3, day),
    createTable([
      columns.map((column) => [createText(t(`programmeColumns.${column}`))]),
      ...sessions.map(({ time, heading: title, room }) => [
        [createText(time)],
        [createText(title)],
        [createText(room)],
      ]),
    ]),
  ])
}

/** `getPage`: the page of a decision or question. */
export function layOutFollowUp(
  { tasks, decisions, questions, t, language, options }: Report,
  getPage: (statement: ReportStatement) => PhrasingContent[],
): RootContent[] {
  const { include } = options
  const session: Column<ReportStatement> = {
    title: t('followUp.session'),
    cell: ({ session: name }) => createWords(name),
  }
  const table = <T>(title: string, rows: readonly T[], columns: Column<T>[]): RootContent[] =>
    rows.length > 0 ? [createHeading(3, title), buildTable(rows, columns)] : []
  const createColumns = (column: string): Column<ReportStatement>[] => [
    { title: column, cell: ({ text: content }) => content },
    session,
    { title: t('followUp.page'), cell: getPage },
  ]
  return [
    ...table(t('parts.decisions'), include.decisions ? decisions : [], createColumns(t('followUp.decision'))),
    ...table(t('parts.tasks'), include.actions ? tasks : [], [
      {
        title: t('followUp.task'),
        cell: ({ done, text: content }) => [createText(done ? '☑ ' : '☐ '), ...content],
      },
      {
        title: t('followUp.assignee'),
        cell: ({ who }) => createWords(who.join(', ')),
        empty: t('followUp.unassigned'),
      },
      {
        title: t('followUp.due'),
        cell: ({ due }) => createWords(due && formatDate(due, language)),
        empty: '–',
      },
      { title: t('followUp.session'), cell: ({ session: name }) => createWords(name) },
    ]),
    ...table(t('parts.questions'), include.questions ? questions : [], createColumns(t('followUp.question'))),
  ]
}

/** `empty`: the text of an empty cell. */
type Column<T> = { title: string; cell: (row: T) => PhrasingContent[]; empty?: string }

/** Leaves out columns that are empty in every row. */
function buildTable<T>(rows: readonly T[], columns: readonly Column<T>[]): Table {
  const filled = columns.filter(({ cell }) => rows.some((row) => cell(row).length > 0))
  return createTable([
    filled.map(({ title }) => [createText(title)]),
    ...rows.map((row) =>
      filled.map(({ cell, empty = '' }) => {
        const content = cell(row)
        return content.length > 0 ? content : createWords(empty)
      }),
    ),
  ])
}

function createWords(value: string | null): PhrasingContent[] {
  return value ? [createText(value)] : []
}

export function layOutContacts(contacts: readonly ReportContact[], { t, language }: Report): RootContent[] {
  const joinWords = (...parts: string[]) => createWords(parts.filter(Boolean).join(', '))
  if (contacts.length === 0) return []
  return [
    buildTable(contacts, [
      {
        title: t('contacts.name'),
        cell: ({ name, role }) => [createStrong(name), ...createWords(role && `, ${role}`)],
      },
      {
        title: t('contacts.organisation'),
        cell: ({ organisation, country }) => joinWords(organisation, country),
      },
      { title: t('contacts.reachAt'), cell: ({ email, telephone }) => joinWords(email, telephone) },
      { title: t('contacts.metAt'), cell: ({ metAtName }) => createWords(metAtName) },
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
