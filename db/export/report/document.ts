/** The report as one document: title, days, sessions, notes. Every format for readers is written from this tree. */
import type { Heading, ListItem, Paragraph, PhrasingContent, Root, RootContent, Table } from 'mdast'
import { inlineText } from '../../../core/note-format/index.ts'
import type { KeyMessage } from '../../model.ts'
import type { Headings, ReportLanguage } from '../source/headings.ts'
import type { Report, ReportContact, ReportSaid, ReportTask } from './report.ts'
import type { ByMessage, Passages } from './report-by-message.ts'
import type { AboutNote, ReportSession, SourcedNote } from './report-parts.ts'
import { formatDate } from './report-words.ts'

declare module 'mdast' {
  interface RootData {
    /** What stands before the first part, and the contents, is a page of its own. */
    hasCover?: boolean
  }
  interface HeadingData {
    /** Of the report's own headings: what the table of contents leads to. */
    id?: string
  }
  interface ParagraphData {
    /** What a paragraph of the report's own is, for its style. */
    role?: Role
  }
}
export type Role = 'subtitle' | 'facts' | 'author' | 'session'

/** Title, day, session: what a delegate's own headings stand below. */
const LEVELS_ABOVE_NOTES = 3

export function layOut(report: Report): Root {
  const { title, conference, facts, author, authors, days, otherNotes, keyMessages, contacts, headings } =
    report
  const { include } = report.options
  const children: RootContent[] = [
    heading(1, title),
    paragraph('subtitle', text(conference)),
    paragraph('facts', text(facts.join(' · '))),
    ...authorLines(author).map((line) => paragraph('author', text(line))),
    ...(authors.length > 0 ? [paragraph('author', text(namesOf(report)))] : []),
    ...days.flatMap((day) => [
      heading(2, day.heading),
      ...day.sessions.flatMap((session) => sessionBlocks(session, report)),
    ]),
    ...part(headings.otherNotes, otherBlocks(otherNotes, report)),
    ...(report.byMessage ? messageBlocks(report.byMessage, report) : keyMessageBlocks(keyMessages, report)),
    ...part(headings.actions, actionBlocks(report)),
    ...part(
      headings.contacts,
      contacts.map((contact) => paragraph(null, ...contactLines(contact, report))),
    ),
    ...part(headings.programme, programmeBlocks(report)),
  ]
  const own = children.filter((node): node is Heading => node.type === 'heading' && node.data !== undefined)
  for (const [index, node] of own.entries()) node.data = { id: `part-${index}` }
  return { type: 'root', children, ...(include.cover && { data: { hasCover: true } }) }
}

/** `id`: of the heading. */
export type ContentsEntry = { id: string; depth: number; text: string }

/** The report's own headings below the title, those that a table of contents lists. */
export function contentsOf({ children }: Root): ContentsEntry[] {
  return children.flatMap((node) =>
    node.type === 'heading' && node.data?.id && node.depth > 1
      ? [{ id: node.data.id, depth: node.depth, text: inlineText(node.children) }]
      : [],
  )
}

function authorLines(author: Report['author']): string[] {
  return author ? [author.name, author.delegation].filter(Boolean) : []
}

function part(title: string, blocks: RootContent[]): RootContent[] {
  return blocks.length > 0 ? [heading(2, title), ...blocks] : []
}

