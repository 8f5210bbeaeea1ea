/** The report as one document: title, days, sessions, notes. Every format for readers is written from this tree. */
import type { Heading, ListItem, Paragraph, PhrasingContent, Root, RootContent, Table, TableRow } from 'mdast'
import { inlineText } from '../../core/note-format/index.ts'
import type { ContentsEntry } from '../contract.ts'
import type { Headings, ReportLanguage } from './headings.ts'
import {
  type AboutNote,
  formatDate,
  type Report,
  type ReportContact,
  type ReportSaid,
  type ReportSession,
  type ReportTask,
} from './report.ts'
import type { ReportNote } from './report-note.ts'

declare module 'mdast' {
  interface HeadingData {
    /** Of the report's own headings: what the table of contents leads to. */
    id?: string
  }
  interface ParagraphData {
    /** What a paragraph of the report's own is, for its style. */
    role?: Role
  }
}
export type Role = 'subtitle' | 'facts' | 'session'

/** Title, day, session: what a delegate's own headings stand below. */
const LEVELS_ABOVE_NOTES = 3

export function layOut(report: Report): Root {
  const { title, conference, facts, days, otherNotes, keyMessages, contacts, headings, options } = report
  const children: RootContent[] = [
    heading(1, title),
    paragraph('subtitle', text(conference)),
    paragraph('facts', text(facts.join(' · '))),
    ...days.flatMap((day) => [
      heading(2, day.heading),
      ...day.sessions.flatMap((session) => sessionBlocks(session, report)),
    ]),
    ...part(headings.otherNotes, otherBlocks(otherNotes, report)),
    ...part(
      headings.keyMessages,
      keyMessages.map((message) => paragraph(null, strong(`${message.number}.`), text(` ${message.text}`))),
    ),
    ...part(headings.actions, options.include.actions ? actionBlocks(report) : []),
    ...part(
      headings.contacts,
      contacts.map((contact) => paragraph(null, ...contactLines(contact, report))),
    ),
  ]
  const own = children.filter((node): node is Heading => node.type === 'heading' && node.data !== undefined)
  for (const [index, node] of own.entries()) node.data = { id: `part-${index}` }
  return { type: 'root', children }
}

/** The report's own headings below the title, those that a table of contents lists. */
export function contentsOf({ children }: Root): ContentsEntry[] {
  return children.flatMap((node) =>
    node.type === 'heading' && node.data?.id && node.depth > 1
      ? [{ id: node.data.id, depth: node.depth, text: inlineText(node.children) }]
      : [],
  )
}

function part(title: string, blocks: RootContent[]): RootContent[] {
  return blocks.length > 0 ? [heading(2, title), ...blocks] : []
}

function sessionBlocks(
  { heading: title, facts, speakers, documents, notes }: ReportSession,
  { headings }: Report,
): RootContent[] {
  return [
    heading(3, title),
    paragraph('session', emphasis(facts.join(' · '))),
    ...(speakers.length > 0 ? [paragraph('session', emphasis(headings.speakers(speakers.join(', '))))] : []),
    ...(documents.length > 0
      ? [paragraph('session', emphasis(headings.documents), text(' '), ...inARow(documents))]
      : []),
    ...(notes.length > 0 ? apart(notes) : [paragraph(null, text(headings.noNotes))]),
  ]
}

/** "Slides, Recording", each a link where the programme says where it is. */
function inARow(documents: ReportSession['documents']): PhrasingContent[] {
  return documents.flatMap(({ name, url }, index) => [
    ...(index > 0 ? [text(', ')] : []),
    url === null
      ? text(name)
      : { type: 'link' as const, url, children: [{ type: 'text' as const, value: name }] },
  ])
}

/** Notes about a key message stand under its name. */
function otherBlocks(notes: AboutNote[], { headings }: Report): RootContent[] {
  const [general, about] = [notes.filter((note) => !note.keyMessage), notes.filter((note) => note.keyMessage)]
  const byMessage = Map.groupBy(about, ({ keyMessage }) => keyMessage?.number ?? '')
  return [
    ...apart(general),
    ...[...byMessage].flatMap(([number, ofMessage]) => [
      heading(3, headings.keyMessage(number)),
      ...apart(ofMessage),
    ]),
  ]
}

