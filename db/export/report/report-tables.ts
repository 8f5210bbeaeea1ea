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

/** `createPageReference`: refers to the page of a decision or question. */
export function layOutFollowUp(
  { tasks, decisions, questions, t, language, options }: Report,
  createPageReference: (statement: ReportStatement) => PhrasingContent[],
): RootContent[] {
  const { include } = options
  const session: Column<ReportStatement> = {
    title: t('followUp.session'),
    createContent: ({ session: name }) => createWords(name),
  }
  const buildTablePart = <T>(title: string, rows: readonly T[], columns: Column<T>[]): RootContent[] =>
    rows.length > 0 ? [createHeading(3, title), buildTable(rows, columns)] : []
  const createColumns = (column: string): Column<ReportStatement>[] => [
    { title: column, createContent: ({ text: content }) => content },
    session,
    { title: t('followUp.page'), createContent: createPageReference },
  ]
  return [
    ...buildTablePart(
      t('parts.decisions'),
      include.decisions ? decisions : [],
      createColumns(t('followUp.decision')),
    ),
    ...buildTablePart(t('parts.tasks'), include.actions ? tasks : [], [
      {
        title: t('followUp.task'),
        createContent: ({ done, text: content }) => [createText(done ? '☑ ' : '☐ '), ...content],
      },
      {
        title: t('followUp.assignee'),
        createContent: ({ who }) => createWords(who.join(', ')),
        empty: t('followUp.unassigned'),
      },
      {
        title: t('followUp.due'),
        createContent: ({ due }) => createWords(due && formatDate(due, language)),
        empty: '–',
      },
      { title: t('followUp.session'), createContent: ({ session: name }) => createWords(name) },
    ]),
    ...buildTablePart(
      t('parts.questions'),
      include.questions ? questions : [],
      createColumns(t('followUp.question')),
    ),
  ]
}

/** `empty`: the text of an empty cell. */
type Column<T> = { title: string; createContent: (row: T) => PhrasingContent[]; empty?: string }

/** Leaves out columns that are empty in every row. */
function buildTable<T>(rows: readonly T[], columns: readonly Column<T>[]): Table {
  const filled = columns.filter(({ createContent }) => rows.some((row) => createContent(row).length > 0))
  return createTable([
    filled.map(({ title }) => [createText(title)]),
    ...rows.map((row) =>
      filled.map(({ createContent, empty = '' }) => {
        const content = createContent(row)
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
        createContent: ({ name, role }) => [createStrong(name), ...createWords(role && `, ${role}`)],
      },
      {
        title: t('contacts.organisation'),
        createContent: ({ organisation, country }) => joinWords(organisation, country),
      },
      { title: t('contacts.reachAt'), createContent: ({ email, telephone }) => joinWords(email, telephone) },
      { title: t('contacts.metAt'), createContent: ({ metAtName }) => createWords(metAtName) },
      {
        title: t('contacts.followUp'),
        createContent: ({ followUp, followUpOn, followedUpAt }) =>
          followedUpAt === null
            ? joinWords(followUp, followUpOn ? formatDate(followUpOn, language) : '')
            : [],
      },
    ]),
  ]
}
