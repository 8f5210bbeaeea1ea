import { type Message, message } from '../core/i18n/message.ts'

/** For errors that only the command line reports: it speaks English only, so they are not translated. */
export function inEnglish(text: string): Message {
  return message('common.verbatim', { text })
}
