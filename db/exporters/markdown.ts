/** The report as one Markdown document: title, days, sessions, notes. */
import type { PhrasingContent, Root, RootContent } from 'mdast'
import { serialiseNote } from '../../core/note-format/index.ts'
import type { Exporter } from './index.ts'
import type { AboutNote, Report, ReportSession } from './report.ts'
import type { ReportNote } from './report-note.ts'

export const markdown: Exporter = {
  id: 'md',
  name: 'Markdown',
  extension: 'md',
  mimeType: 'text/markdown',
  text: true,
  render: (report) => new TextEncoder().encode(serialiseNote(layOut(report))),
}

/** Title, day, session: what a delegate's own headings stand below. */
const LEVELS_ABOVE_NOTES = 3

function layOut(report: Report): Root {
  const { title, conference, facts, days, otherNotes, keyMessages, headings } = report
  return {
    type: 'root',
    children: [
      heading(1, title),
      paragraph(text(conference), { type: 'break' }, text(facts.join(' · '))),
      ...days.flatMap((day) => [
        heading(2, day.heading),
        ...day.sessions.flatMap((session) => sessionBlocks(session, report)),
      ]),
      ...(otherNotes.length > 0 ? [heading(2, headings.otherNotes), ...otherBlocks(otherNotes, report)] : []),
      ...(keyMessages.length > 0 ? [heading(2, headings.keyMessages)] : []),
      ...keyMessages.map((message) => paragraph(strong(`${message.number}.`), text(` ${message.text}`))),
    ],
  }
}

function sessionBlocks(
  { heading: title, facts, speakers, notes }: ReportSession,
  { headings }: Report,
): RootContent[] {
  return [
    heading(3, title),
    paragraph(emphasis(facts.join(' · '))),
    ...(speakers.length > 0 ? [paragraph(emphasis(headings.speakers(speakers.join(', '))))] : []),
    ...(notes.length > 0 ? apart(notes) : [paragraph(text(headings.noNotes))]),
  ]
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

function heading(depth: 1 | 2 | 3, value: string): RootContent {
  return { type: 'heading', depth, children: [text(value)] }
}
function paragraph(...children: PhrasingContent[]): RootContent {
  return { type: 'paragraph', children }
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
