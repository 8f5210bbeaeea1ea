/**
 * Normalises the texts of a programme when the bundle's schema reads them, so that invisible differences between two files do not count as
 * changes.
 */
import { z } from 'zod'

/** Invisible characters, and line breaks other than U+000A. */
const INVISIBLE = String.raw`\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f\ufeff\ufffe\uffff`
const OTHER_BREAKS = String.raw`\u0085\u2028\u2029`
const HAS_INVISIBLE = new RegExp(`[\\r${INVISIBLE}${OTHER_BREAKS}]`)
const BREAKS = new RegExp(`\\r\\n?|[${OTHER_BREAKS}]`, 'g')
const ALL_INVISIBLE = new RegExp(`[${INVISIBLE}]`, 'g')

const normaliseInvisible = (text: string): string =>
  HAS_INVISIBLE.test(text) ? text.replaceAll(BREAKS, '\n').replaceAll(ALL_INVISIBLE, '') : text

const HAS_WIDE_SPACE = /[^\S \n]| {2}/
const joinSpaces = (text: string): string =>
  HAS_WIDE_SPACE.test(text) ? text.replaceAll(/ [^\S\n]+|[^\S \n][^\S\n]*/g, ' ') : text

export const validText = z
  .string()
  .max(100_000)
  .refine((value) => value.isWellFormed() && !value.includes('\0'), 'value.half-character')

/** Requires a text of one line with 1 to 2,000 characters. */
export const limitToLine = (text: z.ZodString) =>
  text
    .trim()
    .min(1)
    .max(2_000)
    .refine((value) => !/[\r\n]/.test(value), 'value.one-line')

/** Text that the database can store and return unchanged. */
export const cleanText = validText.overwrite(normaliseInvisible)
/** Calendars and tables have this text on one line, so runs of white space become a single space. */
export const singleSpacedText = validText.overwrite((text) => joinSpaces(normaliseInvisible(text)))
/** A title or a name, in one line. */
export const nameLine = limitToLine(
  validText.overwrite((text) =>
    joinSpaces(normaliseInvisible(text.replaceAll(/[\u0085\u2028\u2029]/g, ' '))),
  ),
)
