/** Styles that a document needs beside the named ones, each once, and the pictures that it shows. */
import type { PhrasingContent } from 'mdast'
import type { ReportPicture } from '../../source/report-source.ts'
import { rightToLeft } from '../docx/runs.ts'

/** A paragraph style that differs from a named one by its place only. */
export type ParagraphLook = {
  parent: string
  indent: number
  /** Beside a time. */
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
  /** Where it is not the document's. */
  language?: string | undefined
}
/** `widths` of its columns in centimetres; `indent` in steps. */
export type TableLook = { widths: number[]; indent: number }
export type Marks = {
  bold?: true
  italic?: true
  strike?: true
  highlight?: true
  code?: true
  time?: true
  level?: true
}

/** What is gathered while the body is written. */
export type Writer = {
  paragraphs: Map<string, [string, ParagraphLook]>
  spans: Map<string, [string, Marks]>
  tables: TableLook[]
  pictures: ReportPicture[]
}
/**
 * Where a block stands. `inList`: how many lists it is in; `quoted`: within a quotation; `isInItem`: within an item of a list, which
 * brings the indent; `inNote`: beside times.
 */
export type Place = {
  inList: number
  quoted: boolean
  isInItem?: boolean
  isOnCover?: boolean
  inNote?: boolean
}

export const INDENT_CM = 0.635
/** Beside notes, for their times. */
export const GUTTER_CM = 1.6
/** The levels that a list style has. What lies deeper stands at the last one. */
export const DEEPEST = 9

export function newWriter(): Writer {
  return { paragraphs: new Map(), spans: new Map(), tables: [], pictures: [] }
}

/** The name of a paragraph's style. */
export function styleFor(
  parent: string,
  children: readonly PhrasingContent[],
  { inList, quoted, isOnCover = false, inNote = false }: Place,
  writer: Writer,
  { hanging = false, align = null, keepNext = false, keepLines = false, language }: LookOptions = {},
): string {
  const indent = Math.min(DEEPEST, inList) + (quoted ? 1 : 0)
  const look = {
    parent,
    indent,
    // The style of a block that stands at the note's margin has that margin.
    inNote: inNote && indent > 0,
    hanging,
    rtl: rightToLeft(children),
    align,
    keepNext,
    keepLines,
    language,
    isOnCover,
  }
  const isPlain = look.indent === 0 && !look.rtl && align === null
  if (isPlain && !keepNext && !keepLines && !isOnCover && language === undefined) return parent
  const key = JSON.stringify(look)
  const known = writer.paragraphs.get(key)
  if (known) return known[0]
  const name = `P${writer.paragraphs.size + 1}`
  writer.paragraphs.set(key, [name, look])
  return name
}

/** The name of the style of letters; null for plain ones. */
export function spanStyle(marks: Marks, { spans }: Writer): string | null {
  const key = Object.keys(marks).sort().join()
  if (key === '') return null
  const known = spans.get(key)
  if (known) return known[0]
  const name = `T${spans.size + 1}`
  spans.set(key, [name, marks])
  return name
}
