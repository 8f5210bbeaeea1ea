/** Messages in English, for the command line, logs, and the message of an Error. */
import en from './en/messages.json' with { type: 'json' }
import { type Message, type MessageCode, translateMessage } from './message.ts'
import { createTranslator, type Translator } from './translator.ts'

let english: Translator<MessageCode> | null = null

export function toEnglish(message: Message): string {
  english ??= createTranslator('en', en)
  return translateMessage(english, message)
}
