/** A search for formulas in a table. */
import { type Message, message } from '../../core/i18n/message.ts'
import { StoreError } from '../errors.ts'
import { decode } from '../formats/decode.ts'
import { refuseContent } from './active-words.ts'

/** A cell begins after any separator: spreadsheets choose theirs by the computer's region, and heed quotes accordingly. */
const FORMULA = /(?:^|[,;\t\r\n])["\t\r]*([=@+\-＝＠＋－][^,;\t\r\n"]*)/g
/** Numbers and telephone numbers. */
const NUMBER = /^[+-][\d\s.()/%\p{Sc}-]*$/u

/** @returns null if no cell begins as a formula does. */
export function activeInCsv(bytes: Uint8Array): Message | null {
  const text = getText(bytes)
  for (const { 0: match, 1: cell = '', index } of text.matchAll(FORMULA)) {
    if (NUMBER.test(cell)) continue
    const line = text.slice(0, index + match.length).split(/\r\n|\r|\n/).length
    return refuseContent(message('content.formula', { formula: cell.slice(0, 40), line }))
  }
  return null
}

/** The signs that begin a formula are the same in every encoding of one byte a letter. */
function getText(bytes: Uint8Array): string {
  try {
    return decode(bytes)
  } catch (error) {
    if (error instanceof StoreError) return Buffer.from(bytes).toString('latin1')
    throw error
  }
}
