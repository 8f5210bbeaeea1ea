/** Finds formulas in a table. */
import { type Message, message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'
import { decode } from '../formats/decode.ts'
import { createRefusal } from './content-refusals.ts'

/**
 * Matches a formula after any separator, since the separator of a spreadsheet, and whether it honours quotes, depend on the computer's
 * region.
 */
const FORMULA = /(?:^|[,;\t\r\n])["\t\r]*([=@+\-＝＠＋－][^,;\t\r\n"]*)/g
/** Numbers and telephone numbers. */
const NUMBER = /^[+-][\d\s.()/%\p{Sc}-]*$/u

/** @returns null if no cell starts like a formula */
export function findActiveInCsv(bytes: Uint8Array): Message | null {
  const text = getText(bytes)
  for (const { 0: match, 1: cell = '', index } of text.matchAll(FORMULA)) {
    if (NUMBER.test(cell)) continue
    const line = text.slice(0, index + match.length).split(/\r\n|\r|\n/).length
    return createRefusal(message('content.formula', { formula: cell.slice(0, 40), line }))
  }
  return null
}

/** Decodes as a one-byte encoding, which is enough, since the characters that start a formula are the same in all encodings. */
function getText(bytes: Uint8Array): string {
  try {
    return decode(bytes)
  } catch (error) {
    if (error instanceof StoreError) return Buffer.from(bytes).toString('latin1')
    throw error
  }
}
