/** Node types of a report's document, with the data that formats need besides the text. */
import type { Heading, Paragraph, PhrasingContent, Table } from 'mdast'

declare module 'unist' {
  interface Data {
    /** A block of a note, which leaves room for times beside it. */
    inNote?: true
    /** Set on the block of a decision or question. Unique in its note. */
    mark?: string
    /** The target of a reference to the page of this block. */
    anchor?: string
  }
}
declare module 'mdast' {
  interface RootData {
    /** The blocks before the first part and the contents are a cover on a page of its own. */
    hasCover?: boolean
  }
  interface HeadingData {
    /** Set on the report's own headings, as the target of links in the table of contents. */
    id?: string
    /** On paper, annexes have letters instead of numbers. */
    isAnnex?: boolean
    /** "14:30": the start of the session, for the table of contents. */
    time?: string
    /** Set if it differs from the report's. */
    language?: string
  }
  interface TextData {
    /**
     * Set on a reference to the page of the heading with this id, or of the block with this anchor. The text is an estimate, for programs
     * that do not lay out pages.
     */
    pageOf?: string
  }
  interface TableCellData {
    language?: string
  }
  interface ParagraphData {
    /** Set on the report's own paragraphs, to choose their style. */
    role?: Role
    /** Keeps the block on one page with the next one. */
    keepNext?: true
    language?: string
  }
}
export type Role =
  | 'office'
  | 'level'
  | 'subtitle'
  | 'facts'
  | 'author'
  | 'cover-fact'
  | 'brief-title'
  | 'brief'
  | 'programme'
  | 'session'
  | 'entry'
  | 'decision-label'
  | 'decision'
  | 'question-label'
  | 'task-label'
  | 'question'
  | 'source'
  | 'caption'

/** The id marks the heading as the report's own; the final id is assigned when all headings are known. */
export function createHeading(depth: 1 | 2 | 3, value: string): Heading {
  return { type: 'heading', depth, children: [createText(value)], data: { id: '' } }
}
export function createParagraph(role: Role | null, ...children: PhrasingContent[]): Paragraph {
  return { type: 'paragraph', children, ...(role && { data: { role } }) }
}
export function createText(value: string): PhrasingContent {
  return { type: 'text', value }
}
export function createStrong(value: string): PhrasingContent {
  return { type: 'strong', children: [createText(value)] }
}
export function createEmphasis(value: string): PhrasingContent {
  return { type: 'emphasis', children: [createText(value)] }
}

/** The first row is the header. */
export function createTable(rows: PhrasingContent[][][]): Table {
  return {
    type: 'table',
    children: rows.map((cells) => ({
      type: 'tableRow',
      children: cells.map((children) => ({ type: 'tableCell', children })),
    })),
  }
}
