/** The nodes of a report's document, with what a format must know of them beside their words. */
import type { Heading, Paragraph, PhrasingContent, Table } from 'mdast'

declare module 'unist' {
  interface Data {
    /** A block of a note, which leaves room for times before it. */
    inNote?: true
  }
}
declare module 'mdast' {
  interface RootData {
    /** What stands before the first part and the contents is a cover, with a page of its own. */
    hasCover?: boolean
  }
  interface HeadingData {
    /** Of the report's own headings, for the links of the table of contents. */
    id?: string
    /** On paper, parts have numbers and annexes letters. */
    isAnnex?: boolean
    /** Where it differs from the report's. */
    language?: string
  }
  interface TableCellData {
    language?: string
  }
  interface ParagraphData {
    /** Of the report's own paragraphs, for their style. */
    role?: Role
    /** No page ends between it and the next block. */
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
  | 'question'
  | 'source'

/** An id marks it as the report's own; which one follows when all are known. */
export function heading(depth: 1 | 2 | 3, value: string): Heading {
  return { type: 'heading', depth, children: [text(value)], data: { id: '' } }
}
export function paragraph(role: Role | null, ...children: PhrasingContent[]): Paragraph {
  return { type: 'paragraph', children, ...(role && { data: { role } }) }
}
export function text(value: string): PhrasingContent {
  return { type: 'text', value }
}
export function strong(value: string): PhrasingContent {
  return { type: 'strong', children: [text(value)] }
}
export function emphasis(value: string): PhrasingContent {
  return { type: 'emphasis', children: [text(value)] }
}

/** The first row is the header. */
export function getTable(rows: PhrasingContent[][][]): Table {
  return {
    type: 'table',
    children: rows.map((cells) => ({
      type: 'tableRow',
      children: cells.map((children) => ({ type: 'tableCell', children })),
    })),
  }
}
