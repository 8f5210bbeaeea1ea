/** Texts of a programme, as the schema of the bundle takes them. A difference that nobody sees is none: other importers make none of it either. */
import { z } from 'zod'

/** What is not seen in a text, and what breaks its lines in another way than U+000A. */
const UNSEEN = String.raw`\u0001-\u0008\u000b\u000c\u000e-\u001f\u007f\ufeff\ufffe\uffff`
const OTHER_BREAKS = String.raw`\u0085\u2028\u2029`
const IS_DOUBTFUL = new RegExp(`[\\r${UNSEEN}${OTHER_BREAKS}]`)
const BREAKS = new RegExp(`\\r\\n?|[${OTHER_BREAKS}]`, 'g')
const ALL_UNSEEN = new RegExp(`[${UNSEEN}]`, 'g')

const asSeen = (text: string): string =>
  IS_DOUBTFUL.test(text) ? text.replaceAll(BREAKS, '\n').replaceAll(ALL_UNSEEN, '') : text

const IS_BLANK = /[^\S \n]| {2}/
const spacedOnce = (text: string): string =>
  IS_BLANK.test(text) ? text.replaceAll(/ [^\S\n]+|[^\S \n][^\S\n]*/g, ' ') : text

export const sound = z
  .string()
  .max(100_000)
  .refine((value) => value.isWellFormed() && !value.includes('\0'), 'value.half-character')

/** One line, of a text without other line breaks than U+000A. */
export const oneLine = (text: z.ZodString) =>
  text
    .trim()
    .min(1)
    .max(2_000)
    .refine((value) => !/[\r\n]/.test(value), 'value.one-line')

/** Unicode text that the database gives back as it took it. */
export const words = sound.overwrite(asSeen)
/** What calendars and tables have in one line: blanks are single spaces. */
export const spaced = sound.overwrite((text) => spacedOnce(asSeen(text)))
/** A title or a name. */
export const nameLine = oneLine(
  sound.overwrite((text) => spacedOnce(asSeen(text.replaceAll(/[\u0085\u2028\u2029]/g, ' ')))),
)
