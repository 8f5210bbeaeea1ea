import { type Message, message } from '../core/i18n/message.ts'

/** The command line speaks English only, so what it alone refuses has no texts in other languages. */
export function inEnglish(text: string): Message {
  return message('common.verbatim', { text })
}