function actionBlocks({ tasks, decisions, questions, headings, language }: Report): RootContent[] {
  const list = (title: string, listed: ReportSaid[]): RootContent[] =>
    listed.length === 0
      ? []
      : [heading(3, title), { type: 'list', ordered: false, spread: false, children: listed.map(item) }]
  return [
    ...(tasks.length === 0 ? [] : [heading(3, headings.tasks), taskTable(tasks, headings, language)]),
    ...list(headings.decisions, decisions),
    ...list(headings.questions, questions),
  ]
}

function item({ text: words, session }: ReportSaid): ListItem {
  return {
    type: 'listItem',
    spread: false,
    children: [paragraph(null, ...words, ...(session === null ? [] : [text(' – '), emphasis(session)]))],
  }
}

/** What, who, until when, from which session. Columns that would be empty are left out. */
function taskTable(tasks: ReportTask[], { actionColumns }: Headings, language: ReportLanguage): Table {
  const columns: { title: string; cell: (task: ReportTask) => PhrasingContent[] }[] = [
    { title: actionColumns.what, cell: ({ done, text: words }) => [text(done ? '☑ ' : '☐ '), ...words] },
  ]
  if (tasks.some(({ who }) => who.length > 0))
    columns.push({ title: actionColumns.who, cell: ({ who }) => [text(who.join(', '))] })
  if (tasks.some(({ due }) => due !== null))
    columns.push({
      title: actionColumns.until,
      cell: ({ due }) => [text(due === null ? '' : formatDate(due, language))],
    })
  if (tasks.some(({ session }) => session !== null))
    columns.push({ title: actionColumns.session, cell: ({ session }) => [text(session ?? '')] })
  const row = (cells: PhrasingContent[][]): TableRow => ({
    type: 'tableRow',
    children: cells.map((children) => ({ type: 'tableCell', children })),
  })
  return {
    type: 'table',
    children: [
      row(columns.map(({ title }) => [text(title)])),
      ...tasks.map((task) => row(columns.map(({ cell }) => cell(task)))),
    ],
  }
}

function contactLines(contact: ReportContact, { headings }: Report): PhrasingContent[] {
  const { name, role, organisation, country, email, telephone, metAt } = contact
  const who = [role, organisation, country].filter(Boolean).join(', ')
  const how = [email, telephone, metAt && headings.metAt(metAt)].filter(Boolean).join(' · ')
  return [
    strong(name),
    ...(who ? [text(` – ${who}`)] : []),
    ...(how ? [{ type: 'break' } as const, text(how)] : []),
  ]
}

/** A rule between one note and the next. */
function apart(notes: ReportNote[]): RootContent[] {
  return notes.flatMap(({ root }, index) => [
    ...(index > 0 ? [{ type: 'thematicBreak' } as const] : []),
    ...root.children.map(lowered),
  ])
}

function lowered<T extends RootContent>(node: T): T {
  if (node.type === 'heading') return { ...node, depth: Math.min(6, node.depth + LEVELS_ABOVE_NOTES) }
  if (node.type === 'blockquote' || node.type === 'list' || node.type === 'listItem') {
    return { ...node, children: (node.children as RootContent[]).map(lowered) }
  }
  return node
}

/** `data` marks it as the report's own; its id follows when all are known. */
function heading(depth: 1 | 2 | 3, value: string): Heading {
  return { type: 'heading', depth, children: [text(value)], data: {} }
}
function paragraph(role: Role | null, ...children: PhrasingContent[]): Paragraph {
  return { type: 'paragraph', children, ...(role && { data: { role } }) }
}
function text(value: string): PhrasingContent {
  return { type: 'text', value }
}
function strong(value: string): PhrasingContent {
  return { type: 'strong', children: [text(value)] }
}
function emphasis(value: string): PhrasingContent {
  return { type: 'emphasis', children: [text(value)] }
}
