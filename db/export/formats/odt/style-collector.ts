/** Collects the automatic styles that a document needs in addition to the named styles, and its pictures, without duplicates. */
import type { PhrasingContent } from 'mdast'
import type { ReportPicture } from '../../source/report-source.ts'
import { isRightToLeft } from '../docx/runs.ts'

/** A paragraph style that differs from a named style only in position. */
export type ParagraphLook = {
  parent: string
  indent: number
  /** The paragraph is beside the column for times. */
  inNote: boolean
  hanging: boolean
  rtl: boolean
  align: string | null
  keepNext: boolean
  keepLines: boolean
  language: string | undefined
  isOnCover: boolean
}
export type LookOptions = {
  hanging?: boolean
  align?: string | null
  keepNext?: boolean
  keepLines?: boolean
  /** Whether the style leaves room for times beside a note. */
  hasNoteIndent?: boolean
  /** Set if it differs from the document's. */
  language?: string | undefined
}
/** `widths`: of the columns, in centimetres. `indent`: in steps. */
export type TableLook = { widths: number[]; indent: number }
export type Marks = {
  bold?: true
  italic?: true
  strike?: true
  highlight?: true
  code?: true
  time?: true
  aside?: true
  level?: true
  label?: true
}

/** Collects styles and pictures while the body is written. */
export type Writer = {
  paragraphs: Map<string, [string, ParagraphLook]>
  spans: Map<string, [string, Marks]>
  tables: TableLook[]
  pictures: ReportPicture[]
}
/**
 * Where a block is. `listDepth`: the number of lists around it. `isInItem`: within a list item, which provides the indent. `isInNote`: with
 * a time column beside it.
 */
export type Place = {
  listDepth: number
  isQuoted: boolean
  isInItem?: boolean
  isOnCover?: boolean
  isInNote?: boolean
}

export const INDENT_CM = 0.635
/** Width of the column for times beside the notes, in centimetres. */
export const GUTTER_CM = 1.6
/** The deepest level of a list style. Deeper lists use this level. */
export const MAX_LIST_LEVEL = 9

export function createWriter(): Writer {
  return { paragraphs: new Map(), spans: new Map(), tables: [], pictures: [] }
}

/** @returns the name of a paragraph's style */
export function chooseStyle(
  parent: string,
  children: readonly PhrasingContent[],
  { listDepth, isQuoted, isOnCover = false, isInNote = false }: Place,
  writer: Writer,
  {
    hanging = false,
    align = null,
    keepNext = false,
    keepLines = false,
    hasNoteIndent = true,
    language,
  }: LookOptions = {},
): string {
  const indent = Math.min(MAX_LIST_LEVEL, listDepth) + (isQuoted ? 1 : 0)
  const look = {
    parent,
    indent,
    // A block that is not indented usually gets the margin of the note from its style.
    inNote: isInNote && (indent > 0 || !hasNoteIndent),
    hanging,
    rtl: isRightToLeft(children),
    align,
    keepNext,
    keepLines,
    language,
    isOnCover,
  }
  const isPlain = look.indent === 0 && !look.inNote && !look.rtl && align === null
  if (isPlain && !keepNext && !keepLines && !isOnCover && language === undefined) return parent
  const key = JSON.stringify(look)
  const known = writer.paragraphs.get(key)
  if (known) return known[0]
  const name = `P${writer.paragraphs.size + 1}`
  writer.paragraphs.set(key, [name, look])
  return name
}

/** @returns the name of the character style, or null for plain text */
export function getSpanStyle(marks: Marks, { spans }: Writer): string | null {
  const key = Object.keys(marks).sort().join()
  if (key === '') return null
  const known = spans.get(key)
  if (known) return known[0]
  const name = `T${spans.size + 1}`
  spans.set(key, [name, marks])
  return name
}
