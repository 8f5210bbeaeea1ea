/** Lays out the report as one document tree: title, days, sessions, notes. Every document format is written from it. */
import type { Heading, Nodes, PhrasingContent, Root, RootContent } from 'mdast'
import { toInlineText } from '../../../core/note-format/index.ts'
import type { SourceNote } from '../source/report-source.ts'
import { getAuthorName, layOutFrontMatter } from './front-matter.ts'
import { createEmphasis, createHeading, createParagraph, createStrong, createText } from './nodes.ts'
import { detectLanguage, markLanguage } from './note-language.ts'
import { getRemarkBlocks, getRemovedMessageBlocks } from './remark-blocks.ts'
import type { Report, ReportStatement } from './report.ts'
import type { ByAuthor } from './report-by-author.ts'
import type { ByMessage, SessionPassages } from './report-by-message.ts'
import type { AboutNote, ReportSession, SourcedNote } from './report-parts.ts'
import { layOutContacts, layOutFollowUp, layOutProgramme } from './report-tables.ts'
import { capitalise } from './report-words.ts'

/** Title, day and session: the heading levels above those of a note. */
const LEVELS_ABOVE_NOTES = 3

/** `hasPages`: the format has pages, to which the follow-up can refer. */
export function layOut(report: Report, { hasPages = false } = {}): Root {
  const { days, otherNotes, contacts, t } = report
  const { include } = report.options
  const anchors = createAnchors(hasPages)
  const children: RootContent[] = [
    ...layOutFrontMatter(report),
    ...days.flatMap((day) => [
      createHeading(2, day.heading),
      ...day.sessions.flatMap((session) => buildSessionBlocks(session, report, anchors)),
    ]),
    ...buildPart(t('parts.otherNotes'), buildKeyMessageNotes(otherNotes, report, anchors)),
    ...(report.byMessage ? buildMessageBlocks(report.byMessage, report) : []),
    ...(report.byAuthor ? buildAuthorBlocks(report.byAuthor, report, anchors) : []),
    ...buildPart(t('parts.actions'), layOutFollowUp(report, anchors.createPageReference)),
    ...(report.byMessage ? [] : buildAnnex(getKeyMessagesTitle(report), buildKeyMessageBlocks(report))),
    ...buildAnnex(t('parts.contacts'), layOutContacts(contacts, report)),
    ...buildAnnex(t('parts.programme'), layOutProgramme(report)),
  ]
  const ownHeadings = children.filter(
    (node): node is Heading => node.type === 'heading' && isReportHeading(node),
  )
  for (const [index, node] of ownHeadings.entries()) node.data = { ...node.data, id: `part-${index}` }
  return { type: 'root', children, ...(include.cover && { data: { hasCover: true } }) }
}

/** The places in the notes to which the follow-up can refer. */
type Anchors = {
  /** Gives an anchor to each decision and question in the block. Formats without pages need none. */
  addAnchors<N extends Nodes>(node: N, note: SourceNote): N
  /** Refers to the page of a decision or question. @returns nothing if the report does not show it */
  createPageReference(statement: ReportStatement): PhrasingContent[]
}

function createAnchors(hasPages: boolean): Anchors {
  const anchors = new Map<string, string>()
  const getKey = (note: SourceNote, mark: string) => `${note.id} ${mark}`
  const addAnchors = <N extends Nodes>(node: N, note: SourceNote): N => {
    if (node.type === 'blockquote' || node.type === 'list' || node.type === 'listItem')
      return { ...node, children: node.children.map((child) => addAnchors(child, note)) }
    const mark = node.data?.mark
    if (mark === undefined) return node
    const anchor = `entry-${anchors.size}`
    anchors.set(getKey(note, mark), anchor)
    return { ...node, data: { ...node.data, anchor } }
  }
  return {
    addAnchors: (node, note) => (hasPages ? addAnchors(node, note) : node),
    createPageReference: ({ note, mark }) => {
      const anchor = anchors.get(getKey(note, mark))
      return anchor === undefined ? [] : [{ type: 'text', value: '', data: { pageOf: anchor } }]
    },
  }
}

/** Whether a heading is the report's own rather than a note's. */
function isReportHeading({ data }: Heading): boolean {
  return data?.id !== undefined
}

/** `id`: the id of the heading. `time`: the start of a session, else ''. */
export type ContentsEntry = { id: string; depth: number; time: string; text: string }