function sessionBlocks(
  { heading: title, facts, speakers, documents, notes }: ReportSession,
  report: Report,
): RootContent[] {
  const { headings } = report
  return [
    heading(3, title),
    ...factBlocks(facts),
    ...(speakers.length > 0 ? [paragraph('session', emphasis(headings.speakers(speakers.join(', '))))] : []),
    ...(documents.length > 0
      ? [paragraph('session', emphasis(headings.documents), text(' '), ...inARow(documents))]
      : []),
    ...(notes.length > 0 ? apart(notes, report) : [paragraph(null, text(headings.noNotes))]),
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
function otherBlocks(notes: AboutNote[], report: Report): RootContent[] {
  const { headings } = report
  const [general, about] = [notes.filter((note) => !note.keyMessage), notes.filter((note) => note.keyMessage)]
  const byMessage = Map.groupBy(about, ({ keyMessage }) => keyMessage?.number ?? '')
  return [
    ...apart(general, report),
    ...[...byMessage].flatMap(([number, ofMessage]) => [
      heading(3, headings.keyMessage(number)),
      ...apart(ofMessage, report),
    ]),
  ]
}

function factBlocks(facts: string[]): RootContent[] {
  return facts.length > 0 ? [paragraph('session', emphasis(facts.join(' · ')))] : []
}

function keyMessageBlocks(keyMessages: KeyMessage[], { headings, options }: Report): RootContent[] {
  return part(
    options.include.allKeyMessages ? headings.allKeyMessages : headings.keyMessages,
    keyMessages.map((message) => paragraph(null, strong(`${message.number}.`), text(` ${message.text}`))),
  )
}

/** Each key message with its words, then what the notes say on it, session by session. */
function messageBlocks({ messages, others }: ByMessage, report: Report): RootContent[] {
  const { headings, options } = report
  const passages = (listed: Passages[]) =>
    listed.flatMap(({ session, entries }) => [
      heading(3, session?.heading ?? headings.noSession),
      ...factBlocks(session?.facts ?? []),
      ...entries.flatMap(({ by, blocks }, index) => [
        ...(by === entries[index - 1]?.by ? [] : byLine(by, report)),
        ...blocks.map(lowered),
      ]),
    ])
  return [
    ...messages.flatMap(({ message, passages: ofMessage }) => [
      heading(2, headings.keyMessage(message.number)),
      ...(options.include.keyMessages
        ? [{ type: 'blockquote' as const, children: [paragraph(null, text(message.text))] }]
        : []),
      ...(ofMessage.length > 0 ? passages(ofMessage) : [paragraph(null, text(headings.noNotes))]),
    ]),
    ...part(headings.otherNotes, passages(others)),
  ]
}

function programmeBlocks({ programme, headings: { programmeColumns: columns } }: Report): RootContent[] {
  return programme.flatMap(({ heading: day, sessions }) => [
    heading(3, day),
    tableOf([
      [columns.time, columns.session, columns.room].map((title) => [text(title)]),
      ...sessions.map(({ time, heading: title, room }) => [[text(time)], [text(title)], [text(room)]]),
    ]),
  ])
}

function actionBlocks({ tasks, decisions, questions, headings, language, options }: Report): RootContent[] {
  const { include } = options
  const list = (title: string, listed: ReportSaid[]): RootContent[] =>
    listed.length === 0
      ? []
      : [heading(3, title), { type: 'list', ordered: false, spread: false, children: listed.map(item) }]
  return [
    ...(tasks.length === 0 || !include.actions
      ? []
      : [heading(3, headings.tasks), taskTable(tasks, headings, language)]),
    ...list(headings.decisions, include.decisions ? decisions : []),
    ...list(headings.questions, include.questions ? questions : []),
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
  return tableOf([
    columns.map(({ title }) => [text(title)]),
    ...tasks.map((task) => columns.map(({ cell }) => cell(task))),
  ])
}

/** The first row is the header. */
function tableOf(rows: PhrasingContent[][][]): Table {
  return {
    type: 'table',
    children: rows.map((cells) => ({
      type: 'tableRow',
      children: cells.map((children) => ({ type: 'tableCell', children })),
    })),
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

/** A rule between one note and the next, and whose the next is. */
function apart(notes: SourcedNote[], report: Report): RootContent[] {
  return notes.flatMap(({ root, source }, index) => [
    ...(index > 0 ? [{ type: 'thematicBreak' } as const] : []),
    ...byLine(source.createdBy, report),
    ...root.children.map(lowered),
  ])
}

/** Where the report holds notes of several people. */
function byLine(by: string, { authors, headings }: Report): RootContent[] {
  const author = authors.find(({ id }) => id === by)
  if (!author) return []
  const { name, delegation } = author
  return [
    paragraph('session', strong(name || headings.unnamed), ...(delegation ? [text(` · ${delegation}`)] : [])),
  ]
}

function namesOf({ authors, headings }: Report): string {
  return headings.notesBy(authors.map(({ name }) => name || headings.unnamed).join(', '))
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
