/** Messages in English: for the command line, for logs, and for the message of an error. */
import en from './en/messages.json' with { type: 'json' }
import { type Message, type MessageCode, translateMessage } from './message.ts'
import { createTranslator, type Translator } from './translator.ts'

let english: Translator<MessageCode> | null = null

export function toEnglish(message: Message): string {
  english ??= createTranslator('en', en)
  return translateMessage(english, message)
}