/** Lists the report's own headings below the title, for the table of contents. */
export function listContents({ children }: Root): ContentsEntry[] {
  return children.flatMap((node) => {
    if (node.type !== 'heading' || !node.data?.id || node.depth === 1) return []
    const { id, time = '' } = node.data
    return [{ id, depth: node.depth, time, text: toInlineText(node.children) }]
  })
}

function buildPart(title: string, blocks: RootContent[]): RootContent[] {
  return blocks.length > 0 ? [createHeading(2, title), ...blocks] : []
}

function buildAnnex(title: string, blocks: RootContent[]): RootContent[] {
  const [first, ...others] = buildPart(title, blocks)
  return first?.type === 'heading' ? [{ ...first, data: { ...first.data, isAnnex: true } }, ...others] : []
}

function buildSessionBlocks(
  { heading: title, start, facts, speakers, documents, notes }: ReportSession,
  report: Report,
  anchors: Anchors,
): RootContent[] {
  const { t } = report
  const sessionHeading = createHeading(3, title)
  return [
    { ...sessionHeading, data: { ...sessionHeading.data, ...(start && { time: start }) } },
    ...buildFactBlocks(facts),
    ...(speakers.length > 0
      ? [createParagraph('session', createEmphasis(t('session.speakers', { names: speakers.join(', ') })))]
      : []),
    ...(documents.length > 0
      ? [
          createParagraph(
            'session',
            createEmphasis(t('session.documents')),
            createText(' '),
            ...listDocuments(documents),
          ),
        ]
      : []),
    ...(notes.length > 0
      ? separateNotes(notes, report, anchors)
      : [createParagraph(null, createText(t('session.noNotes')))]),
  ]
}

/** "Slides, Recording", each a link if the programme has an address for it. */
function listDocuments(documents: ReportSession['documents']): PhrasingContent[] {
  return documents.flatMap(({ name, url }, index) => [
    ...(index > 0 ? [createText(', ')] : []),
    url === null
      ? createText(name)
      : { type: 'link' as const, url, children: [{ type: 'text' as const, value: name }] },
  ])
}

/** Lays out the other notes. Notes about a key message stand below its name. */
function buildKeyMessageNotes(notes: AboutNote[], report: Report, anchors: Anchors): RootContent[] {
  const { t } = report
  const general = notes.filter((note) => !note.keyMessage)
  const aboutMessages = notes.filter((note) => note.keyMessage)
  const byMessage = Map.groupBy(aboutMessages, ({ keyMessage }) => keyMessage?.number ?? '')
  return [
    ...separateNotes(general, report, anchors),
    ...[...byMessage].flatMap(([number, ofMessage]) => [
      createHeading(3, t('parts.keyMessage', { number })),
      ...separateNotes(ofMessage, report, anchors),
    ]),
  ]
}

function buildFactBlocks(facts: string[]): RootContent[] {
  return facts.length > 0 ? [createParagraph('session', createEmphasis(facts.join(' · ')))] : []
}

function getKeyMessagesTitle({ t, options }: Report): string {
  return t(options.include.allKeyMessages ? 'parts.keyMessages' : 'parts.namedKeyMessages')
}

function buildKeyMessageBlocks(report: Report): RootContent[] {
  const shown = report.keyMessages.flatMap(({ guid, number, text: words }) => [
    createParagraph(null, createStrong(`${number}.`), createText(` ${words}`)),
    ...getRemarkBlocks(guid, report),
  ])
  return [...shown, ...getRemovedMessageBlocks(report)]
}

/** Each key message with its text, then the passages of notes about it, by session. */
function buildMessageBlocks({ messages, otherPassages }: ByMessage, report: Report): RootContent[] {
  const { t, options } = report
  const buildPassages = (listed: SessionPassages[]) =>
    listed.flatMap(({ session, entries }) => [
      createHeading(3, session?.heading ?? t('parts.noSession')),
      ...buildFactBlocks(session?.facts ?? []),
      ...entries.flatMap(({ authorId, blocks }, index) => [
        ...(authorId === entries[index - 1]?.authorId ? [] : buildByline(authorId, report)),
        ...blocks.map(lowerHeadings),
      ]),
    ])
  return [
    ...messages.flatMap(({ message, passages: ofMessage }) => [
      createHeading(2, t('parts.keyMessage', { number: message.number })),
      ...(options.include.keyMessages
        ? [{ type: 'blockquote' as const, children: [createParagraph(null, createText(message.text))] }]
        : []),
      ...getRemarkBlocks(message.guid, report),
      ...(ofMessage.length > 0
        ? buildPassages(ofMessage)
        : [createParagraph(null, createText(t('session.noNotes')))]),
    ]),
    ...getRemovedMessageBlocks(report),
    ...buildPart(t('parts.otherNotes'), buildPassages(otherPassages)),
  ]
}

