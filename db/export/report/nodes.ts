/** The parts of which a report's document is built, and what it says of them beside their words. */
import type { Heading, Paragraph, PhrasingContent, Table } from 'mdast'

declare module 'mdast' {
  interface RootData {
    /** What stands before the first part, and the contents, is a page of its own. */
    hasCover?: boolean
  }
  interface HeadingData {
    /** Of the report's own headings: what the table of contents leads to. */
    id?: string
    /** In which the words are, where that is not the report's language. */
    language?: string
  }
  interface TableCellData {
    language?: string
  }
  interface ParagraphData {
    /** What a paragraph of the report's own is, for its style. */
    role?: Role
    /** It stands on the page of what follows it. */
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

/** `data` marks it as the report's own; its id follows when all are known. */
export function heading(depth: 1 | 2 | 3, value: string): Heading {
  return { type: 'heading', depth, children: [text(value)], data: {} }
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
export function tableOf(rows: PhrasingContent[][][]): Table {
  return {
    type: 'table',
    children: rows.map((cells) => ({
      type: 'tableRow',
      children: cells.map((children) => ({ type: 'tableCell', children })),
    })),
  }
}