/** Each author's notes by session. */
function buildAuthorBlocks(byAuthor: ByAuthor, report: Report, anchors: Anchors): RootContent[] {
  const buildBlocks = (notes: SourcedNote[]) => separateNotes(notes, report, anchors, { isNamed: false })
  return byAuthor.flatMap(({ author, sessions, otherNotes }) => {
    const general = otherNotes.filter((note) => !note.keyMessage)
    const aboutMessages = otherNotes.filter((note) => note.keyMessage)
    return [
      createHeading(2, capitalise(getAuthorName(author, report), report.language)),
      ...(author.delegation ? buildFactBlocks([author.delegation]) : []),
      ...sessions.flatMap(({ session, notes }) => [
        createHeading(3, session.heading),
        ...buildFactBlocks(session.facts),
        ...buildBlocks(notes),
      ]),
      ...(general.length > 0 ? [createHeading(3, report.t('parts.noSession')), ...buildBlocks(general)] : []),
      ...aboutMessages.flatMap((note) => [
        createHeading(3, report.t('parts.keyMessage', { number: note.keyMessage?.number ?? '' })),
        ...buildBlocks([note]),
      ]),
    ]
  })
}

/** Separates the notes with a rule and names the author of each. */
function separateNotes(
  notes: SourcedNote[],
  report: Report,
  anchors: Anchors,
  { isNamed = true } = {},
): RootContent[] {
  return notes.flatMap(({ root, source }, index) => [
    ...(index > 0 ? [{ type: 'thematicBreak' } as const] : []),
    ...(isNamed ? buildByline(source.createdBy, report) : []),
    ...getWrittenBlocks(root, report).map((node) => anchors.addAnchors(lowerHeadings(node), source)),
  ])
}

/** Names the author if the report contains notes of several people. */
function buildByline(authorId: string, report: Report): RootContent[] {
  const author = report.authors.find(({ id }) => id === authorId)
  if (!author) return []
  const { delegation } = author
  const name = capitalise(getAuthorName(author, report), report.language)
  return [
    createParagraph('session', createStrong(name), ...(delegation ? [createText(` · ${delegation}`)] : [])),
  ]
}

/** @returns a note's blocks without empty template headings, marked with their language if it is not the report's */
function getWrittenBlocks(root: Root, { source, language }: Report): RootContent[] {
  const templates = new Set(source.templateHeadings)
  const detected = detectLanguage(root)
  const blocks = removeEmptyHeadings(root.children, templates)
  return detected === null || detected === language
    ? blocks
    : blocks.map((node) => markLanguage(node, detected))
}

function removeEmptyHeadings(nodes: readonly RootContent[], templates: ReadonlySet<string>): RootContent[] {
  return nodes.filter((node, index) => {
    if (node.type !== 'heading' || !templates.has(toInlineText(node.children))) return true
    const below = nodes.slice(index + 1)
    const end = below.findIndex((next) => next.type === 'heading' && next.depth <= node.depth)
    return (end < 0 ? below : below.slice(0, end)).some(hasContent)
  })
}

function hasContent(node: Nodes): boolean {
  if (node.type === 'image' || node.type === 'thematicBreak') return true
  if ('value' in node) return node.value.trim() !== ''
  return 'children' in node && node.children.some(hasContent)
}

/** Lowers a note's headings below the report's own, and marks the block as part of a note. */
function lowerHeadings(node: RootContent): RootContent {
  const lowered = lowerHeading(node)
  return { ...lowered, data: { ...lowered.data, inNote: true } } as RootContent
}

function lowerHeading<T extends RootContent>(node: T): T {
  if (node.type === 'heading') return { ...node, depth: Math.min(6, node.depth + LEVELS_ABOVE_NOTES) }
  if (node.type === 'blockquote' || node.type === 'list' || node.type === 'listItem') {
    return { ...node, children: (node.children as RootContent[]).map(lowerHeading) }
  }
  return node
}
